namespace Carbonio.Cloud.Lmtp;

/// <summary>What became of a message for one recipient.</summary>
public enum LmtpOutcome
{
    /// <summary>It is in the mailbox, durably.</summary>
    Delivered,

    /// <summary>It would not fit into the mailbox: 452, so that the mail server tries again while its owner makes room.</summary>
    OverQuota,

    /// <summary>It is too large for any mailbox: 552.</summary>
    TooLarge,

    /// <summary>It can't be said to be in the mailbox: 451, and the mail server tries again.</summary>
    TryLater,
}
