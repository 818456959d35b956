namespace Carbonio.Cloud.Mailboxes.Delivery;

/// <summary>What became of a delivery.</summary>
public enum DeliveryResult
{
    /// <summary>The mail is in the mailbox, durably.</summary>
    Delivered,

    /// <summary>A delivery with the same key put it there before.</summary>
    AlreadyDelivered,

    /// <summary>It would not fit into the quota.</summary>
    OverQuota,

    /// <summary>It is longer than <see cref="MailDelivery.DefaultMaximumMessageBytes"/>, or the limit set instead.</summary>
    TooLarge,

    /// <summary>The folder is not there, is deleted, or holds no mail.</summary>
    NoSuchFolder,
}
