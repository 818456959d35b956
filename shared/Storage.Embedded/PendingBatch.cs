using System.Globalization;
using System.Text;

namespace Carbonio.Cloud.Storage.Embedded;

/// <summary>A batch on its way to the writer, encoded by its caller's thread.</summary>
internal sealed class PendingBatch
{
    private readonly TaskCompletionSource<bool> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool applied;

    public PendingBatch(EntityBatch batch, CancellationToken cancellationToken)
    {
        CancellationToken = cancellationToken;
        Writes = new Write[batch.Writes.Count];
        for (var i = 0; i < Writes.Length; i++)
        {
            var write = batch.Writes[i];
            var key = Encoding.ASCII.GetBytes($"{batch.Table}/{batch.Partition}/{write.Row}");
            var data = write.Properties is null ? [] : RowEncoding.Encode(write.Properties);
            Writes[i] = new(write.Kind, key, ETag(write), data);
            Bytes += data.Length + key.Length;
        }
    }

    public Write[] Writes { get; }

    public int Bytes { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>True or false once the batch is decided and, if applied, durable.</summary>
    public Task<bool> Outcome => outcome.Task;

    /// <summary>Notes what the batch came to in the transaction that is still open.</summary>
    public void Decide(bool isApplied) => applied = isApplied;

    /// <summary>The transaction is durable: the caller may know.</summary>
    public void Complete() => outcome.TrySetResult(applied);

    public void Cancel() => outcome.TrySetCanceled(CancellationToken);

    public void Fail(Exception e) => outcome.TrySetException(e);

    // An ETag that no write of ours ever gave (0) matches no row: that is a conflict, not an error.
    private static long? ETag(EntityWrite write) =>
        write.ETag is null ? null : long.TryParse(write.ETag, NumberStyles.None, CultureInfo.InvariantCulture, out var etag) ? etag : 0;

    /// <param name="Kind">What to do.</param>
    /// <param name="Key">See <see cref="RowKey"/>.</param>
    /// <param name="ETag">What is expected, or null.</param>
    /// <param name="Data">See <see cref="RowEncoding"/>; empty for a delete.</param>
    public readonly record struct Write(EntityWriteKind Kind, byte[] Key, long? ETag, byte[] Data);
}
