using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;

namespace Carbonio.Cloud.Storage.Embedded;

/// <summary>
/// Makes written blobs durable, all that wait at once: first their content, then their names, so that after a power cut a
/// name never stands for half a blob. A few are flushed one by one; many by flushing the file system, which costs little
/// more than flushing one.
/// </summary>
internal sealed class BlobCommitter : IAsyncDisposable
{
    private const int FewBlobs = 3;
    private const int MaximumKnownFolders = 65536;

    private readonly Channel<PendingBlob> queue = Channel.CreateUnbounded<PendingBlob>(new() { SingleReader = true });
    private readonly HashSet<string> durableFolders = new(StringComparer.Ordinal);
    private readonly string root;
    private readonly SafeFileHandle? fileSystem;
    private readonly Task loop;

    public BlobCommitter(string root, bool groupFlush)
    {
        this.root = root;
        fileSystem = groupFlush ? DurableFiles.OpenFolder(root) : null;
        loop = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public Task CommitAsync(PendingBlob blob)
    {
        if (!queue.Writer.TryWrite(blob))
        {
            Discard(blob);
            throw new ObjectDisposedException(nameof(FileBlobStore));
        }

        return blob.Durable.Task;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
        fileSystem?.Dispose();
    }

    private static void Discard(PendingBlob blob)
    {
        blob.Handle.Dispose();
        try
        {
            File.Delete(blob.Temporary);
        }
        catch (IOException)
        {
            // Deleted when the store is opened again.
        }
    }

    private void Run()
    {
        var group = new List<PendingBlob>();
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            group.Clear();
            while (queue.Reader.TryRead(out var blob))
            {
                group.Add(blob);
            }

            Commit(group);
        }
    }

    private void Commit(List<PendingBlob> group)
    {
        try
        {
            var together = fileSystem is not null && group.Count > FewBlobs;
            FlushContents(group, together);
            var named = group.FindAll(TryName);
            FlushNames(named, together);
            named.ForEach(blob => blob.Durable.TrySetResult());
        }
#pragma warning disable CA1031 // Whatever it was, the callers have to learn of it, and the loop has to live.
        catch (Exception e)
#pragma warning restore CA1031
        {
            group.ForEach(blob => Fail(blob, e));
        }
    }

    private void FlushContents(List<PendingBlob> group, bool together)
    {
        foreach (var blob in group)
        {
            if (!together)
            {
                RandomAccess.FlushToDisk(blob.Handle);
            }

            blob.Handle.Dispose();
        }

        if (together)
        {
            DurableFiles.FlushFileSystem(fileSystem!);
        }
    }

    private bool TryName(PendingBlob blob)
    {
        try
        {
            DurableFiles.CreateFolder(blob.Folder);
            DurableFiles.TryRename(blob.Temporary, blob.Target);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Fail(blob, e);
            return false;
        }
    }

    private void FlushNames(List<PendingBlob> named, bool together)
    {
        if (together)
        {
            DurableFiles.FlushFileSystem(fileSystem!);
            return;
        }

        foreach (var folder in named.Select(blob => blob.Folder).Distinct())
        {
            DurableFiles.FlushFolder(folder);
            FlushAbove(folder);
        }
    }

    /// <summary>Makes the names of the folders themselves durable, each once.</summary>
    private void FlushAbove(string folder)
    {
        for (var below = folder; below.Length > root.Length && !durableFolders.Contains(below); below = Path.GetDirectoryName(below)!)
        {
            DurableFiles.FlushFolder(Path.GetDirectoryName(below)!);
            if (durableFolders.Count >= MaximumKnownFolders)
            {
                durableFolders.Clear();
            }

            durableFolders.Add(below);
        }
    }

    private static void Fail(PendingBlob blob, Exception e)
    {
        Discard(blob);
        blob.Durable.TrySetException(new StoreUnavailableException("A blob could not be made durable.", e));
    }
}
