namespace Carbonio.Cloud.Lmtp;

/// <summary>What was found for an address.</summary>
/// <param name="Recipient">The mailbox; null when there is none, or when that can't be said now.</param>
/// <param name="TryLater">True when it can't be said now, or takes no mail for now.</param>
public readonly record struct LmtpLookup(ILmtpRecipient? Recipient, bool TryLater)
{
    /// <summary>There is no such mailbox.</summary>
    public static LmtpLookup Unknown => default;

    /// <summary>The client is to come again.</summary>
    public static LmtpLookup Later => new(null, true);

    /// <summary>There is one.</summary>
    public static LmtpLookup Found(ILmtpRecipient recipient) => new(recipient, false);
}
