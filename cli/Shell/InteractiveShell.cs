using Carbonio.Cloud.Cli.CommandLine;
using Carbonio.Cloud.Cli.Completions;

namespace Carbonio.Cloud.Cli.Shell;

/// <summary><c>carbonio</c> without a command, at a terminal: one prompt after the other, until <c>exit</c> or Ctrl-D.</summary>
internal sealed class InteractiveShell(CliEnvironment environment, IShellTerminal terminal, GlobalOptions options)
{
    private const string Prompt = "carbonio> ";

    /// <summary>Runs it.</summary>
    /// <returns>Exit status: that of the last command, as shells do it.</returns>
    public async Task<int> RunAsync()
    {
        var history = new ShellHistory(Path.Combine(Path.GetDirectoryName(environment.SettingsPath)!, "history"));
        var shared = new Lazy<HttpMessageHandler>(environment.Handler);
        environment.Output.WriteLine("'help' lists the commands, Tab completes, 'exit' leaves.");
        var status = CarbonioCli.Done;
        for (var number = 1; ; number++)
        {
            environment.Output.Flush();
            if (new LineEditor(terminal, Prompt, history.Lines, CompletionWords.Complete).Read() is not { } line)
            {
                return status;
            }

            switch (LineWords.Split(line))
            {
                case null:
                    environment.Errors.WriteLine("a quote is not closed");
                    status = CarbonioCli.WrongUsage;
                    break;
                case []:
                    break;
                case [var word] when word.Equals("exit", StringComparison.OrdinalIgnoreCase) || word.Equals("quit", StringComparison.OrdinalIgnoreCase):
                    return status;
                case var words:
                    if (!char.IsWhiteSpace(line[0]) && !CarbonioCli.HasSecret(words))
                    {
                        history.Add(line);
                    }

                    var one = environment with { Handler = () => shared.Value, Invocation = $"{environment.Invocation}-{number}" };
                    status = await CarbonioCli.RunLineAsync(words, one, options, environment.FreshInterrupt());
                    break;
            }
        }
    }
}
