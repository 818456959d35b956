namespace Carbonio.Cloud.Mailboxes.Composing;

/// <summary>What became of a message.</summary>
public enum SendResult
{
    /// <summary>It is on its way, and nothing of it is lost any more.</summary>
    Sent,

    /// <summary>It was sent before: nothing happened.</summary>
    SentBefore,

    /// <summary>The mailbox has no room for the copy.</summary>
    OverQuota,

    /// <summary>It names no recipient.</summary>
    NoRecipients,

    /// <summary>It names more recipients than one message may have.</summary>
    TooManyRecipients,

    /// <summary>One recipient is no address.</summary>
    InvalidRecipient,

    /// <summary>It is larger than a message may be.</summary>
    TooLarge,

    /// <summary>Other writers of the mailbox came first each time. Nothing happened; it may be tried again.</summary>
    Busy,
}
