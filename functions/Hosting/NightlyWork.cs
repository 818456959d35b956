using System.Globalization;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Functions.Hosting;

/// <summary>
/// The work of each night, which begins at 23:45 UTC: tasks in bounded steps, a few of them each minute until all is done. How
/// far each task came is kept in a row, so that a stop, or another instance, goes on where the last one was.
/// </summary>
/// <param name="entities">The store.</param>
/// <param name="tasks">What is to be done.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Says what was done.</param>
internal sealed partial class NightlyWork(IEntityStore entities, IReadOnlyList<NightlyTask> tasks, TimeProvider time, ILogger<NightlyWork> logger)
{
    /// <summary>Steps of one task in one minute.</summary>
    public const int StepsPerRun = 50;

    private const string Partition = "nightly";
    private const string Done = "done";
    private const string Cursor = "cursor";
    private const string Night = "night";

    // Carbonio's documentation has its own upkeep begin then.
    private static readonly TimeSpan Begin = new(23, 45, 0);

    private readonly Dictionary<string, string> finished = new(StringComparer.Ordinal);

    /// <summary>Goes on with this night's work. One run at a time.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer; the next minute goes on.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // A night has the date on which it begins.
        var night = (time.GetUtcNow() - Begin).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var task in tasks)
        {
            if (finished.GetValueOrDefault(task.Name) != night)
            {
                await RunAsync(task, night, cancellationToken);
            }
        }
    }

    private async Task RunAsync(NightlyTask task, string night, CancellationToken cancellationToken)
    {
        var row = await entities.FindAsync(new(Tables.Work, Partition, task.Name), cancellationToken);
        var isThisNight = row?.Properties.FindString(Night) == night;
        if (isThisNight && row!.Properties.FindBoolean(Done) == true)
        {
            finished[task.Name] = night;
            return;
        }

        // What the last night left is done first: its cursor holds for this one.
        var cursor = row?.Properties.FindString(Cursor);
        var isDone = false;
        for (var step = 0; step < StepsPerRun && !isDone; step++)
        {
            cursor = await task.StepAsync(cursor, cancellationToken);
            isDone = cursor is null;
        }

        var state = new EntityProperties(4) { { "v", 1 }, { Night, night }, { Done, isDone } };
        state.SetOrRemove(Cursor, cursor is null ? null : (EntityValue?)cursor);
        var batch = new EntityBatch(Tables.Work, Partition).InsertOrReplace(task.Name, row?.ETag, state);
        if (await entities.TryWriteAsync(batch, cancellationToken) && isDone)
        {
            finished[task.Name] = night;
            LogDone(task.Name, night);
        }
    }

    [LoggerMessage(7105, LogLevel.Information, "Finished {Task} of the night of {Night}.")]
    private partial void LogDone(string task, string night);
}
