using System.Runtime.CompilerServices;

namespace Carbonio.Cloud.Storage.Embedded;

/// <summary>
/// Blobs as files. <c>tenant/account/ulid</c> stands in <c>tenant/account/~h/ulid</c>, h one of 16 by hash: no folder gets
/// too long, and since no name has a tilde, a blob never stands where another's folder has to.
/// </summary>
public sealed class FileBlobStore : IBlobStore, IAsyncDisposable
{
    private const string TemporaryFolder = ".tmp";
    private const int MaximumOpenWrites = 256;

    private readonly string root;
    private readonly string temporary;
    private readonly BlobCommitter committer;
    private readonly SemaphoreSlim openWrites = new(MaximumOpenWrites);

    /// <summary>Opens the store, making its folder when missing, and deletes what writes that never finished left there.</summary>
    /// <exception cref="StoreUnavailableException">The folder cannot be used.</exception>
    public FileBlobStore(string folder)
        : this(folder, OperatingSystem.IsLinux())
    {
    }

    /// <summary>As above.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="groupFlush">False flushes file by file, as systems without syncfs have to.</param>
    internal FileBlobStore(string folder, bool groupFlush)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        root = Path.GetFullPath(folder);
        temporary = Path.Combine(root, TemporaryFolder);
        try
        {
            DurableFiles.CreateFolder(root); // by itself first: only the last folder of a path is made private
            DurableFiles.CreateFolder(temporary);
            foreach (var leftOver in System.IO.Directory.EnumerateFiles(temporary))
            {
                File.Delete(leftOver);
            }

            committer = new(root, groupFlush);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The folder for blobs, {root}, cannot be used.", e);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Cancelling has an effect until the content is written; from then on durability is awaited.</remarks>
    public async Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        StorageGuards.BlobName(name);
        await openWrites.WaitAsync(cancellationToken);
        try
        {
            var (folder, file) = Locate(name);
            var written = WriteTemporary(content);
            await committer.CommitAsync(new(written.Handle, written.Path, folder, Path.Combine(folder, file)));
        }
        finally
        {
            openWrites.Release();
        }
    }

    /// <inheritdoc/>
    public Task<int?> ReadAsync(string name, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        StorageGuards.BlobName(name);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<int?>(cancellationToken);
        }

        var (folder, file) = Locate(name);
        try
        {
            using var handle = File.OpenHandle(Path.Combine(folder, file), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var read = 0;
            while (read < destination.Length && RandomAccess.Read(handle, destination.Span[read..], offset + read) is > 0 and var bytes)
            {
                read += bytes;
            }

            return Task.FromResult<int?>(read);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<int?>(null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException("A blob could not be read.", e);
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        StorageGuards.BlobName(name);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        var (folder, file) = Locate(name);
        try
        {
            File.Delete(Path.Combine(folder, file));
            return Task.CompletedTask;
        }
        catch (DirectoryNotFoundException)
        {
            return Task.CompletedTask;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException("A blob could not be deleted.", e);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<BlobEntry> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StorageGuards.BlobPrefix(prefix);
        var above = prefix[..(prefix.LastIndexOf('/') + 1)];
        var folders = new Stack<(string Path, string Name)>([(Path.Combine(root, above), above)]);
        while (folders.TryPop(out var folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var entry in Entries(folder.Path))
            {
                var isShard = entry.Name.StartsWith('~');
                var name = isShard ? folder.Name : folder.Name + entry.Name;
                if (entry is DirectoryInfo below)
                {
                    if (below.Name != TemporaryFolder && (isShard || Leads(name + "/", prefix)))
                    {
                        folders.Push((below.FullName, isShard ? name : name + "/"));
                    }
                }
                else if (name.StartsWith(prefix, StringComparison.Ordinal) && Describe(name, (FileInfo)entry) is { } blob)
                {
                    yield return blob;
                }
            }

            // A long listing lets others run.
            await Task.Yield();
        }
    }

    /// <summary>Finishes what is being written.</summary>
    public async ValueTask DisposeAsync()
    {
        await committer.DisposeAsync();
        openWrites.Dispose();
    }

    private static bool Leads(string folder, string prefix) =>
        folder.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(folder, StringComparison.Ordinal);

    private static List<FileSystemInfo> Entries(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFileSystemInfos()];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException("Blobs could not be listed.", e);
        }
    }

    private static BlobEntry? Describe(string name, FileInfo file)
    {
        try
        {
            return new BlobEntry(name, file.Length, file.LastWriteTimeUtc);
        }
        catch (FileNotFoundException)
        {
            return null; // deleted since the folder was read
        }
    }

    private (Microsoft.Win32.SafeHandles.SafeFileHandle Handle, string Path) WriteTemporary(ReadOnlyMemory<byte> content)
    {
        var path = Path.Combine(temporary, Guid.NewGuid().ToString("N"));
        try
        {
            var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, preallocationSize: content.Length);
            try
            {
                RandomAccess.Write(handle, content.Span, 0);
                return (handle, path);
            }
            catch
            {
                handle.Dispose();
                File.Delete(path);
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException("A blob could not be written.", e);
        }
    }

    private (string Folder, string File) Locate(string name)
    {
        var cut = name.LastIndexOf('/') + 1;
        var hash = 17u;
        foreach (var c in name.AsSpan(cut))
        {
            hash = (hash * 31) + c;
        }

        return (Path.Combine(root, name[..cut], $"~{(hash ^ (hash >> 16)) & 15:x}"), name[cut..]);
    }
}
