using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;
using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.Mailboxes.Outbox;

/// <summary>Does what outbox rows ask for: right after the batch that wrote them, and from a timer for what was left over.</summary>
public sealed partial class OutboxRunner
{
    /// <summary>Turns of one mailbox within <see cref="RunAllAsync"/>. What is left then waits for the next.</summary>
    public const int MaximumTurns = 25;

    private readonly IEntityStore entities;
    private readonly WorkHints hints;
    private readonly ILogger<OutboxRunner> logger;
    private readonly Dictionary<OutboxKind, IOutboxHandler> handlers;

    /// <summary>Made with a handler for each kind there is.</summary>
    public OutboxRunner(IEntityStore entities, WorkHints hints, IEnumerable<IOutboxHandler> handlers, ILogger<OutboxRunner> logger)
    {
        this.entities = entities;
        this.hints = hints;
        this.logger = logger;
        this.handlers = handlers.ToDictionary(handler => handler.Kind);
    }

    /// <summary>
    /// Works off every mailbox that has a hint. One that fails keeps its hint and stops no other; one whose work is long takes
    /// turns with the others, up to <see cref="MaximumTurns"/> times.
    /// </summary>
    /// <returns>Mailboxes worked off, and mailboxes in which something failed. One that is not finished yet, or waits, is neither.</returns>
    public async Task<(int Done, int Failed)> RunAllAsync(CancellationToken cancellationToken)
    {
        var done = 0;
        var failed = 0;
        var waiting = await ReadHintsAsync(cancellationToken);
        for (var turn = 0; turn < MaximumTurns && waiting.Count > 0; turn++)
        {
            foreach (var (mailbox, settled) in waiting.ToArray())
            {
                var run = await RunMailboxAsync(mailbox, own: null, cancellationToken);
                if (run == Run.Unfinished)
                {
                    continue;
                }

                waiting.Remove(mailbox);
                failed += run == Run.Failed ? 1 : 0;
                done += run == Run.Clean ? 1 : 0;

                // One is enough to find the mailbox again, however many batches wait in it.
                await RemoveAsync(run == Run.Clean ? settled : settled.Skip(1), cancellationToken);
            }
        }

        return (done, failed);
    }

    /// <summary>Works off the mailbox of a batch that was just written, as far as it goes now: its hint makes sure of the rest, so nothing is thrown.</summary>
    public async Task RunAsync(WorkHint own, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(own);
        try
        {
            if (await RunMailboxAsync(own.Mailbox, own, cancellationToken) == Run.Clean)
            {
                await hints.RemoveAsync(own, cancellationToken);
            }
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            LogLeft(e, own.Mailbox);
        }
    }

    /// <summary>Works off a mailbox in which work has ended that the timer began, as <see cref="RunAsync(WorkHint, CancellationToken)"/> does.</summary>
    public async Task RunAsync(MailboxId mailbox, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        try
        {
            await RunMailboxAsync(mailbox, own: null, cancellationToken);
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            LogLeft(e, mailbox);
        }
    }

    /// <summary>Takes back the hint of a batch that was not written. A failure leaves it to the timer.</summary>
    public async Task ForgetAsync(WorkHint own, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(own);
        try
        {
            await hints.RemoveAsync(own, cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            LogLeft(e, own.Mailbox);
        }
    }

    /// <returns>The mailboxes that have hints, each with those that may go once nothing waits in it.</returns>
    private async Task<Dictionary<MailboxId, List<WorkHint>>> ReadHintsAsync(CancellationToken cancellationToken)
    {
        var mailboxes = new Dictionary<MailboxId, List<WorkHint>>();
        await foreach (var hint in hints.AllAsync(cancellationToken))
        {
            if (!mailboxes.TryGetValue(hint.Mailbox, out var settled))
            {
                mailboxes.Add(hint.Mailbox, settled = []);
            }

            // Told before the outbox is read: what a settled hint stands for is in it by then.
            if (hints.IsSettled(hint))
            {
                settled.Add(hint);
            }
        }

        return mailboxes;
    }

    private async Task RemoveAsync(IEnumerable<WorkHint> settled, CancellationToken cancellationToken)
    {
        foreach (var hint in settled)
        {
            await hints.RemoveAsync(hint, cancellationToken);
        }
    }

    private async Task<Run> RunMailboxAsync(MailboxId mailbox, WorkHint? own, CancellationToken cancellationToken)
    {
        var left = new HashSet<string>(StringComparer.Ordinal);
        var worst = Run.Clean;
        bool again;
        do
        {
            again = false;
            var query = EntityQuery.WithPrefix(Tables.Mail, mailbox.Partition, MailRows.Outbox, 100);
            do
            {
                var page = await entities.QueryAsync(query, cancellationToken);
                foreach (var row in page.Rows.Where(row => !left.Contains(row.Key.Row)))
                {
                    var (run, more) = await RunAsync(OutboxEntry.Read(mailbox, row) with { Hint = own }, cancellationToken);
                    again |= more;
                    worst = run > worst ? run : worst;
                    if (run != Run.Clean)
                    {
                        left.Add(row.Key.Row);
                    }
                }

                query = query with { Continuation = page.Continuation };
            }
            while (query.Continuation is not null);
        }
        while (again);

        return worst;
    }

    private async Task<(Run Run, bool More)> RunAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        if (!handlers.TryGetValue(entry.Kind, out var handler))
        {
            // A newer release wrote it and will do it; this one leaves it where it is.
            return (Run.Failed, false);
        }

        try
        {
            var outcome = await handler.HandleAsync(entry, cancellationToken);
            if (outcome is OutboxOutcome.Done or OutboxOutcome.DoneWithMore)
            {
                await entities.TryWriteAsync(new EntityBatch(Tables.Mail, entry.Mailbox.Partition).Delete(entry.Row), cancellationToken);
            }

            return outcome switch
            {
                OutboxOutcome.Unfinished => (Run.Unfinished, false),
                OutboxOutcome.Later => (Run.Later, false),
                _ => (Run.Clean, outcome is OutboxOutcome.DoneWithMore or OutboxOutcome.Removed),
            };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e, entry.Kind, entry.Row, entry.Mailbox);
            return (Run.Failed, false);
        }
    }

    // In the order of what weighs more.
    private enum Run
    {
        Clean,
        Later,
        Unfinished,
        Failed,
    }

    [LoggerMessage(2102, LogLevel.Information, "Outbox work of mailbox {Mailbox} is left to the timer.")]
    private partial void LogLeft(Exception exception, MailboxId mailbox);

    [LoggerMessage(2101, LogLevel.Warning, "Outbox work {Kind} {Row} of mailbox {Mailbox} failed and will be tried again.")]
    private partial void LogFailed(Exception exception, OutboxKind kind, string row, MailboxId mailbox);
}
