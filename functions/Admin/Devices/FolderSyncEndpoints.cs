using System.Globalization;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes.Folders;

namespace Carbonio.Cloud.Functions.Admin.Devices;

/// <summary>Which folders phones are shown.</summary>
internal static class FolderSyncEndpoints
{
    public static IReadOnlyList<AdminRoute> Routes { get; } =
    [
        new("PUT", "/accounts/{account}/folders/{folder}/sync", "Keeps an own folder, with all below it, from phones, or shows it again.", AdminRole.Delegated, DisableAsync)
        {
            Request = DeviceJson.Default.FolderSyncBody, Success = StatusCodes.Status204NoContent,
        },
        new("PUT", "/accounts/{account}/sharedFolders/{folder}/sync", "Says whether phones may see a folder that is shared with the account; kept for when such folders are synced.", AdminRole.Delegated, AllowSharedAsync)
        {
            Request = DeviceJson.Default.SharedFolderSyncBody, Success = StatusCodes.Status204NoContent,
        },
    ];

    private static async Task<AdminAnswer> DisableAsync(AdminCall call)
    {
        var (account, folder, refusal) = await FindAsync(call);
        if (account is null)
        {
            return refusal!;
        }

        (var body, refusal) = await call.ReadAsync(DeviceJson.Default.FolderSyncBody);
        return body is null ? refusal! : Answer(account, folder, await call.Devices.Folders.DisableAsync(call.Actor, account, folder, body.Disabled, call.Aborted));
    }

    private static async Task<AdminAnswer> AllowSharedAsync(AdminCall call)
    {
        var (account, folder, refusal) = await FindAsync(call);
        if (account is null)
        {
            return refusal!;
        }

        (var body, refusal) = await call.ReadAsync(DeviceJson.Default.SharedFolderSyncBody);
        return body is null ? refusal! : Answer(account, folder, await call.Devices.Folders.AllowSharedAsync(call.Actor, account, folder, body.Allowed, call.Aborted));
    }

    private static async Task<(AccountView? Account, int Folder, AdminAnswer? Refusal)> FindAsync(AdminCall call)
    {
        var (account, refusal) = await call.FindAccountAsync();
        return account is null ? (null, 0, refusal)
            : int.TryParse(call.Path("folder"), NumberStyles.None, CultureInfo.InvariantCulture, out var folder) && folder > 0 ? (account, folder, null)
            : (null, 0, AdminAnswer.Invalid($"'{call.Path("folder")}' is no folder: folders are named by their number."));
    }

    private static AdminAnswer Answer(AccountView account, int folder, FolderChoiceStatus status) => status switch
    {
        FolderChoiceStatus.Done => AdminAnswer.Done,
        FolderChoiceStatus.NotFound => AdminAnswer.Problem(StatusCodes.Status404NotFound, "no_such_folder", $"{account.Address} has no folder {folder}."),
        FolderChoiceStatus.SystemFolder => AdminAnswer.Problem(
            StatusCodes.Status409Conflict, "system_folder", $"Folder {folder} is one that every mailbox has: phones need it, only own folders can be kept from them."),
        _ => AdminAnswer.Busy($"The mailbox of {account.Address} is busy; try again."),
    };
}
