namespace Carbonio.Cloud.Mailboxes.BadItems;

/// <summary>What is stored of one item makes no whole. Caught where items are written into an answer, which tells of it in the item's place.</summary>
public sealed class BadItemException : Exception
{
    /// <summary>Made for an item that is damaged.</summary>
    public BadItemException()
        : this(BadItemReason.Damaged)
    {
    }

    /// <summary>Made with a reason.</summary>
    public BadItemException(BadItemReason reason)
        : this($"The item is bad: {reason}.") => Reason = reason;

    /// <summary>Made for an item that is damaged, with what was found.</summary>
    public BadItemException(string message)
        : base(message)
    {
    }

    /// <summary>Made for an item that is damaged, with what was found and why.</summary>
    public BadItemException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What is wrong with it.</summary>
    public BadItemReason Reason { get; } = BadItemReason.Damaged;
}
