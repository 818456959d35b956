using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;

namespace Carbonio.Cloud.Cli.Mobile.Devices;

/// <summary><c>carbonio mobile getProvisioning</c> and <c>setProvisioning</c>: the device policy of an account or a class of service.</summary>
internal static class ProvisioningCommands
{
    private const string Prefix = "zimbraMobilePolicy";

    private static readonly ParameterSpec TargetType = new("target_type", "String", "account, cos");
    private static readonly ParameterSpec Target = new("target", "String", "Account Name/ID or COS Name/ID");

    public static IReadOnlyList<CommandSpec> Specs { get; } =
    [
        new(
            "mobile getProvisioning",
            "Shows the device policy that an account or a class of service has, or one key of it.",
            [TargetType, Target, new("key", "String", "with or without zimbraMobilePolicy", "all")],
            "carbonio mobile getProvisioning account alice@example.com key DevicePasswordEnabled",
            GetAsync)
        {
            MayFollow = "key",
        },
        new(
            "mobile setProvisioning",
            "Sets a key of the device policy of an account or a class of service; an empty value unsets it.",
            [TargetType, Target, new("key", "String", "with or without zimbraMobilePolicy"), new("value", "String")],
            "carbonio mobile setProvisioning cos default MinDevicePasswordLength 6",
            SetAsync),
    ];

    private static async Task<CommandResult> GetAsync(CommandContext context)
    {
        if (Path(context) is not { } path)
        {
            return NoSuchType(context);
        }

        var query = context.Find("key") is { } key ? "?key=" + AdminClient.Escape(key) : "";
        var answer = await context.Api.GetAsync($"{path}/policy{query}");
        if (answer.Body?["values"] is not JsonArray values)
        {
            return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
        }

        // As 'config get' has them: an unset value is empty, and what holds stands in inheritedValue.
        var shapes = new JsonArray([.. values.OfType<JsonObject>().Select(value => new JsonObject
        {
            ["attribute"] = value["key"]?.DeepClone(),
            ["value"] = value["value"]?.DeepClone() ?? "",
            ["inheritedValue"] = value["inheritedValue"]?.DeepClone() ?? "",
        })]);
        var isEnforced = answer.Body["enforced"]?.GetValue<bool>() == true;
        return CommandResult.Done(new JsonObject { ["enforced"] = isEnforced, ["values"] = shapes }, output =>
        {
            TextTable.Write(
                output,
                ["KEY", "VALUE", "INHERITED"],
                [.. shapes.Select(value => (IReadOnlyList<string>)[$"{value!["attribute"]}"[Prefix.Length..], Cell(value["value"]), Cell(value["inheritedValue"])])]);
            if (!isEnforced)
            {
                output.WriteLine("not enforced: zimbraFeatureMobilePolicyEnabled is FALSE");
            }
        });
    }

    private static async Task<CommandResult> SetAsync(CommandContext context)
    {
        if (Path(context) is not { } path)
        {
            return NoSuchType(context);
        }

        var key = context["key"];
        var name = key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? key : Prefix + key;
        var answer = await context.Api.PatchAsync(path, new() { ["attributes"] = new JsonObject { [name] = context["value"] } });
        return answer.Body is null
            ? CommandResult.Refused(answer.Error ?? AnswerErrors.Empty)
            : CommandResult.Done(
                new JsonObject { ["values"] = new JsonArray(new JsonObject { ["attribute"] = name, ["value"] = context["value"] }) },
                context["value"].Length == 0 ? $"{name} of {context["target"]} unset" : $"{name} of {context["target"]} set to {context["value"]}");
    }

    private static string? Path(CommandContext context) => context["target_type"].ToLowerInvariant() switch
    {
        "account" => "accounts/" + AdminClient.Escape(context["target"]),
        "cos" => "cos/" + AdminClient.Escape(context["target"]),
        _ => null,
    };

    private static CommandResult NoSuchType(CommandContext context) =>
        CommandResult.Refused("bad_target_type", $"target_type is account or cos, not '{context["target_type"]}'.");

    private static string Cell(JsonNode? value) => $"{value}" is { Length: > 0 } text ? text : "-";
}
