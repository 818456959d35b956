using System.Globalization;
using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;

namespace Carbonio.Cloud.Cli.Alerts;

/// <summary><c>carbonio alerts</c>: what the server wants admins to look at.</summary>
internal static class AlertCommand
{
    private const int LargestPage = 1000;

    public static CommandSpec Spec { get; } = new(
        "alerts list",
        "Lists the alerts of the server, newest first.",
        [new("limit", "Integer", "how many at most", "100")],
        "carbonio alerts list limit 10",
        ListAsync)
    {
        MayFollow = "limit",
    };

    private static async Task<CommandResult> ListAsync(CommandContext context)
    {
        if (!int.TryParse(context.Find("limit") ?? "100", NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit == 0)
        {
            return CommandResult.Refused("invalid", $"limit is a number from 1, not '{context["limit"]}'.");
        }

        var alerts = new JsonArray();
        string? continuation = null;
        do
        {
            var page = $"alerts?limit={Math.Min(limit - alerts.Count, LargestPage)}" + (continuation is null ? "" : "&continuation=" + AdminClient.Escape(continuation));
            var answer = await context.Api.GetAsync(page);
            if (answer.Body?["alerts"] is not JsonArray some)
            {
                return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
            }

            foreach (var alert in some)
            {
                alerts.Add(alert!.DeepClone());
            }

            continuation = answer.Body["continuation"]?.ToString();
        }
        while (continuation is not null && alerts.Count < limit);

        return CommandResult.Done(new JsonObject { ["alerts"] = alerts }, output =>
        {
            if (alerts.Count == 0)
            {
                output.WriteLine("no alerts");
                return;
            }

            TextTable.Write(
                output,
                ["AT", "KIND", "TEXT"],
                [.. alerts.Select(alert => (IReadOnlyList<string>)[Moment(alert!["at"]), alert["kind"]!.ToString(), alert["text"]!.ToString()])]);
        });
    }

    private static string Moment(JsonNode? at) =>
        DateTimeOffset.Parse(at!.ToString(), CultureInfo.InvariantCulture).ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
