using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;

namespace Carbonio.Cloud.Cli.Provisioning;

/// <summary><c>carbonio prov</c> for domains.</summary>
internal static class DomainCommands
{
    private static readonly ParameterSpec Domain = new("domain", "Domain Name", "example.com");

    public static IReadOnlyList<CommandSpec> Specs { get; } =
    [
        new("prov createDomain", "Makes a mail domain.", [Domain, new("tenant", "String", "", "a tenant named as the domain")], "carbonio prov createDomain example.com tenant Example", CreateAsync)
        {
            Alias = "cd", TakesAttributes = true,
        },
        new("prov modifyDomain", "Sets and unsets attributes of a domain.", [Domain], "carbonio prov modifyDomain example.com zimbraMailQuota 1073741824", ModifyAsync)
        {
            Alias = "md", TakesAttributes = true,
        },
        new("prov getDomain", "Shows a domain with what is set on it.", [Domain], "carbonio prov getDomain example.com", GetAsync) { Alias = "gd" },
        new("prov deleteDomain", "Deletes a domain in which no address is left.", [Domain], "carbonio prov deleteDomain example.com", DeleteAsync) { Alias = "dd" },
    ];

    private static async Task<CommandResult> CreateAsync(CommandContext context)
    {
        var body = new JsonObject { ["name"] = context["domain"], ["attributes"] = Attributes.ToJson(context.Arguments.Attributes) };
        if (context.Find("tenant") is { } tenant)
        {
            body["tenant"] = tenant;
        }

        return Show(await context.Api.PostAsync("domains", body), "created");
    }

    private static async Task<CommandResult> ModifyAsync(CommandContext context) =>
        context.Arguments.Attributes.Count == 0
            ? CommandResult.Refused("nothing_to_do", "Nothing to change: add attributes, such as zimbraMailQuota 1073741824.")
            : Show(await context.Api.PatchAsync(Path(context), new() { ["attributes"] = Attributes.ToJson(context.Arguments.Attributes) }), "modified");

    private static async Task<CommandResult> GetAsync(CommandContext context) => Show(await context.Api.GetAsync(Path(context)), null);

    private static async Task<CommandResult> DeleteAsync(CommandContext context)
    {
        var answer = await context.Api.DeleteAsync(Path(context));
        return answer.Error is { } error
            ? CommandResult.Refused(error)
            : CommandResult.Done(new JsonObject { ["name"] = context["domain"] }, $"domain {context["domain"]} deleted");
    }

    private static string Path(CommandContext context) => "domains/" + AdminClient.Escape(context["domain"]);

    private static CommandResult Show(ApiAnswer answer, string? done)
    {
        if (answer.Body is not { } domain)
        {
            return CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);
        }

        return CommandResult.Done(domain, output =>
        {
            if (done is not null)
            {
                output.WriteLine($"domain {domain["name"]} {done} (tenant {domain["tenant"]})");
                return;
            }

            TextTable.WritePairs(
                output,
                $"domain {domain["name"]}",
                Attributes.Pairs(domain["attributes"]).Prepend(new("tenantId", domain["tenantId"]!.ToString())).Prepend(new("tenant", domain["tenant"]!.ToString())));
        });
    }
}
