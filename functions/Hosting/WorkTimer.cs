using Carbonio.Cloud.Devices.Index;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Functions.Hosting;

/// <summary>The work of each minute: what outbox rows ask for and was left over, the mailboxes of deleted accounts, and the night's work when it is due.</summary>
/// <param name="outbox">Works off outboxes.</param>
/// <param name="removals">Accounts whose mailboxes must go.</param>
/// <param name="lists">Takes their devices out of the lists.</param>
/// <param name="mailboxes">Removes them.</param>
/// <param name="night">What is done once a night.</param>
/// <param name="lease">Where other instances have the same store, decides who does the minute's work; else null.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Says what was done.</param>
internal sealed partial class WorkTimer(
    OutboxRunner outbox,
    AccountRemovals removals,
    UnlistedAccount lists,
    MailboxRemoval mailboxes,
    NightlyWork night,
    WorkLease? lease,
    TimeProvider time,
    ILogger<WorkTimer> logger)
{
    // So that one run stays short; the next minute goes on.
    private const int MailboxesPerRun = 100;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>Does the work once, unless another instance has this minute's.</summary>
    /// <returns>False when the store did not answer: the next minute tries again.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (lease is null)
            {
                await WorkAsync(cancellationToken);
            }
            else if (await lease.TryTakeAsync(cancellationToken))
            {
                await WorkAsync(lease, cancellationToken);
            }
            else
            {
                LogTaken();
            }

            return true;
        }
        catch (StoreUnavailableException e)
        {
            LogStoreUnavailable(e);
            return false;
        }
    }

    /// <summary>Does it at once, for what the last process left when it ended, and then every minute until the server stops: where no Functions host calls.</summary>
    public async Task RunForeverAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            do
            {
                await RunAsync(stopping);
            }
            while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server stops; hints keep what is left.
        }
    }

    private async Task WorkAsync(WorkLease taken, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var keeping = taken.KeepAsync(done.Token);
        try
        {
            await WorkAsync(cancellationToken);
        }
        finally
        {
            await done.CancelAsync();
            await keeping;
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        var (done, failed) = await outbox.RunAllAsync(cancellationToken);
        if (done + failed > 0)
        {
            LogDone(done, failed);
        }

        await RemoveMailboxesAsync(cancellationToken);
        await night.RunAsync(cancellationToken);
    }

    private async Task RemoveMailboxesAsync(CancellationToken cancellationToken)
    {
        await foreach (var removal in removals.ListAsync(MailboxesPerRun, cancellationToken))
        {
            var partition = removal.Key.ToPartition();
            await lists.RemoveAsync(removal.Key, AddressText.DomainOf(removal.Address).ToString(), cancellationToken);
            await mailboxes.RemoveAsync(MailboxId.FromPartition(partition)!, cancellationToken);
            await removals.CompleteAsync(removal.Key, cancellationToken);
            LogRemoved(partition);
        }
    }

    [LoggerMessage(7103, LogLevel.Information, "Removed mailbox {Mailbox} of a deleted account.")]
    private partial void LogRemoved(string mailbox);

    [LoggerMessage(7101, LogLevel.Information, "Worked off the outboxes of {Done} mailboxes; {Failed} failed and will be tried again.")]
    private partial void LogDone(int done, int failed);

    [LoggerMessage(7102, LogLevel.Warning, "The store did not answer the timer; the next minute tries again.")]
    private partial void LogStoreUnavailable(Exception exception);

    [LoggerMessage(7104, LogLevel.Debug, "Another instance does this minute's work.")]
    private partial void LogTaken();
}
