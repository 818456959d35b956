using Carbonio.Cloud.Devices.Administration;
using Carbonio.Cloud.Devices.Index;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes;

namespace Carbonio.Cloud.Devices.Purge;

/// <summary>
/// Forgets devices that have not come for long, with all their state, and takes out of the lists what is there no more. It goes
/// through the lists of all domains in bounded steps; a step may be repeated, and a purge begun anew at any time.
/// </summary>
/// <remarks>
/// A device that an admin has suspended, or ordered to be wiped, is kept: it may come back after years, and must meet that. Its
/// state goes.
/// </remarks>
/// <param name="lists">The domains.</param>
/// <param name="directory">The accounts.</param>
/// <param name="index">The lists of devices.</param>
/// <param name="devices">Their rows.</param>
/// <param name="administration">Forgets one.</param>
/// <param name="time">The clock.</param>
public sealed class StatePurge(
    DirectoryLists lists, DirectoryReader directory, DeviceIndex index, DeviceStore devices, DeviceAdministration administration, TimeProvider time)
{
    /// <summary>Pages of lists that one step looks at.</summary>
    public const int PagesPerStep = 16;

    /// <summary>Devices that one step looks at more closely, one after the other.</summary>
    public const int DevicesPerStep = 200;

    private const int PageDevices = 100;

    /// <summary>Does one step.</summary>
    /// <param name="actor">For the audit log, which tells of each device that is forgotten.</param>
    /// <param name="before">How far it has come.</param>
    /// <param name="cancellationToken">Ends the work; what was done is done.</param>
    public async Task<PurgeProgress> StepAsync(AdminActor actor, PurgeProgress before, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(before);
        var progress = before;
        var unseenSince = time.GetUtcNow() - TimeSpan.FromDays(before.RetentionDays);
        var (domain, next) = Split(before.Position);
        var looked = 0;
        for (var pages = 0; pages < PagesPerStep && looked < DevicesPerStep; pages++)
        {
            domain ??= await FollowingAsync(null, cancellationToken);
            if (domain is null)
            {
                return progress with { Position = null, IsDone = true };
            }

            if (await directory.FindDomainAsync(domain, cancellationToken) is { } found)
            {
                var page = await index.PageAsync(found.Tenant, domain, next, PageDevices, cancellationToken);
                foreach (var listed in page.Devices.Where(listed => listed.LastSeen < unseenSince))
                {
                    looked++;
                    progress = await PurgeAsync(actor, progress, found, listed, unseenSince, cancellationToken);
                }

                next = page.Next;
            }
            else
            {
                next = null;
            }

            if (next is null && (domain = await FollowingAsync(domain, cancellationToken)) is null)
            {
                return progress with { Position = null, IsDone = true };
            }
        }

        return progress with { Position = $"{domain}!{next}" };
    }

    /// <summary>Does one step of the purge of each night.</summary>
    /// <param name="cursor">What the step before gave; null to begin.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Where to go on; null when all is done.</returns>
    public async Task<string?> NightStepAsync(string? cursor, CancellationToken cancellationToken) =>
        (await StepAsync(AdminActor.Server, new(PurgeProgress.DefaultRetentionDays, cursor), cancellationToken)).Position;

    private static (string? Domain, string? Next) Split(string? position)
    {
        var cut = position?.IndexOf('!', StringComparison.Ordinal) ?? -1;
        return cut < 0 ? (null, null) : (position![..cut], cut == position.Length - 1 ? null : position[(cut + 1)..]);
    }

    private async Task<PurgeProgress> PurgeAsync(
        AdminActor actor, PurgeProgress progress, MailDomain domain, ListedDevice listed, DateTimeOffset unseenSince, CancellationToken cancellationToken)
    {
        var key = new AccountKey(domain.Tenant, listed.Account);
        var account = await directory.FindAccountAsync(key, cancellationToken);
        if (account is null || await devices.FindAsync(MailboxId.FromPartition(account.Partition)!, listed.DeviceId, cancellationToken) is null)
        {
            // The list did not hear of its end: an account deleted in the moment of its device's first contact.
            await index.DeleteAsync(key, domain.Name, listed.DeviceId, cancellationToken);
            return account is null ? progress with { OfNonActiveAccounts = progress.OfNonActiveAccounts + 1 } : progress;
        }

        var outcome = await administration.PurgeAsync(actor, account, listed.DeviceId, unseenSince, cancellationToken);
        return outcome.Status != DeviceChangeStatus.Done ? progress
            : account.Status == AccountStatus.Active ? progress with { OfActiveAccounts = progress.OfActiveAccounts + 1 }
            : progress with { OfNonActiveAccounts = progress.OfNonActiveAccounts + 1 };
    }

    private async Task<string?> FollowingAsync(string? domain, CancellationToken cancellationToken) =>
        (await lists.DomainNamesAsync(1, domain, cancellationToken)).Items is [var first, ..] ? first : null;
}
