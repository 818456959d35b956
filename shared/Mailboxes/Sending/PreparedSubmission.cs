using Carbonio.Cloud.Mailboxes.Outbox;

namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>A mail that was checked and whose message is durable, but that no row names yet: it is put into a batch, or discarded.</summary>
public sealed record PreparedSubmission
{
    internal PreparedSubmission(MailboxId mailbox, string blob, IReadOnlyList<(OutboxKind Kind, Transmission Transmission)> parts)
    {
        Mailbox = mailbox;
        Blob = blob;
        Parts = parts;
    }

    /// <summary>Writes that it costs a batch: 1 to <see cref="MailSubmission.MaximumWrites"/>.</summary>
    public int Writes => Parts.Count;

    internal MailboxId Mailbox { get; }

    /// <summary>The message.</summary>
    internal string Blob { get; }

    /// <summary>An outbox row each.</summary>
    internal IReadOnlyList<(OutboxKind Kind, Transmission Transmission)> Parts { get; }
}
