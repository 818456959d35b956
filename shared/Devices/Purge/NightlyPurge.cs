using System.Globalization;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Storage;
using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.Devices.Purge;

/// <summary>
/// The purge of each night. A row says how far it has come: whoever does the minute's work next goes on from there, so that a
/// restart costs one step.
/// </summary>
/// <param name="entities">Where the row stands.</param>
/// <param name="purge">Does a step.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Says what was done.</param>
public sealed partial class NightlyPurge(IEntityStore entities, StatePurge purge, TimeProvider time, ILogger<NightlyPurge> logger)
{
    /// <summary>When it begins, in UTC.</summary>
    public static readonly TimeOnly Begins = new(23, 45);

    /// <summary>Steps of one run: the minute has other work.</summary>
    public const int StepsPerRun = 10;

    private static readonly EntityKey Key = new(Tables.Work, "purge", "nightly");

    /// <summary>Goes on with the purge, or begins that of this night, if it is time: one read where there is nothing to do.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var night = Night(time.GetUtcNow());
        var row = await entities.FindAsync(Key, cancellationToken);
        var progress = row is null ? null : Read(row.Properties);
        if (row is null || row.Properties["night"].AsString() != night)
        {
            if (progress is null or { IsDone: true })
            {
                progress = new(PurgeProgress.DefaultRetentionDays);
            }
            else
            {
                night = row!.Properties["night"].AsString(); // the one before is not over yet
            }
        }
        else if (progress!.IsDone)
        {
            return;
        }

        for (var steps = 0; steps < StepsPerRun && !progress.IsDone; steps++)
        {
            progress = await purge.StepAsync(AdminActor.Server, progress, cancellationToken);
            var batch = new EntityBatch(Key.Table, Key.Partition).InsertOrReplace(Key.Row, row?.ETag, Write(night, progress));
            if (!await entities.TryWriteAsync(batch, cancellationToken))
            {
                return; // another instance is at it
            }

            row = await entities.FindAsync(Key, cancellationToken);
        }

        if (progress.IsDone)
        {
            LogDone(progress.OfActiveAccounts, progress.OfNonActiveAccounts, progress.RetentionDays);
        }
    }

    // The night that has begun last: before 23:45 that is yesterday's.
    private static string Night(DateTimeOffset now) => (now.UtcDateTime - Begins.ToTimeSpan()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static EntityProperties Write(string night, PurgeProgress progress)
    {
        var row = new EntityProperties(8)
        {
            { "v", 1 },
            { "night", night },
            { "days", progress.RetentionDays },
            { "active", progress.OfActiveAccounts },
            { "other", progress.OfNonActiveAccounts },
            { "done", progress.IsDone },
        };
        row.SetOrRemove("position", progress.Position is { } position ? position : (EntityValue?)null);
        return row;
    }

    private static PurgeProgress Read(EntityProperties row) => new(
        row["days"].AsInt32(),
        row.FindString("position"),
        row["active"].AsInt64(),
        row["other"].AsInt64(),
        row["done"].AsBoolean());

    [LoggerMessage(2501, LogLevel.Information, "Purged the state of {Active} devices of active accounts and of {Other} of others, not seen for {Days} days.")]
    private partial void LogDone(long active, long other, int days);
}
