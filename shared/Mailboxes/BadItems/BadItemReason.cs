namespace Carbonio.Cloud.Mailboxes.BadItems;

/// <summary>Why an item can't be shown. The numbers are stored.</summary>
public enum BadItemReason
{
    /// <summary>The parser failed on the message when it was delivered, or when it was tried again.</summary>
    Unreadable = 1,

    /// <summary>What is stored of it is damaged: its content, or its blob is shorter than it was.</summary>
    Damaged = 2,

    /// <summary>Its row names a blob that is not there.</summary>
    BlobMissing = 3,

    /// <summary>This release cannot write items of its class.</summary>
    NoWriter = 4,

    /// <summary>Writing it failed: a fault of the server, of which the log has more.</summary>
    WriterFailed = 5,
}
