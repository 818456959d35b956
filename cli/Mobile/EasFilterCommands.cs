using System.Globalization;
using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;

namespace Carbonio.Cloud.Cli.Mobile;

/// <summary><c>carbonio mobile ...EASFilter</c>: which protocol versions devices are offered.</summary>
internal static class EasFilterCommands
{
    private const string Filters = "easFilters";

    public static IReadOnlyList<CommandSpec> Specs { get; } =
    [
        new(
            "mobile doAddEASFilter",
            "Adds a filter, behind all others, that shapes the protocol versions offered to devices.",
            [
                new("type", "String", "and, or, regex, contains, account, domain"),
                new("parameter", "String", "text of the user agent, account, domain, or type=value,type=value for and and or"),
                new("mode", "String", "add, subtract, fixed, limit"),
                new("easversions", "String list", "2.5, 12.0, 12.1, 14.0, 14.1, 16.0, 16.1"),
                new("blocking", "Boolean", "true, false", "false"),
            ],
            "carbonio mobile doAddEASFilter or contains=outlook/,contains=microsoft.outlook fixed 14.1 blocking true",
            AddAsync)
        {
            MayFollow = "blocking",
        },
        new(
            "mobile doDeleteEASFilter",
            "Deletes a filter; those behind it move up.",
            [new("id", "Integer", "as 'mobile getAllEASFilters' shows it")],
            "carbonio mobile doDeleteEASFilter 2",
            DeleteAsync),
        new(
            "mobile doMoveEASFilter",
            "Moves a filter to another position.",
            [new("from", "Integer", "as 'mobile getAllEASFilters' shows it"), new("to", "Integer", "its new position")],
            "carbonio mobile doMoveEASFilter 2 0",
            MoveAsync),
        new(
            "mobile getAllEASFilters",
            "Lists the filters in the order in which they are asked.",
            [],
            "carbonio mobile getAllEASFilters",
            ListAsync),
    ];

    private static async Task<CommandResult> AddAsync(CommandContext context)
    {
        if (!bool.TryParse(context.Find("blocking") ?? "false", out var blocking))
        {
            return CommandResult.Refused("invalid", $"parameter 'blocking' is true or false, not '{context["blocking"]}'");
        }

        // The key is this run's own, so that a repeated request adds no second filter.
        var answer = await context.Api.PutAsync($"{Filters}/{context.Environment.Invocation}", new JsonObject
        {
            ["type"] = context["type"],
            ["parameter"] = context["parameter"],
            ["mode"] = context["mode"],
            ["easversions"] = context["easversions"],
            ["blocking"] = blocking,
        });
        return answer.Body is { } filter && answer.Error is null
            ? Done(filter, $"filter {filter["id"]} added")
            : CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
    }

    private static async Task<CommandResult> DeleteAsync(CommandContext context)
    {
        var (filter, refusal) = await FindAsync(context, "id");
        if (filter is null)
        {
            return refusal!;
        }

        var answer = await context.Api.DeleteAsync($"{Filters}/{filter["key"]}");
        return answer.Error is { } error ? CommandResult.Refused(error) : CommandResult.Done(Shape(filter), $"filter {filter["id"]} deleted: {filter["rule"]}");
    }

    private static async Task<CommandResult> MoveAsync(CommandContext context)
    {
        if (!int.TryParse(context["to"], NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            return CommandResult.Refused("invalid", $"'{context["to"]}' is no position: they count from 0.");
        }

        var (filter, refusal) = await FindAsync(context, "from");
        if (filter is null)
        {
            return refusal!;
        }

        var answer = await context.Api.PutAsync($"{Filters}/{filter["key"]}/position", new JsonObject { ["position"] = position });
        return answer.Body is { } moved && answer.Error is null
            ? Done(moved, $"filter {filter["id"]} is {moved["id"]} now: {moved["rule"]}")
            : CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
    }

    private static async Task<CommandResult> ListAsync(CommandContext context)
    {
        var answer = await context.Api.GetAsync(Filters);
        if (answer.Body?["filters"] is not JsonArray filters)
        {
            return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
        }

        var list = new JsonArray([.. filters.OfType<JsonObject>().Select(Shape)]);
        return CommandResult.Done(new JsonObject { ["filters"] = list }, output =>
        {
            output.WriteLine("filters");
            foreach (var filter in list.OfType<JsonObject>())
            {
                output.WriteLine();
                var width = filter.Max(pair => pair.Key.Length);
                foreach (var (name, value) in filter)
                {
                    output.WriteLine($"  {name.PadRight(width)}  {value}");
                }
            }
        });
    }

    /// <summary>The filter that stands where the admin says. It is changed by its key: another admin's change meanwhile can't make it another one.</summary>
    private static async Task<(JsonObject? Filter, CommandResult? Refusal)> FindAsync(CommandContext context, string parameter)
    {
        var answer = await context.Api.GetAsync(Filters);
        if (answer.Body?["filters"] is not JsonArray filters)
        {
            return (null, CommandResult.Refused(answer.Error ?? AnswerErrors.Empty));
        }

        if (!int.TryParse(context[parameter], NumberStyles.None, CultureInfo.InvariantCulture, out var position) || position >= filters.Count)
        {
            return (null, CommandResult.Refused("no_such_eas_filter", $"There is no filter {context[parameter]}: 'carbonio mobile getAllEASFilters' shows what there is."));
        }

        var filter = (JsonObject)filters[position]!;
        return filter["builtIn"]!.GetValue<bool>()
            ? (null, CommandResult.Refused("built_in", $"Filter {position} is there because ZxMobile_MaxOutlookVersion is set: unset that to be rid of it; it stands first."))
            : (filter, null);
    }

    private static CommandResult Done(JsonObject filter, string line) => CommandResult.Done(Shape(filter), output =>
    {
        output.WriteLine(line);
        if (filter["warning"] is { } warning)
        {
            output.WriteLine($"Warning: {warning}");
        }
    });

    /// <summary>A filter in Carbonio's shape.</summary>
    private static JsonObject Shape(JsonObject filter)
    {
        var shaped = new JsonObject
        {
            ["ID"] = filter["id"]?.DeepClone(),
            ["mode"] = filter["mode"]?.DeepClone(),
            ["rule"] = filter["rule"]?.DeepClone(),
            ["easversions"] = filter["easversions"]?.DeepClone(),
            ["blocking"] = filter["blocking"]?.DeepClone(),
        };
        if (filter["warning"] is { } warning)
        {
            shaped["warning"] = warning.DeepClone();
        }

        return shaped;
    }
}
