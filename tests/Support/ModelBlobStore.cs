using System.Runtime.CompilerServices;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Support;

/// <summary>Blobs in memory, with the port's promises but one: they last as long as the process.</summary>
public sealed class ModelBlobStore(TimeProvider time) : IBlobStore
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, (byte[] Content, DateTimeOffset Written)> blobs = new(StringComparer.Ordinal);

    /// <summary>A store whose blobs carry the system's time.</summary>
    public ModelBlobStore()
        : this(TimeProvider.System)
    {
    }

    /// <summary>Called with the name of each blob before it is written: to fail, to watch.</summary>
    public Func<string, Task>? BeforeWrite { get; set; }

    /// <inheritdoc/>
    public async Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        StorageGuards.BlobName(name);
        cancellationToken.ThrowIfCancellationRequested();
        if (BeforeWrite is { } before)
        {
            await before(name);
        }

        lock (gate)
        {
            blobs.TryAdd(name, (content.ToArray(), time.GetUtcNow()));
        }
    }

    /// <inheritdoc/>
    public Task<int?> ReadAsync(string name, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        StorageGuards.BlobName(name);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        cancellationToken.ThrowIfCancellationRequested();
        byte[] content;
        lock (gate)
        {
            if (!blobs.TryGetValue(name, out var blob))
            {
                return Task.FromResult<int?>(null);
            }

            content = blob.Content;
        }

        var bytes = (int)Math.Clamp(content.Length - offset, 0, destination.Length);
        content.AsSpan((int)Math.Min(offset, content.Length), bytes).CopyTo(destination.Span);
        return Task.FromResult<int?>(bytes);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        StorageGuards.BlobName(name);
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            blobs.Remove(name);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<BlobEntry> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StorageGuards.BlobPrefix(prefix);
        List<BlobEntry> found;
        lock (gate)
        {
            found = [.. blobs.Where(blob => blob.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(blob => new BlobEntry(blob.Key, blob.Value.Content.Length, blob.Value.Written))];
        }

        foreach (var entry in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return entry;
        }

        await Task.CompletedTask;
    }
}
