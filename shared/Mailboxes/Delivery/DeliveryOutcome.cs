namespace Carbonio.Cloud.Mailboxes.Delivery;

/// <summary>Outcome of a delivery.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="ItemId">The mail's item; 0 when it was refused.</param>
public readonly record struct DeliveryOutcome(DeliveryResult Result, long ItemId = 0)
{
    /// <summary>True when the mail is in the mailbox, by this delivery or by one before.</summary>
    public bool IsDelivered => Result is DeliveryResult.Delivered or DeliveryResult.AlreadyDelivered;
}
