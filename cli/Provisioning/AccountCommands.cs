using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;

namespace Carbonio.Cloud.Cli.Provisioning;

/// <summary><c>carbonio prov</c> for accounts and aliases.</summary>
internal static class AccountCommands
{
    private static readonly ParameterSpec Account = new("account", "Account Name/ID", "alice@example.com");
    private static readonly ParameterSpec Alias = new("alias", "String", "ally@example.com");
    private static readonly ParameterSpec Password = new("password", "String", "- reads it from the input");

    public static IReadOnlyList<CommandSpec> Specs { get; } =
    [
        new("prov createAccount", "Makes an account.", [new("address", "Account Name", "alice@example.com"), Password], "carbonio prov createAccount alice@example.com - displayName \"Alice Liddell\"", CreateAsync)
        {
            Alias = "ca", TakesAttributes = true,
        },
        new("prov modifyAccount", "Sets and unsets attributes of an account.", [Account], "carbonio prov modifyAccount alice@example.com zimbraFeatureMobileSyncEnabled TRUE", ModifyAsync)
        {
            Alias = "ma", TakesAttributes = true,
        },
        new("prov getAccount", "Shows an account with everything that holds for it.", [Account], "carbonio prov getAccount alice@example.com", GetAsync) { Alias = "ga" },
        new("prov deleteAccount", "Deletes an account with its mailbox.", [Account], "carbonio prov deleteAccount alice@example.com", DeleteAsync) { Alias = "da" },
        new("prov setPassword", "Sets the account password; devices that use it must log in anew.", [Account, Password], "carbonio prov setPassword alice@example.com -", SetPasswordAsync)
        {
            Alias = "sp",
        },
        new("prov addAccountAlias", "Gives an account one more address.", [Account, Alias], "carbonio prov addAccountAlias alice@example.com ally@example.com", AddAliasAsync)
        {
            Alias = "aaa",
        },
        new("prov removeAccountAlias", "Takes an alias from an account.", [Account, Alias], "carbonio prov removeAccountAlias alice@example.com ally@example.com", RemoveAliasAsync)
        {
            Alias = "raa",
        },
    ];

    private static async Task<CommandResult> CreateAsync(CommandContext context)
    {
        if (!context.TryGetSecret(context["password"], out var password))
        {
            return CommandContext.NoSecret;
        }

        var body = new JsonObject
        {
            ["address"] = context["address"],
            ["password"] = password,
            ["attributes"] = Attributes.ToJson(context.Arguments.Attributes),
        };
        return Done(await context.Api.PostAsync("accounts", body), account => $"account {account["address"]} created ({account["id"]})");
    }

    private static async Task<CommandResult> ModifyAsync(CommandContext context) =>
        context.Arguments.Attributes.Count == 0
            ? CommandResult.Refused("nothing_to_do", "Nothing to change: add attributes, such as zimbraFeatureMobileSyncEnabled TRUE.")
            : Done(
                await context.Api.PatchAsync(Path(context), new() { ["attributes"] = Attributes.ToJson(context.Arguments.Attributes) }),
                account => $"account {account["address"]} modified");

    private static async Task<CommandResult> GetAsync(CommandContext context)
    {
        var answer = await context.Api.GetAsync(Path(context));
        return answer.Body is not { } account
            ? CommandResult.Refused(answer.Error ?? AnswerErrors.Empty)
            : CommandResult.Done(account, output => TextTable.WritePairs(
                output,
                $"account {account["address"]}",
                Head(account).Concat(Attributes.Pairs(account["effective"]))));
    }

    private static async Task<CommandResult> DeleteAsync(CommandContext context)
    {
        var answer = await context.Api.DeleteAsync(Path(context));
        return answer.Error is { } error
            ? CommandResult.Refused(error)
            : CommandResult.Done(new JsonObject { ["account"] = context["account"] }, $"account {context["account"]} deleted");
    }

    private static async Task<CommandResult> SetPasswordAsync(CommandContext context)
    {
        if (!context.TryGetSecret(context["password"], out var password))
        {
            return CommandContext.NoSecret;
        }

        var answer = await context.Api.PutAsync(Path(context) + "/password", new() { ["password"] = password });
        return answer.Error is { } error
            ? CommandResult.Refused(error)
            : CommandResult.Done(new JsonObject { ["account"] = context["account"] }, $"password of {context["account"]} set");
    }

    private static async Task<CommandResult> AddAliasAsync(CommandContext context) => Done(
        await context.Api.PostAsync(Path(context) + "/aliases", new() { ["alias"] = context["alias"] }),
        account => $"alias {context["alias"]} added to {account["address"]}");

    private static async Task<CommandResult> RemoveAliasAsync(CommandContext context) => Done(
        await context.Api.DeleteAsync($"{Path(context)}/aliases/{AdminClient.Escape(context["alias"])}"),
        account => $"alias {context["alias"]} removed from {account["address"]}");

    private static string Path(CommandContext context) => "accounts/" + AdminClient.Escape(context["account"]);

    private static CommandResult Done(ApiAnswer answer, Func<JsonObject, string> line) => answer.Body is { } account
        ? CommandResult.Done(account, line(account))
        : CommandResult.Refused(answer.Error ?? AnswerErrors.Empty);

    private static IEnumerable<KeyValuePair<string, string>> Head(JsonObject account) =>
    [
        new("zimbraId", account["id"]!.ToString()),
        new("zimbraMailAlias", Attributes.Join(account["aliases"])),
        new("zimbraCOS", account["cos"]!.ToString()),
        new("created", account["created"]!.ToString()),
    ];
}
