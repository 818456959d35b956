using Carbonio.Cloud.Mailboxes.Items;

namespace Carbonio.Cloud.Mailboxes.Delivery;

/// <summary>A mail whose blob is durable and that waits for its place in a batch.</summary>
internal sealed class PendingDelivery(MailboxId mailbox, long quotaBytes, Item item, string? onceRow, TimeSpan keyLifetime, bool isBad)
{
    private readonly TaskCompletionSource<DeliveryOutcome> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MailboxId Mailbox { get; } = mailbox;

    /// <summary>0 for none.</summary>
    public long QuotaBytes { get; } = quotaBytes;

    /// <summary>The mail, without its id.</summary>
    public Item Item { get; } = item;

    /// <summary>The row that remembers the outcome, or null.</summary>
    public string? OnceRow { get; } = onceRow;

    /// <summary>How long the row is kept.</summary>
    public TimeSpan KeyLifetime { get; } = keyLifetime;

    /// <summary>Its message could not be read: a note stands in its place.</summary>
    public bool IsBad { get; } = isBad;

    public Task<DeliveryOutcome> Done => done.Task;

    public void End(DeliveryOutcome outcome) => done.TrySetResult(outcome);

    public void Fail(Exception exception) => done.TrySetException(exception);
}
