namespace Carbonio.Cloud.Mailboxes.Delivery;

/// <summary>How a mail is put into a mailbox.</summary>
public sealed record DeliveryOptions
{
    /// <summary>An ordinary new mail: unread, received when its headers say, delivered whatever came before.</summary>
    public static DeliveryOptions Default { get; } = new();

    /// <summary>When it was received; null for what the top Received header says, else Date, else now.</summary>
    public DateTimeOffset? Received { get; init; }

    /// <summary>It counts as read.</summary>
    public bool Read { get; init; }

    /// <summary>The recipient was named in none of the headers, as the mail server in front knows; it is never guessed.</summary>
    public bool ReceivedAsBcc { get; init; }

    /// <summary>Names this delivery: the same key gives the first outcome for <see cref="KeyLifetime"/>. Any text; null for none.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>How long the key is remembered.</summary>
    public TimeSpan KeyLifetime { get; init; } = MailDelivery.KeyLifetime;
}
