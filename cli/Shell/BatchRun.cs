using System.Globalization;
using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;

namespace Carbonio.Cloud.Cli.Shell;

/// <summary>
/// Commands piped in, a line each. One that fails is reported with the number of its line and stops no other; then the whole
/// is a failure. With <c>--json</c> all answers stand in one object.
/// </summary>
internal sealed class BatchRun(CliEnvironment environment, GlobalOptions options, CancellationToken cancellationToken)
{
    /// <summary>Runs what the input says.</summary>
    /// <returns>Exit status; null when the input says nothing at all.</returns>
    public async Task<int?> RunAsync()
    {
        var lines = new BoundedLines(environment.Input);
        var shared = new Lazy<HttpMessageHandler>(environment.Handler);
        var done = 0;
        var failed = 0;
        for (var number = 1; !cancellationToken.IsCancellationRequested && lines.TryRead(out var line); number++)
        {
            var words = line is null ? null : LineWords.Split(line);
            if (words is { Count: 0 })
            {
                continue;
            }

            Begin(done + failed);
            var status = words is null
                ? Report(number, line is null ? $"longer than {BoundedLines.MaximumCharacters} characters" : "a quote is not closed")
                : await RunAsync(words, number, shared);
            if (status == CarbonioCli.Done)
            {
                done++;
            }
            else
            {
                failed++;
            }
        }

        if (done + failed == 0 && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        var isWhole = failed == 0 && !cancellationToken.IsCancellationRequested;
        End(done, failed, isWhole);
        return isWhole ? CarbonioCli.Done : CarbonioCli.Failed;
    }

    private async Task<int> RunAsync(IReadOnlyList<string> words, int number, Lazy<HttpMessageHandler> shared)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var errors = new StringWriter(CultureInfo.InvariantCulture);
        var one = environment with
        {
            Output = options.Json ? output : environment.Output,
            Errors = errors,
            ErrorsAreShown = false,
            Handler = () => shared.Value,
            Invocation = string.Create(CultureInfo.InvariantCulture, $"{environment.Invocation}-{number}"),

            // The input is the batch itself.
            ReadSecret = static () => null,
        };
        int status;
        try
        {
            status = await CarbonioCli.RunLineAsync(words, one, options, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            status = CarbonioCli.Failed;
        }

        if (options.Json)
        {
            var answer = JsonNode.Parse(output.ToString()) as JsonObject ?? [];
            answer["line"] = number;
            environment.Output.Write(answer.ToJsonString(CarbonioCli.Readable));
        }

        foreach (var said in errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(status == CarbonioCli.WrongUsage ? 1 : int.MaxValue))
        {
            environment.Errors.WriteLine($"line {number}: {said.TrimEnd('\r')}");
        }

        return status;
    }

    private int Report(int number, string what)
    {
        if (options.Json)
        {
            environment.Output.Write(new JsonObject
            {
                ["ok"] = false,
                ["error"] = new JsonObject { ["code"] = "usage", ["message"] = what },
                ["line"] = number,
            }.ToJsonString(CarbonioCli.Readable));
        }
        else
        {
            environment.Errors.WriteLine($"line {number}: {what}");
        }

        return CarbonioCli.WrongUsage;
    }

    private void Begin(int before)
    {
        if (options.Json)
        {
            environment.Output.Write(before == 0 ? """{"response":{"commands":[""" : ",");
        }
    }

    private void End(int done, int failed, bool isWhole)
    {
        if (options.Json)
        {
            var error = isWhole ? "" : $$""","error":{"code":"partly_failed","message":"{{failed}} of {{done + failed}} commands failed"}""";
            environment.Output.WriteLine($$"""{{(done + failed == 0 ? """{"response":{"commands":[""" : "")}}]},"ok":{{(isWhole ? "true" : "false")}}{{error}}}""");
        }
        else if (failed > 0 && done + failed > 1)
        {
            environment.Errors.WriteLine($"{failed} of {done + failed} commands failed; the others are done.");
        }

        if (cancellationToken.IsCancellationRequested && !options.Json)
        {
            environment.Errors.WriteLine($"interrupted after {done + failed} commands");
        }
    }
}
