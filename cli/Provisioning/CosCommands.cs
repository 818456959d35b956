using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;

namespace Carbonio.Cloud.Cli.Provisioning;

/// <summary><c>carbonio prov</c> for classes of service.</summary>
internal static class CosCommands
{
    private static readonly ParameterSpec Cos = new("cos", "COS Name/ID");

    public static IReadOnlyList<CommandSpec> Specs { get; } =
    [
        new("prov createCos", "Makes a class of service.", [new("cos", "String")], "carbonio prov createCos students zimbraFeatureMobileSyncEnabled FALSE", CreateAsync)
        {
            Alias = "cc", TakesAttributes = true,
        },
        new("prov modifyCos", "Sets and unsets attributes of a class of service.", [Cos], "carbonio prov modifyCos default zimbraFeatureMobileSyncEnabled TRUE", ModifyAsync)
        {
            Alias = "mc", TakesAttributes = true,
        },
        new("prov getCos", "Shows a class of service with what is set on it.", [Cos], "carbonio prov getCos default", GetAsync) { Alias = "gc" },
        new("prov deleteCos", "Deletes a class of service; its accounts fall back to their domain's default.", [Cos], "carbonio prov deleteCos students", DeleteAsync) { Alias = "dc" },
    ];

    private static async Task<CommandResult> CreateAsync(CommandContext context) => Show(
        await context.Api.PostAsync("cos", new() { ["name"] = context["cos"], ["attributes"] = Attributes.ToJson(context.Arguments.Attributes) }),
        "created");

    private static async Task<CommandResult> ModifyAsync(CommandContext context) =>
        context.Arguments.Attributes.Count == 0
            ? CommandResult.Refused("nothing_to_do", "Nothing to change: add attributes, such as zimbraFeatureMobileSyncEnabled TRUE.")
            : Show(await context.Api.PatchAsync(Path(context), new() { ["attributes"] = Attributes.ToJson(context.Arguments.Attributes) }), "modified");

    private static async Task<CommandResult> GetAsync(CommandContext context) => Show(await context.Api.GetAsync(Path(context)), null);

    private static async Task<CommandResult> DeleteAsync(CommandContext context)
    {
        var answer = await context.Api.DeleteAsync(Path(context));
        return answer.Error is { } error
            ? CommandResult.Refused(error)
            : CommandResult.Done(new JsonObject { ["name"] = context["cos"] }, $"COS {context["cos"]} deleted");
    }

    private static string Path(CommandContext context) => "cos/" + AdminClient.Escape(context["cos"]);

    private static CommandResult Show(ApiAnswer answer, string? done)
    {
        if (answer.Body is not { } cos)
        {
            return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
        }

        return CommandResult.Done(cos, output =>
        {
            if (done is not null)
            {
                output.WriteLine($"COS {cos["name"]} {done} ({cos["id"]})");
                return;
            }

            TextTable.WritePairs(output, $"COS {cos["name"]}", Attributes.Pairs(cos["attributes"]).Prepend(new("zimbraId", cos["id"]!.ToString())));
        });
    }
}
