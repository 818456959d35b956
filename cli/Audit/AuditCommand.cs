using System.Globalization;
using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;
using Carbonio.Cloud.Cli.Provisioning;

namespace Carbonio.Cloud.Cli.Audit;

/// <summary><c>carbonio audit list</c>: what was changed, by whom and when.</summary>
internal static class AuditCommand
{
    private const int DefaultLimit = 100;
    private const int LargestPage = 1000;

    public static CommandSpec Spec { get; } = new(
        "audit list",
        "Lists what was changed and by whom, newest first.",
        [
            new("from", "Moment", "2027-01-31, 2027-01-31T12:00:00Z, or 7d, 12h, 30m ago", "any time"),
            new("to", "Moment", "as from", "now"),
            new("account", "Account Name/ID", "alice@example.com", "all"),
            new("domain", "Domain Name", "example.com", "all"),
            new("action", "String", "a command, such as 'prov modifyAccount', or its module", "all"),
            new("limit", "Integer", "entries at most", DefaultLimit.ToString(CultureInfo.InvariantCulture)),
        ],
        "carbonio audit list account alice@example.com from 7d",
        ListAsync);

    private static async Task<CommandResult> ListAsync(CommandContext context)
    {
        if (!int.TryParse(context.Find("limit") ?? DefaultLimit.ToString(CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit < 1)
        {
            return CommandResult.Refused("invalid", $"limit is a whole number from 1, not '{context.Find("limit")}'.");
        }

        var filter = "";
        foreach (var name in new[] { "account", "domain", "action" })
        {
            filter += context.Find(name) is { } value ? $"&{name}={AdminClient.Escape(value)}" : "";
        }

        foreach (var name in new[] { "from", "to" })
        {
            if (context.Find(name) is not { } text)
            {
                continue;
            }

            if (PastMoment.Parse(text, context.Environment.Time.GetUtcNow()) is not { } moment)
            {
                return CommandResult.Refused("invalid", $"'{text}' is no time: write 2027-01-31, 2027-01-31T12:00:00Z, or how long ago: 7d, 12h, 30m.");
            }

            filter += $"&{name}={AdminClient.Escape(moment.ToString("O", CultureInfo.InvariantCulture))}";
        }

        var entries = new JsonArray();
        string? continuation = null;
        do
        {
            var page = $"audit?limit={Math.Min(limit - entries.Count, LargestPage).ToString(CultureInfo.InvariantCulture)}{filter}";
            var answer = await context.Api.GetAsync(continuation is null ? page : $"{page}&continuation={AdminClient.Escape(continuation)}");
            if (answer.Body?["entries"] is not JsonArray found)
            {
                return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
            }

            foreach (var entry in found.OfType<JsonObject>())
            {
                entries.Add(Shape(entry));
            }

            continuation = answer.Body["continuation"]?.ToString();
        }
        while (continuation is not null && entries.Count < limit);

        return CommandResult.Done(new JsonObject { ["entries"] = entries }, output => Print(output, entries));
    }

    private static void Print(TextWriter output, JsonArray entries)
    {
        if (entries.Count == 0)
        {
            output.WriteLine("no entries");
            return;
        }

        TextTable.Write(
            output,
            ["TIME", "WHO", "ROLE", "ACTION", "TARGET", "BEFORE", "AFTER"],
            [.. entries.Select(entry => (IReadOnlyList<string>)
            [
                DateTimeOffset.FromUnixTimeMilliseconds(entry!["time"]!.GetValue<long>()).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                entry["label"]?.ToString() is { Length: > 0 } label ? label : entry["actor"]!.ToString(),
                entry["role"]!.ToString(),
                entry["action"]!.ToString(),
                $"{entry["kind"]} {entry["target"]}",
                Detail(entry["before"]),
                Detail(entry["after"]),
            ])]);
    }

    private static string Detail(JsonNode? detail) =>
        detail is JsonObject { Count: > 0 } ? string.Join(", ", Attributes.Pairs(detail).Select(pair => $"{pair.Key}={pair.Value}")).ReplaceLineEndings(" ") : "-";

    /// <summary>An entry in Carbonio's shape: its moment in epoch milliseconds.</summary>
    private static JsonObject Shape(JsonObject entry)
    {
        var shape = (JsonObject)entry.DeepClone();
        shape.Remove("at");
        shape["time"] = DateTimeOffset.Parse(entry["at"]!.ToString(), CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        return shape;
    }
}
