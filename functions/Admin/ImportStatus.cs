namespace Carbonio.Cloud.Functions.Admin;

/// <summary>How adding a message ended.</summary>
public enum ImportStatus
{
    /// <summary>It is in the mailbox.</summary>
    Added,

    /// <summary>The same request added it before.</summary>
    Repeated,

    /// <summary>The mailbox has no such folder.</summary>
    NoSuchFolder,

    /// <summary>These bytes are no message.</summary>
    Malformed,

    /// <summary>The message is larger than a mailbox takes.</summary>
    TooLarge,

    /// <summary>The mailbox would be over its quota.</summary>
    OverQuota,

    /// <summary>Not now: too many wait, or the account is under maintenance.</summary>
    Busy,
}
