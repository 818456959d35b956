using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Directory;

/// <summary>
/// How fresh one partition of table <c>directory</c> is in this instance: its version row is read again when it is older
/// than <see cref="DirectoryOptions.Freshness"/>, at most once at a time, and what it names is dropped.
/// </summary>
internal sealed class DirectoryScope(
    string partition,
    IEntityStore store,
    TimeProvider time,
    TimeSpan freshness,
    Action<DirectoryScope, string> drop)
{
    private readonly Lock changing = new();
    private long known = -1;
    private long readAt;
    private int drops;
    private Task? reading;

    public string Partition => partition;

    /// <summary>Number of the version row as it was last seen; negative before that.</summary>
    public long Known => Volatile.Read(ref known);

    /// <summary>Counts how often everything of the partition was forgotten at once.</summary>
    public int Forgotten { get; private set; }

    /// <summary>Counts changes of what accounts inherit: views made before are made anew from what is cached.</summary>
    public int InheritedChanges { get; set; }

    /// <summary>Taken before a read of content, given back to <see cref="Keep"/>.</summary>
    public int Drops => Volatile.Read(ref drops);

    /// <summary>Makes sure that what is cached was true at most two freshness spans ago, mostly one.</summary>
    public ValueTask EnsureFreshAsync(CancellationToken cancellationToken)
    {
        // The first request past the span pays for the read. Others go on with what they have, but never beyond twice the
        // span, which is what a change may take to reach every instance.
        var now = time.GetTimestamp();
        var age = time.GetElapsedTime(Volatile.Read(ref readAt), now);
        if (Volatile.Read(ref known) >= 0 && age < freshness)
        {
            return ValueTask.CompletedTask;
        }

        Task task;
        lock (changing)
        {
            age = time.GetElapsedTime(readAt, now);
            if (known >= 0 && age < freshness)
            {
                return ValueTask.CompletedTask;
            }

            if (reading is { IsCompleted: false } && known >= 0 && age < 2 * freshness)
            {
                return ValueTask.CompletedTask;
            }

            // Shared by all who wait, so no single caller may cancel it.
            task = reading is { IsCompleted: false } ? reading : reading = ReadAsync();
        }

        return new(task.WaitAsync(cancellationToken));
    }

    /// <summary>Takes note of a version row, read or just written.</summary>
    public void Apply(DirectoryVersion version)
    {
        lock (changing)
        {
            if (version.Number == known)
            {
                return;
            }

            if (known >= 0 && version.Number < known)
            {
                return; // an older read that came late; a partition never starts again
            }

            if (known >= 0 && version.Since(known) is { } keys)
            {
                foreach (var key in keys)
                {
                    drop(this, key);
                }
            }
            else
            {
                Forgotten++;
                InheritedChanges++;
            }

            known = version.Number;
            drops++;
        }
    }

    /// <summary>Keeps something read after <paramref name="dropsBefore"/> was taken, unless a change was noticed meanwhile: the read may be older.</summary>
    public void Keep(int dropsBefore, Action keep)
    {
        lock (changing)
        {
            if (drops == dropsBefore)
            {
                keep();
            }
        }
    }

    private async Task ReadAsync()
    {
        var begun = time.GetTimestamp();
        var row = await store.FindAsync(new(Tables.Directory, partition, DirectoryVersion.Row), CancellationToken.None);
        Apply(DirectoryVersion.Read(row));
        lock (changing)
        {
            readAt = begun;
        }
    }
}
