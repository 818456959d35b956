using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;
using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.Mailboxes.Outbox;

/// <summary>Does what outbox rows ask for: right after the batch that wrote them, and from a timer for what was left over.</summary>
public sealed partial class OutboxRunner
{
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

    /// <summary>Works off every mailbox that has a hint. One that fails keeps its hint and stops no other.</summary>
    /// <returns>Mailboxes worked off, and mailboxes in which something failed.</returns>
    public async Task<(int Done, int Failed)> RunAllAsync(CancellationToken cancellationToken)
    {
        var done = 0;
        var failed = 0;
        await foreach (var hint in hints.AllAsync(cancellationToken))
        {
            if (await RunAsync(hint, cancellationToken))
            {
                done++;
            }
            else
            {
                failed++;
            }
        }

        return (done, failed);
    }

    /// <summary>Works off one mailbox, as far as it goes now: the hint makes sure of the rest, so nothing is thrown.</summary>
    public async Task RunAsync(MailboxId mailbox, CancellationToken cancellationToken)
    {
        try
        {
            if (await hints.FindAsync(mailbox, cancellationToken) is { } hint)
            {
                await RunAsync(hint, cancellationToken);
            }
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            LogLeft(e, mailbox);
        }
    }

    private async Task<bool> RunAsync(WorkHint hint, CancellationToken cancellationToken)
    {
        var clean = true;
        var query = EntityQuery.WithPrefix(Tables.Mail, hint.Mailbox.Partition, MailRows.Outbox, 100);
        do
        {
            var page = await entities.QueryAsync(query, cancellationToken);
            foreach (var row in page.Rows)
            {
                clean &= await RunAsync(hint.Mailbox, row, cancellationToken);
            }

            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);

        if (clean)
        {
            await hints.RemoveAsync(hint, cancellationToken);
        }

        return clean;
    }

    private async Task<bool> RunAsync(MailboxId mailbox, Entity row, CancellationToken cancellationToken)
    {
        var kind = (OutboxKind)row.Properties["kind"].AsInt32();
        if (!handlers.TryGetValue(kind, out var handler))
        {
            // A newer release wrote it and will do it; this one leaves it where it is.
            return false;
        }

        try
        {
            await handler.HandleAsync(mailbox, row.Properties["payload"].AsString(), cancellationToken);
            await entities.TryWriteAsync(new EntityBatch(Tables.Mail, mailbox.Partition).Delete(row.Key.Row), cancellationToken);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e, kind, row.Key.Row, mailbox);
            return false;
        }
    }

    [LoggerMessage(2102, LogLevel.Information, "Outbox work of mailbox {Mailbox} is left to the timer.")]
    private partial void LogLeft(Exception exception, MailboxId mailbox);

    [LoggerMessage(2101, LogLevel.Warning, "Outbox work {Kind} {Row} of mailbox {Mailbox} failed and will be tried again.")]
    private partial void LogFailed(Exception exception, OutboxKind kind, string row, MailboxId mailbox);
}
