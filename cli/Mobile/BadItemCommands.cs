using System.Globalization;
using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;

namespace Carbonio.Cloud.Cli.Mobile;

/// <summary><c>carbonio mobile badItems</c>: what devices can't be shown, and trying it again.</summary>
internal static class BadItemCommands
{
    private const string AllItems = "all_items";

    // With these every other item would fare alike: stop.
    private static readonly string[] Hopeless = ["unauthorized", "forbidden", "no_such_account", "unreachable", "timeout", "unavailable"];

    private static readonly ParameterSpec Account = new("account", "Account Name/ID", "alice@example.com");

    public static IReadOnlyList<CommandSpec> Specs { get; } =
    [
        new(
            "mobile badItems list",
            "Lists the items of an account that can't be shown; its devices get a note in their place.",
            [Account],
            "carbonio mobile badItems list alice@example.com",
            ListAsync),
        new(
            "mobile badItems retry",
            "Tries to show such items again; those that can be shown now reach the devices as new ones.",
            [Account, new("item", "Long", "as 'mobile badItems list' shows it, or all_items", "none"), new(AllItems, "Boolean", "true, false", "false")],
            "carbonio mobile badItems retry alice@example.com all_items",
            RetryAsync)
        {
            MayFollow = "item",
        },
    ];

    private static async Task<CommandResult> ListAsync(CommandContext context)
    {
        var answer = await context.Api.GetAsync(Path(context));
        if (answer.Body?["items"] is not JsonArray items)
        {
            return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
        }

        var list = new JsonArray([.. items.OfType<JsonObject>().Select(Shape)]);
        return CommandResult.Done(new JsonObject { ["items"] = list }, output =>
        {
            if (list.Count == 0)
            {
                output.WriteLine("no bad items");
                return;
            }

            string[] columns = ["item", "folder_name", "class", "reason", "first_seen", "last_seen", "device", "count", "subject"];
            TextTable.Write(output, [.. columns.Select(column => column.ToUpperInvariant())], [.. list.Select(item => (IReadOnlyList<string>)[.. columns.Select(column => Cell(item![column]))])]);
        });
    }

    private static async Task<CommandResult> RetryAsync(CommandContext context)
    {
        var item = context.Find("item");
        var all = AllItems.Equals(item, StringComparison.OrdinalIgnoreCase) || bool.Parse(context.Find(AllItems) ?? "false");
        if (all == (item is not null && !AllItems.Equals(item, StringComparison.OrdinalIgnoreCase)))
        {
            return CommandResult.Refused("which_item", "Say which: an item's number, as 'carbonio mobile badItems list' shows it, or all_items.");
        }

        var items = new List<string>();
        if (all)
        {
            var listed = await context.Api.GetAsync(Path(context));
            if (listed.Body?["items"] is not JsonArray known)
            {
                return CommandResult.Refused(listed.Error ?? AnswerErrors.Empty);
            }

            items.AddRange(known.Select(one => one!["item"]!.ToString()));
        }
        else
        {
            items.Add(item!);
        }

        return await RetryAsync(context, items, all);
    }

    private static async Task<CommandResult> RetryAsync(CommandContext context, List<string> items, bool all)
    {
        var replaced = new JsonArray();
        var faults = new List<string>();
        foreach (var item in items)
        {
            var answer = await context.Api.PostAsync($"{Path(context)}/{AdminClient.Escape(item)}/retry", []);
            if (answer.Error is { } error && (!all || Hopeless.Contains(error.Code)))
            {
                return CommandResult.Refused(error);
            }

            // One that went since the list was read is nobody's loss.
            if (answer.Error is { Code: not "no_such_bad_item" } other)
            {
                faults.Add($"item {item}: {other.Message}");
            }
            else if (answer.Body?["replaced"]?.GetValue<bool>() == true)
            {
                replaced.Add(new JsonObject { ["item"] = answer.Body["item"]!.DeepClone(), ["new_item"] = answer.Body["newItem"]!.DeepClone() });
            }
            else if (answer.Body is { } still)
            {
                faults.Add($"item {item}: still bad ({still["reason"]})");
            }
        }

        if (faults.Count > 0)
        {
            return CommandResult.Refused(all
                ? new CommandError("still_bad", $"{faults.Count} of {items.Count} items are still bad and stay listed; {replaced.Count} were replaced.", faults)
                : new CommandError("still_bad", faults[0] + "; it stays listed"));
        }

        return CommandResult.Done(new JsonObject { ["items"] = replaced }, output =>
        {
            foreach (var one in replaced)
            {
                output.WriteLine($"item {one!["item"]} replaced by {one["new_item"]}");
            }

            if (replaced.Count == 0)
            {
                output.WriteLine("no bad items");
            }
        });
    }

    private static string Path(CommandContext context) => $"mailboxes/{AdminClient.Escape(context["account"])}/badItems";

    /// <summary>An item in Carbonio's shape: names with underscores, moments in epoch milliseconds.</summary>
    private static JsonObject Shape(JsonObject item) => new()
    {
        ["item"] = item["item"]?.DeepClone(),
        ["folder"] = item["folder"]?.DeepClone(),
        ["folder_name"] = item["folderName"]?.DeepClone(),
        ["class"] = item["class"]?.DeepClone(),
        ["subject"] = item["subject"]?.DeepClone(),
        ["reason"] = item["reason"]?.DeepClone(),
        ["first_seen"] = Milliseconds(item["firstSeen"]),
        ["last_seen"] = Milliseconds(item["lastSeen"]),
        ["device"] = item["device"]?.DeepClone(),
        ["count"] = item["count"]?.DeepClone(),
    };

    private static long Milliseconds(JsonNode? moment) => DateTimeOffset.Parse(moment!.ToString(), CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    private static string Cell(JsonNode? value) => value switch
    {
        null => "-",
        _ when value.GetPropertyName() is "first_seen" or "last_seen" =>
            DateTimeOffset.FromUnixTimeMilliseconds(value.GetValue<long>()).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        _ => value.ToString().ReplaceLineEndings(" "),
    };
}
