using System.Text;

namespace Carbonio.Cloud.Cli;

/// <summary>All that a command touches outside of itself, so that a test can stand in for it.</summary>
internal sealed record CliEnvironment
{
    private const int Utf8 = 65001;
    private const int Utf16 = 1200;

    /// <summary>Results go here.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>What went wrong, what to do next, progress.</summary>
    public required TextWriter Errors { get; init; }

    /// <summary>Lines typed or piped in.</summary>
    public required TextReader Input { get; init; }

    /// <summary>The raw input, for <c>debug wbxml -</c>.</summary>
    public required Func<Stream> InputBytes { get; init; }

    /// <summary>The raw output, for WBXML.</summary>
    public required Func<Stream> OutputBytes { get; init; }

    /// <summary>Reads a password without showing it, when a person types it.</summary>
    public required Func<string?> ReadSecret { get; init; }

    /// <summary>True when a person sees <see cref="Errors"/>.</summary>
    public required bool ErrorsAreShown { get; init; }

    /// <summary>True when the output shows more than ASCII.</summary>
    public bool OutputIsUnicode { get; init; } = true;

    /// <summary>Environment variables.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Where <c>login</c> keeps server and token.</summary>
    public required string SettingsPath { get; init; }

    /// <summary>Makes the way to the server.</summary>
    public required Func<HttpMessageHandler> Handler { get; init; }

    /// <summary>For the pauses between retries.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Names one run of the tool, so that its retries can be told from a second run.</summary>
    public required string Invocation { get; init; }

    /// <summary>The console, the file system, the network.</summary>
    public static CliEnvironment OfProcess()
    {
        var configuration = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } xdg
            ? xdg
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config");
        return new()
        {
            Output = Console.Out,
            Errors = Console.Error,
            Input = Console.In,
            InputBytes = Console.OpenStandardInput,
            OutputBytes = Console.OpenStandardOutput,
            ReadSecret = ReadSecretFromConsole,
            ErrorsAreShown = !Console.IsErrorRedirected,
            OutputIsUnicode = Console.OutputEncoding.CodePage is Utf8 or Utf16,
            Variable = Environment.GetEnvironmentVariable,
            SettingsPath = Path.Combine(configuration, "carbonio", "cli.json"),
            Handler = static () => new SocketsHttpHandler { MaxConnectionsPerServer = 16, AllowAutoRedirect = false },
            Time = TimeProvider.System,
            Invocation = Guid.NewGuid().ToString("N"),
        };
    }

    private static string? ReadSecretFromConsole()
    {
        if (Console.IsInputRedirected)
        {
            return Console.In.ReadLine();
        }

        Console.Error.Write("Password: ");
        var secret = new StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    Console.Error.WriteLine();
                    return secret.ToString();
                case ConsoleKey.Backspace when secret.Length > 0:
                    secret.Length--;
                    break;
                default:
                    if (!char.IsControl(key.KeyChar))
                    {
                        secret.Append(key.KeyChar);
                    }

                    break;
            }
        }
    }
}
