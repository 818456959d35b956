using System.Globalization;
using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;

namespace Carbonio.Cloud.Cli.Mobile;

/// <summary><c>carbonio mobile tailLogger</c>.</summary>
internal static class LogTail
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // Another instance writes what it has a few seconds late: each look goes back so far.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(30);

    public static async Task<CommandResult> RunAsync(CommandContext context)
    {
        var follow = bool.Parse(context.Find("follow") ?? "false");
        if (follow && context.Options.Json)
        {
            return CommandResult.Refused("invalid", "follow prints as it goes and has no end that one JSON object could stand at: leave out one of follow and --json.");
        }

        var path = $"accountLoggers/{AdminClient.Escape(context["logger_id"])}/log";
        var answer = await context.Api.GetAsync($"{path}?lines={AdminClient.Escape(context.Find("lines") ?? "100")}");
        if (answer.Body?["records"] is not JsonArray records)
        {
            return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
        }

        if (!follow)
        {
            return CommandResult.Done(new JsonObject { ["records"] = records.DeepClone() }, output => Print(output, records));
        }

        Print(context.Environment.Output, records);
        return await FollowAsync(context, path, records);
    }

    private static async Task<CommandResult> FollowAsync(CommandContext context, string path, JsonArray shown)
    {
        var seen = Keys(shown);
        var last = shown.Count > 0 ? Moment(shown[^1]!) : context.Environment.Time.GetUtcNow();
        try
        {
            while (true)
            {
                await Task.Delay(Pause, context.Environment.Time, context.Cancellation);
                var after = (last - Late).UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
                var answer = await context.Api.GetAsync($"{path}?lines=1000&after={AdminClient.Escape(after)}");
                if (answer.Body?["records"] is not JsonArray records)
                {
                    return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
                }

                Print(context.Environment.Output, records.Where(record => !seen.Contains(Key(record!))));
                seen = Keys(records);
                last = records.Count > 0 ? Moment(records[^1]!) : last;
            }
        }
        catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested)
        {
            return CommandResult.Done(null, print: null); // Ctrl-C is how it ends
        }
    }

    private static void Print(TextWriter output, IEnumerable<JsonNode?> records)
    {
        foreach (var record in records.OfType<JsonObject>())
        {
            var prefix = $"{Moment(record).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)} {record["level"]!.ToString().ToUpperInvariant()} ";
            foreach (var line in record["text"]!.ToString().Split('\n'))
            {
                output.WriteLine(prefix + line);
                prefix = "  ";
            }
        }
    }

    private static HashSet<string> Keys(JsonArray records) => [.. records.Select(record => Key(record!))];

    private static string Key(JsonNode record) => $"{record["at"]} {record["text"]}";

    private static DateTimeOffset Moment(JsonNode record) => DateTimeOffset.Parse(record["at"]!.ToString(), CultureInfo.InvariantCulture);
}
