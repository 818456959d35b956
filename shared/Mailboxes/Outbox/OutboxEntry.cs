using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.Outbox;

/// <summary>One outbox row, as it was read.</summary>
/// <param name="Mailbox">Where it stands.</param>
/// <param name="Kind">What it asks for.</param>
/// <param name="Row">Its row key.</param>
/// <param name="ETag">Its version.</param>
/// <param name="Payload">Its particulars as text; empty where they are bytes.</param>
/// <param name="Data">Its particulars as bytes; null where they are text.</param>
/// <param name="At">When it was written first.</param>
public sealed record OutboxEntry(MailboxId Mailbox, OutboxKind Kind, string Row, string ETag, string Payload, byte[]? Data, DateTimeOffset At)
{
    /// <summary>The hint of the batch that has just been written; null when the work was found by the timer.</summary>
    public WorkHint? Hint { get; init; }

    /// <summary>Reads a row. What a damaged one lacks is empty, so that it stops nobody else's work.</summary>
    internal static OutboxEntry Read(MailboxId mailbox, Entity row) => new(
        mailbox,
        (OutboxKind)(row.Properties.FindInt32("kind") ?? 0),
        row.Key.Row,
        row.ETag,
        row.Properties.FindString("payload") ?? string.Empty,
        row.Properties.FindBinary(OutboxRow.Data),
        row.Properties.FindDateTime("at") ?? default);
}
