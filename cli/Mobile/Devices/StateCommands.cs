using System.Globalization;
using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;

namespace Carbonio.Cloud.Cli.Mobile.Devices;

/// <summary><c>carbonio mobile doPurgeMobileState</c>, and the commands that Carbonio needs for a database and this server does not.</summary>
internal static class StateCommands
{
    private const string DefaultRetention = "90";

    public static IReadOnlyList<CommandSpec> Specs { get; } =
    [
        new(
            "mobile doPurgeMobileState",
            "Forgets devices that have not come for some days, with their state; the server does it every night. Breaking off loses nothing.",
            [new("retention-period", "Long", "days, 1 to 3650", DefaultRetention)],
            "carbonio mobile doPurgeMobileState retention-period 60",
            PurgeAsync)
        {
            MayFollow = "retention-period",
        },
        new("mobile createStateIndex", "Does nothing: sync state needs no index here.", [], "carbonio mobile createStateIndex", _ => Nothing("Nothing to do: sync state is found by its key and needs no index.")),
        new("mobile dbMigrate", "Does nothing: there is no database to migrate.", [], "carbonio mobile dbMigrate", _ => Nothing("Nothing to do: rows are read in the form they have, and there is no database to migrate.")),
    ];

    private static Task<CommandResult> Nothing(string why) => Task.FromResult(CommandResult.Done(new JsonObject { ["message"] = why }, why));

    private static async Task<CommandResult> PurgeAsync(CommandContext context)
    {
        var text = context.Find("retention-period") ?? DefaultRetention;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days))
        {
            return CommandResult.Refused("bad_retention_period", $"retention-period is a number of days, 1 to 3650, not '{text}'.");
        }

        var (active, other) = (0L, 0L);
        string? continuation = null;
        do
        {
            var body = new JsonObject { ["retentionDays"] = days };
            if (continuation is not null)
            {
                body["continuation"] = continuation;
            }

            var answer = await context.Api.PostAsync("mobileState/purge", body);
            if (answer.Body is not { } step)
            {
                return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
            }

            active += step["ofActiveAccounts"]!.GetValue<long>();
            other += step["ofNonActiveAccounts"]!.GetValue<long>();
            continuation = step["continuation"]?.ToString();
            if (continuation is not null && (context.Options.Progress || context.Environment.ErrorsAreShown))
            {
                context.Environment.Errors.WriteLine($"{active + other} devices forgotten, now at {continuation[..continuation.IndexOf('!', StringComparison.Ordinal)]}");
            }
        }
        while (continuation is not null);

        var response = new JsonObject
        {
            ["checkNonActiveAccountDays"] = days,
            ["deletedSyncRecordsOfActiveAccounts"] = active,
            ["deletedSyncRecordsOfNonActiveAccounts"] = other,
        };
        return CommandResult.Done(response, output => TextTable.WritePairs(output, "purged", response.Select(pair => KeyValuePair.Create(pair.Key, $"{pair.Value}"))));
    }
}
