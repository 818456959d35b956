using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;

namespace Carbonio.Cloud.Mailboxes.Composing;

/// <summary>A message that is to be sent, and what is done to the mailbox with it.</summary>
/// <param name="Mail">The message.</param>
/// <param name="OnceRow">Row of <see cref="SentOnce"/>.</param>
/// <param name="Device">Who sends it.</param>
public sealed record SendOrder(ComposedMail Mail, string OnceRow, Origin Device)
{
    /// <summary>Keep a copy in Sent Items.</summary>
    public bool SaveCopy { get; init; }

    /// <summary>Bytes that the mailbox may hold; 0 for no limit.</summary>
    public long QuotaBytes { get; init; }

    /// <summary>The mail that is answered or forwarded, as it was read; null for none.</summary>
    public Item? Original { get; init; }

    /// <summary>What is done with it.</summary>
    public LastVerb Verb { get; init; }

    /// <summary>The device has been told of the log of the original's folder up to here.</summary>
    public long ToldTo { get; init; }
}
