using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;

namespace Carbonio.Cloud.Cli.Mobile.Devices;

/// <summary><c>carbonio mobile getProperty</c> and <c>setProperty</c>: Zextras Suite's names for attributes of the server level.</summary>
internal static class PropertyCommands
{
    private static readonly ParameterSpec Property = new("property", "String", "an attribute of the level server");

    public static IReadOnlyList<CommandSpec> Specs { get; } =
    [
        new("mobile getProperty", "Deprecated: the same as 'config get server'.", [Property], "carbonio mobile getProperty ZxMobile_MaxPingHeartbeat", GetAsync)
        {
            Replacement = "config get server",
        },
        new("mobile setProperty", "Deprecated: the same as 'config set server'.", [Property, new("value", "String")], "carbonio mobile setProperty ZxMobile_MaxPingHeartbeat 1800", SetAsync)
        {
            Replacement = "config set server",
        },
    ];

    private static async Task<CommandResult> GetAsync(CommandContext context) => Answer(await context.Api.GetAsync(Path(context)));

    private static async Task<CommandResult> SetAsync(CommandContext context) =>
        Answer(await context.Api.PutAsync(Path(context), new() { ["value"] = context["value"] }));

    private static string Path(CommandContext context) => "config/server/" + AdminClient.Escape(context["property"]);

    private static CommandResult Answer(ApiAnswer answer)
    {
        if (answer.Body?["values"] is not JsonArray { Count: > 0 } values)
        {
            return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
        }

        var value = values[0]!;
        var shape = new JsonObject
        {
            ["attribute"] = value["name"]?.DeepClone(),
            ["value"] = value["value"]?.DeepClone(),
            ["inheritedValue"] = value["inheritedValue"]?.DeepClone(),
        };
        var holds = $"{value["value"]}" is { Length: > 0 } own ? own : $"{value["inheritedValue"]}";
        return CommandResult.Done(new JsonObject { ["values"] = new JsonArray(shape) }, $"{value["name"]} {holds}");
    }
}
