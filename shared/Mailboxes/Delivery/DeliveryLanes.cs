namespace Carbonio.Cloud.Mailboxes.Delivery;

/// <summary>
/// One lane a mailbox: while a batch of it is being written, the mails that come meanwhile wait and go together into the next.
/// Different mailboxes don't wait for each other. A lane lives as long as something is in it.
/// </summary>
internal sealed class DeliveryLanes(int maximumBatch, Func<IReadOnlyList<PendingDelivery>, Task> deliver)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<PendingDelivery>> lanes = new(StringComparer.Ordinal);

    /// <summary>Lanes in which something waits or is written.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return lanes.Count;
            }
        }
    }

    public void Enqueue(PendingDelivery delivery)
    {
        var lane = delivery.Mailbox.Partition;
        lock (gate)
        {
            if (lanes.TryGetValue(lane, out var waiting))
            {
                waiting.Enqueue(delivery);
                return;
            }

            lanes[lane] = new Queue<PendingDelivery>([delivery]);
        }

        // On its own, not inside the request that happens to come first: that one may be cancelled.
        _ = Task.Run(() => RunAsync(lane));
    }

    private async Task RunAsync(string lane)
    {
        while (Take(lane) is { } batch)
        {
            try
            {
                await deliver(batch);
            }
#pragma warning disable CA1031 // Whatever it was, it belongs to those who wait for this batch; the lane goes on.
            catch (Exception e)
#pragma warning restore CA1031
            {
                foreach (var delivery in batch)
                {
                    delivery.Fail(e);
                }
            }
        }
    }

    private List<PendingDelivery>? Take(string lane)
    {
        lock (gate)
        {
            var waiting = lanes[lane];
            if (waiting.Count == 0)
            {
                lanes.Remove(lane);
                return null;
            }

            var batch = new List<PendingDelivery>(Math.Min(maximumBatch, waiting.Count));
            while (batch.Count < maximumBatch && waiting.TryDequeue(out var delivery))
            {
                batch.Add(delivery);
            }

            return batch;
        }
    }
}
