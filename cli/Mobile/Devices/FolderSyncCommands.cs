using System.Globalization;
using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;

namespace Carbonio.Cloud.Cli.Mobile.Devices;

/// <summary><c>carbonio mobile disableFolderSync</c> and <c>setSharedFolderSync</c>: which folders phones are shown.</summary>
internal static class FolderSyncCommands
{
    private static readonly ParameterSpec Account = new("account", "Account Name/ID", "alice@example.com");

    public static IReadOnlyList<CommandSpec> Specs { get; } =
    [
        new(
            "mobile disableFolderSync",
            "Keeps an own folder, with all below it, from phones, or shows it again; the folders that every mailbox has stay.",
            [Account, new("item_id", "Integer", "the folder's number"), new("disable", "Boolean", "true, false")],
            "carbonio mobile disableFolderSync alice@example.com 257 true",
            context => SetAsync(context, "folders", "disabled", "disable", isSet => isSet ? "no longer on phones" : "on phones again")),
        new(
            "mobile setSharedFolderSync",
            "Says whether phones may see a folder that is shared with the account; it is kept for when shared folders are synced.",
            [Account, new("item_id", "Integer", "the folder's number in the account"), new("allowed", "Boolean", "true, false")],
            "carbonio mobile setSharedFolderSync alice@example.com 300 true",
            context => SetAsync(context, "sharedFolders", "allowed", "allowed", isSet => isSet ? "allowed; shared folders are not synced yet" : "not allowed")),
    ];

    private static async Task<CommandResult> SetAsync(CommandContext context, string kind, string field, string parameter, Func<bool, string> outcome)
    {
        if (!int.TryParse(context["item_id"], NumberStyles.None, CultureInfo.InvariantCulture, out var folder) || folder == 0)
        {
            return CommandResult.Refused("bad_item_id", $"item_id is the folder's number, not '{context["item_id"]}'.");
        }

        var isSet = bool.Parse(context[parameter]);
        var answer = await context.Api.PutAsync($"accounts/{AdminClient.Escape(context["account"])}/{kind}/{folder}/sync", new() { [field] = isSet });
        return answer.Error is { } error
            ? CommandResult.Refused(error)
            : CommandResult.Done(
                new JsonObject { ["account"] = context["account"], ["item_id"] = folder, [field] = isSet },
                $"folder {folder} of {context["account"]}: {outcome(isSet)}");
    }
}
