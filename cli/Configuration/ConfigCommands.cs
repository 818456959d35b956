using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;

namespace Carbonio.Cloud.Cli.Configuration;

/// <summary><c>carbonio config</c>: attributes at every level, in the current form and in the one before it.</summary>
internal static class ConfigCommands
{
    private static readonly ParameterSpec Attribute = new("attribute", "String", "its name, as 'config dump' shows it");
    private static readonly ParameterSpec Value = new("value", "String", "as 'config info' says");

    public static IReadOnlyList<CommandSpec> Specs { get; } =
    [
        .. ConfigTarget.All.Select(target => new CommandSpec(
            $"config get {target.Name}", "Shows an attribute: what is set, and what it inherits.", [.. target.Parameters, Attribute], $"carbonio config get {target.Name}{target.Sample}", context => GetAsync(context, target))),
        .. ConfigTarget.All.Select(target => new CommandSpec(
            $"config set {target.Name}", "Sets an attribute. It holds everywhere within 10 seconds.", [.. target.Parameters, Attribute, Value], $"carbonio config set {target.Name}{target.Sample} {target.SampleValue}", context => SetAsync(context, target))),
        .. ConfigTarget.All.Select(target => new CommandSpec(
            $"config unset {target.Name}", "Unsets an attribute: what it inherits holds again.", [.. target.Parameters, Attribute], $"carbonio config unset {target.Name}{target.Sample}", context => UnsetAsync(context, target))),
        .. ConfigTarget.All.Select(DumpSpec),
        .. ConfigTarget.All.SelectMany(Deprecated),
        .. new[] { "get", "set", "empty" }.Select(NoDistributionLists),
        new("config info", "Explains an attribute: what it means, where it may be set, and to what.", [Attribute], "carbonio config info abqMode", InfoAsync) { NamesMandatory = true },
        new("config status", "Shows how the configuration is on the instance that answers.", [], "carbonio config status", StatusAsync),
        new("config clean", "Removes what is set under names that no longer exist, or where they may no longer be set.", [], "carbonio config clean", ConfigClean.RunAsync),
    ];

    private static CommandSpec DumpSpec(ConfigTarget target) => new(
        $"config dump {target.Name}",
        "Shows all attributes of a level.",
        [.. target.Parameters, .. target.Target is null ? Array.Empty<ParameterSpec>() : [new("show-inherited", "Boolean", "true, false", "true")]],
        $"carbonio config dump {target.Name}{target.SampleTarget}",
        context => DumpAsync(context, target));

    private static IEnumerable<CommandSpec> Deprecated(ConfigTarget target)
    {
        foreach (var (verb, current, run) in new (string, string, Func<CommandContext, ConfigTarget, Task<CommandResult>>)[]
        {
            ("get", "get", GetAsync), ("set", "set", SetAsync), ("empty", "unset", UnsetAsync),
        })
        {
            IEnumerable<ParameterSpec> parameters = [.. target.Parameters, Attribute];
            yield return new(
                $"config {target.Name} {verb}",
                $"Deprecated: the same as 'config {current} {target.Name}'.",
                [.. verb == "set" ? parameters.Append(Value) : parameters],
                $"carbonio config {target.Name} {verb}{target.SampleTarget} attribute {target.SampleAttribute}" + (verb == "set" ? $" value {target.SampleValue}" : ""),
                context => run(context, target))
            {
                Replacement = $"config {current} {target.Name}",
                NamesMandatory = true,
            };
        }
    }

    private static CommandSpec NoDistributionLists(string verb) => new(
        $"config distributionList {verb}",
        "Refused: this server has no distribution lists.",
        [new("target", "String"), Attribute with { Default = "none" }, Value with { Default = "none" }],
        $"carbonio config distributionList {verb} staff@example.com attribute zimbraMailQuota",
        _ => Task.FromResult(CommandResult.Refused("unsupported", "This server has no distribution lists: set the attribute for the domain, a class of service or the accounts.")))
    {
        IsHidden = true,
    };

    private static async Task<CommandResult> GetAsync(CommandContext context, ConfigTarget target) =>
        Answer(await context.Api.GetAsync(Path(context, target)));

    private static async Task<CommandResult> SetAsync(CommandContext context, ConfigTarget target) =>
        Answer(await context.Api.PutAsync(Path(context, target), new() { ["value"] = context["value"] }));

    private static async Task<CommandResult> UnsetAsync(CommandContext context, ConfigTarget target) =>
        Answer(await context.Api.DeleteAsync(Path(context, target)));

    private static async Task<CommandResult> DumpAsync(CommandContext context, ConfigTarget target)
    {
        var inherited = bool.Parse(context.Find("show-inherited") ?? bool.TrueString);
        return Answer(await context.Api.GetAsync($"{target.PathOf(context)}?inherited={(inherited ? "true" : "false")}"));
    }

    private static async Task<CommandResult> InfoAsync(CommandContext context)
    {
        var answer = await context.Api.GetAsync("config/attributes/" + AdminClient.Escape(context["attribute"]));
        return answer.Body is not { } info
            ? CommandResult.Refused(answer.Error ?? AnswerErrors.Empty)
            : CommandResult.Done(info, output => TextTable.WritePairs(output, info["name"]!.ToString(),
            [
                new("meaning", info["help"]!.ToString()),
                new("values", info["allowedValues"]!.ToString()),
                new("unit", info["unit"]?.ToString() ?? "-"),
                new("default", Shown(info["default"])),
                new("levels", Provisioning.Attributes.Join(info["levels"])),
                new("other names", info["aliases"] is JsonArray { Count: > 0 } aliases ? Provisioning.Attributes.Join(aliases) : "-"),
            ]));
    }

    private static async Task<CommandResult> StatusAsync(CommandContext context)
    {
        var answer = await context.Api.GetAsync("config/status");
        return answer.Body is not { } status
            ? CommandResult.Refused(answer.Error ?? AnswerErrors.Empty)
            : CommandResult.Done(status, output => TextTable.WritePairs(output, "configuration", Provisioning.Attributes.Pairs(status)));
    }

    private static string Path(CommandContext context, ConfigTarget target) => $"{target.PathOf(context)}/{AdminClient.Escape(context["attribute"])}";

    private static CommandResult Answer(ApiAnswer answer)
    {
        if (answer.Body?["values"] is not JsonArray values)
        {
            return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
        }

        var list = new JsonArray([.. values.OfType<JsonObject>().Select(value => new JsonObject
        {
            ["attribute"] = value["name"]!.DeepClone(),
            ["value"] = value["value"]!.DeepClone(),
            ["inheritedValue"] = value["inheritedValue"]!.DeepClone(),
            ["source"] = value["source"]!.DeepClone(),
        })]);
        return CommandResult.Done(new JsonObject { ["values"] = list }, output =>
        {
            if (list.Count == 0)
            {
                output.WriteLine("nothing is set");
                return;
            }

            TextTable.Write(output, ["ATTRIBUTE", "VALUE", "INHERITED VALUE", "SOURCE"], [.. list.Select(value => (IReadOnlyList<string>)
                [value!["attribute"]!.ToString(), Shown(value["value"]), Shown(value["inheritedValue"]), value["source"]!.ToString()])]);
        });
    }

    private static string Shown(JsonNode? value) => value?.ToString() is { Length: > 0 } text ? text : "-";
}
