namespace Carbonio.Cloud.Storage;

/// <summary>
/// Immutable blobs under names such as <c>tenant/account/ulid</c>: segments of <c>a-z 0-9 . - _</c> joined by slashes.
/// A blob is durable when its write returns. Safe for concurrent use.
/// </summary>
public interface IBlobStore
{
    /// <summary>Writes a new blob. Writing the same name again replaces nothing: the first content stays.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer within its retries.</exception>
    Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Reads part of a blob into <paramref name="destination"/>.</summary>
    /// <returns>Bytes read: fewer than asked for only at the blob's end; null when there is no such blob.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer within its retries.</exception>
    Task<int?> ReadAsync(string name, long offset, Memory<byte> destination, CancellationToken cancellationToken);

    /// <summary>Deletes a blob; nothing happens when there is none.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer within its retries.</exception>
    Task DeleteAsync(string name, CancellationToken cancellationToken);

    /// <summary>Lists blobs whose name begins with <paramref name="prefix"/>, in no promised order.</summary>
    IAsyncEnumerable<BlobEntry> ListAsync(string prefix, CancellationToken cancellationToken);
}
