using System.Globalization;
using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;

namespace Carbonio.Cloud.Cli.Mobile;

/// <summary><c>carbonio mobile ...Logger</c>: writing down what one account's devices and the server say to each other.</summary>
internal static class AccountLoggerCommands
{
    private const string AllLoggers = "all_loggers";
    private const string Loggers = "accountLoggers";

    public static IReadOnlyList<CommandSpec> Specs { get; } =
    [
        new(
            "mobile doAddAccountLogger",
            "Writes all traffic of an account's devices to a log of its own, for seven days at most.",
            [
                new("account", "Account Name/ID", "alice@example.com"),
                new("log_level", "String", "trace, debug, info, warn, err, crit"),
                new("log_file", "Path", "its last part names the log; nothing is written to that path"),
                new("window_size", "Integer", "most items of a Sync while it runs; 1: one by one", "what devices ask for"),
            ],
            "carbonio mobile doAddAccountLogger alice@example.com debug /tmp/alice.log window_size 1",
            AddAsync)
        {
            MayFollow = "window_size",
        },
        new(
            "mobile doRemoveLogger",
            "Ends a logger, or all of them. What they wrote can be read for seven days more.",
            [new("logger_id", "Integer", "as 'mobile getAccountLoggers' shows it, or all_loggers")],
            "carbonio mobile doRemoveLogger 5",
            RemoveAsync),
        new(
            "mobile getAccountLoggers",
            "Lists the loggers of accounts.",
            [new("all", "Boolean", "true, false; true shows ended ones, too, whose logs can still be read", "false")],
            "carbonio mobile getAccountLoggers",
            ListAsync),
        new(
            "mobile tailLogger",
            "Shows the end of what a logger wrote, and with follow what comes.",
            [
                new("logger_id", "Integer", "as 'mobile getAccountLoggers' shows it"),
                new("lines", "Integer", "how many records", "100"),
                new("follow", "Boolean", "true, false; true goes on until Ctrl-C", "false"),
            ],
            "carbonio mobile tailLogger 5 lines 20 follow true",
            LogTail.RunAsync)
        {
            MayFollow = "lines",
        },
    ];

    private static async Task<CommandResult> AddAsync(CommandContext context)
    {
        var body = new JsonObject { ["logLevel"] = context["log_level"], ["logFile"] = context["log_file"] };
        if (context.Find("window_size") is { } window)
        {
            if (!int.TryParse(window, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            {
                return CommandResult.Refused("invalid", $"window_size is a number from 1, not '{window}'.");
            }

            body["windowSize"] = size;
        }

        var answer = await context.Api.PostAsync($"accounts/{AdminClient.Escape(context["account"])}/loggers", body);
        return answer.Body is { } logger && answer.Error is null
            ? CommandResult.Done(Shape(logger), $"logger {logger["id"]} added: {Description(logger)}")
            : CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
    }

    private static async Task<CommandResult> RemoveAsync(CommandContext context)
    {
        if (!AllLoggers.Equals(context["logger_id"], StringComparison.OrdinalIgnoreCase))
        {
            var removed = await context.Api.DeleteAsync($"{Loggers}/{AdminClient.Escape(context["logger_id"])}");
            return removed.Body is { } logger && removed.Error is null
                ? CommandResult.Done(Shape(logger), $"logger {logger["id"]} removed")
                : CommandResult.Refused(removed.Error ?? AnswerErrors.Empty);
        }

        var answer = await context.Api.DeleteAsync(Loggers);
        if (answer.Body?["loggers"] is not JsonArray all)
        {
            return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
        }

        var list = new JsonArray([.. all.OfType<JsonObject>().Select(Shape)]);
        return CommandResult.Done(new JsonObject { ["loggers"] = list }, $"{list.Count} loggers removed");
    }

    private static async Task<CommandResult> ListAsync(CommandContext context)
    {
        var answer = await context.Api.GetAsync(Loggers);
        if (answer.Body?["loggers"] is not JsonArray loggers)
        {
            return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
        }

        var all = bool.Parse(context.Find("all") ?? "false");
        var list = new JsonArray([.. loggers.OfType<JsonObject>().Where(logger => all || logger["running"]!.GetValue<bool>()).Select(Shape)]);
        return CommandResult.Done(new JsonObject { ["loggers"] = list }, output =>
        {
            output.WriteLine(list.Count == 0 ? "no loggers" : "loggers");
            foreach (var logger in list.OfType<JsonObject>())
            {
                output.WriteLine();
                var width = logger.Max(pair => pair.Key.Length);
                foreach (var (name, value) in logger)
                {
                    output.WriteLine($"  {name.PadRight(width)}  {value}");
                }
            }
        });
    }

    /// <summary>A logger in Carbonio's shape.</summary>
    private static JsonObject Shape(JsonObject logger)
    {
        var shaped = new JsonObject
        {
            ["id"] = logger["id"]?.DeepClone(),
            ["level"] = logger["level"]?.ToString().ToUpperInvariant(),
            ["name"] = "AccountLogger",
            ["description"] = Description(logger),
        };
        if (logger["running"]!.GetValue<bool>())
        {
            shaped["expires"] = DateTimeOffset.Parse(logger["expires"]!.ToString(), CultureInfo.InvariantCulture).ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            shaped["remove command"] = $"carbonio mobile doRemoveLogger {logger["id"]}";
        }
        else
        {
            shaped["ended"] = true;
        }

        return shaped;
    }

    private static string Description(JsonObject logger) =>
        $"Logging account {logger["account"]} using level {logger["level"]}, log file {logger["logFile"]}" + (logger["windowSize"] is { } window ? $", window size {window}" : "");
}
