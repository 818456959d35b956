using System.Globalization;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Storage;

namespace Carbonio.Cloud.Mailboxes.Folders;

/// <summary>Which folders phones are shown: own folders can be kept from them, and shared ones let through.</summary>
public sealed class FolderChoices(MailboxServices services)
{
    private const int Tries = 30;

    /// <summary>Keeps an own folder, with all below it, from phones, or shows it again. They hear of it as of a folder that goes or comes.</summary>
    public async Task<FolderChoiceStatus> DisableAsync(AdminActor actor, AccountView account, int folder, bool isDisabled, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        var mailbox = services.Open(MailboxId.FromPartition(account.Partition)!);
        for (var tries = 0; tries < Tries; tries++)
        {
            var state = await mailbox.ReadStateAsync(cancellationToken);
            if (await mailbox.FindFolderAsync(folder, cancellationToken) is not { } found)
            {
                return FolderChoiceStatus.NotFound;
            }

            if (found.Id < FolderIds.FirstOwn)
            {
                return FolderChoiceStatus.SystemFolder;
            }

            if (found.SyncDisabled == isDisabled)
            {
                return FolderChoiceStatus.Done;
            }

            var batch = mailbox.Begin(state, Origin.Server);
            batch.UpdateFolder(found with { SyncDisabled = isDisabled });
            batch.Tell(Entry(actor, account, "mobile disableFolderSync", folder, "disabled", !isDisabled, isDisabled));
            if (await mailbox.TryCommitAsync(batch, cancellationToken))
            {
                return FolderChoiceStatus.Done;
            }
        }

        return FolderChoiceStatus.Busy;
    }

    /// <summary>Lets phones see a folder that somebody else shares with the account, or keeps it from them. Kept for when such folders are synced.</summary>
    /// <param name="actor">Who chooses.</param>
    /// <param name="account">Whose phones.</param>
    /// <param name="item">The shared folder's number in the account.</param>
    /// <param name="isAllowed">Whether phones see it.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<FolderChoiceStatus> AllowSharedAsync(AdminActor actor, AccountView account, int item, bool isAllowed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        var mailbox = services.Open(MailboxId.FromPartition(account.Partition)!);
        var row = SharedRow(item);
        for (var tries = 0; tries < Tries; tries++)
        {
            var found = await services.Entities.FindAsync(mailbox.Id.Key(row), cancellationToken);
            var before = found?.Properties["allowed"].AsBoolean();
            if (before == isAllowed)
            {
                return FolderChoiceStatus.Done;
            }

            var batch = mailbox.Begin(await mailbox.ReadStateAsync(cancellationToken), Origin.Server);
            batch.Rows.InsertOrReplace(row, found?.ETag, new(2) { { "v", MailRows.SchemaVersion }, { "allowed", isAllowed } });
            batch.Tell(Entry(actor, account, "mobile setSharedFolderSync", item, "allowed", before, isAllowed));
            if (await mailbox.TryCommitAsync(batch, cancellationToken))
            {
                return FolderChoiceStatus.Done;
            }
        }

        return FolderChoiceStatus.Busy;
    }

    /// <summary>Whether phones may see a shared folder; nobody has chosen where it is null.</summary>
    public async Task<bool?> FindSharedAsync(MailboxId mailbox, int item, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        return (await services.Entities.FindAsync(mailbox.Key(SharedRow(item)), cancellationToken))?.Properties["allowed"].AsBoolean();
    }

    private static string SharedRow(int item) => string.Create(CultureInfo.InvariantCulture, $"h!{item:x8}");

    private AuditEntry Entry(AdminActor actor, AccountView account, string action, int folder, string name, bool? before, bool after) => new(
        actor,
        services.Time.GetUtcNow(),
        action,
        AuditTarget.Of(account.Account),
        before is { } was ? AuditDetail.Of((name, Text(was))) : null,
        AuditDetail.Of(("folder", folder.ToString(CultureInfo.InvariantCulture)), (name, Text(after))));

    private static string Text(bool value) => value ? "TRUE" : "FALSE";
}
