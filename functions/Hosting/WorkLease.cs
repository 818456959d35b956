using Carbonio.Cloud.Functions.Settings;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Functions.Hosting;

/// <summary>
/// Which instance does the work of this minute, where several have one store: a row says who took it and until when, and the
/// others leave the work alone. Who dies is followed by whoever comes first after that.
/// </summary>
/// <remarks>docs/decisions/0017-several-instances.md. The work may be done twice; this saves doing it so.</remarks>
/// <param name="entities">The store that they share.</param>
/// <param name="owner">This instance; the same after its restart, which then need not wait for its own lease to end.</param>
/// <param name="time">The clock.</param>
internal sealed class WorkLease(IEntityStore entities, string owner, TimeProvider time)
{
    /// <summary>How long it lasts: a minute, less what ticks may come early. A longer run renews it.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(50);

    /// <summary>An end further ahead than this was written by a clock that is wrong, and holds nobody.</summary>
    public static readonly TimeSpan LongestBelieved = TimeSpan.FromMinutes(10);

    private static readonly EntityKey Key = new(Tables.Work, "lease", "minute");

    /// <summary>This process, by what no other one has at the same time.</summary>
    public static string OwnerOf(ServerSettings settings) =>
        string.Join(' ', [Environment.MachineName, .. settings.Urls, settings.DataFolder]);

    /// <summary>Takes it, or renews it.</summary>
    /// <returns>False when another instance has it.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<bool> TryTakeAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var row = await entities.FindAsync(Key, cancellationToken);
        if (row is not null && IsTaken(row.Properties, now))
        {
            return false;
        }

        var taken = new EntityProperties(3) { { "v", 1 }, { "owner", owner }, { "until", now + Length } };
        return await entities.TryWriteAsync(new EntityBatch(Key.Table, Key.Partition).InsertOrReplace(Key.Row, row?.ETag, taken), cancellationToken);
    }

    /// <summary>Renews it while a run lasts. Where that fails another instance may come to the same work.</summary>
    public async Task KeepAsync(CancellationToken done)
    {
        using var timer = new PeriodicTimer(Length / 2, time);
        try
        {
            while (await timer.WaitForNextTickAsync(done))
            {
                await RenewAsync(done);
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    private async Task RenewAsync(CancellationToken done)
    {
        try
        {
            await TryTakeAsync(done);
        }
        catch (StoreUnavailableException)
        {
            // The run meets the same store, and says so.
        }
    }

    private bool IsTaken(EntityProperties row, DateTimeOffset now) =>
        row["owner"].AsString() != owner && row["until"].AsDateTime() is var until && until > now && until - now <= LongestBelieved;
}
