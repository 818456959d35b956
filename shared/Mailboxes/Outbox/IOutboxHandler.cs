namespace Carbonio.Cloud.Mailboxes.Outbox;

/// <summary>Does one kind of outbox work.</summary>
public interface IOutboxHandler
{
    /// <summary>What it does.</summary>
    OutboxKind Kind { get; }

    /// <summary>
    /// Does the work, or a bounded part of it: a request may be waiting. It may have been done before, wholly or in part; when this
    /// throws, it is tried again later.
    /// </summary>
    Task<OutboxOutcome> HandleAsync(OutboxEntry entry, CancellationToken cancellationToken);
}
