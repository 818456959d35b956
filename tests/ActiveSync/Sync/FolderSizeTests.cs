using Carbonio.Cloud.EasClient;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Sync;

/// <summary>What happens in a folder of 100 000 mails costs what it costs in a folder of 100, in operations and in rows.</summary>
/// <remarks>
/// A Sync takes up what the answer before it told, so each act is done twice and the second time is measured: then both
/// folders were last told of the same kind of thing.
/// </remarks>
public sealed class FolderSizeTests(FolderSizes sizes) : IClassFixture<FolderSizes>
{
    private const string Inbox = "2";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_nothing_new_when_synced_then_two_rows_are_read_and_none_written()
    {
        await SyncAsync(sizes.Small);
        await SyncAsync(sizes.Large);

        Assert.Equal(new StoreCost(Reads: 2, RowsRead: 2, Writes: 0, RowsWritten: 0), await sizes.Small.CostAsync(SyncAsync));
        Assert.Equal(new StoreCost(Reads: 2, RowsRead: 2, Writes: 0, RowsWritten: 0), await sizes.Large.CostAsync(SyncAsync));
    }

    [Fact]
    public Task Given_a_change_by_somebody_else_when_synced_then_the_size_does_not_matter() =>
        CostsTheSameAsync((sized, time) => sized.Bench.ChangeAsync(3, item => item with { Read = time == 0 }), SyncAsync);

    [Fact]
    public Task Given_a_delivery_when_synced_then_the_size_does_not_matter() =>
        CostsTheSameAsync((sized, _) => sized.Bench.DeliverAsync("new"), SyncAsync);

    [Fact]
    public Task Given_a_deletion_by_somebody_else_when_synced_then_the_size_does_not_matter() =>
        CostsTheSameAsync((sized, time) => sized.Bench.DeleteAsync(10 + time), SyncAsync);

    [Fact]
    public Task Given_a_move_by_somebody_else_when_synced_then_the_size_does_not_matter() =>
        CostsTheSameAsync((sized, time) => sized.Bench.MoveAsync(20 + time, 3), SyncAsync);

    [Fact]
    public Task Given_a_change_of_the_device_when_synced_then_the_size_does_not_matter() =>
        CostsTheSameAsync(
            (_, _) => Task.CompletedTask,
            sized => sized.Phone.SyncAsync(Inbox, Cancel, next => next with { Commands = [SyncCommand.MarkRead("2:30", !sized.Phone.Held(Inbox).IsRead("2:30"))] }));

    [Fact]
    public Task Given_a_held_Ping_when_a_delivery_wakes_it_then_the_size_does_not_matter() =>
        CostsTheSameAsync((_, _) => Task.CompletedTask, WakeAsync, SyncAsync);

    [Fact]
    public Task Given_mail_since_the_last_Sync_when_its_size_is_estimated_then_the_size_of_the_folder_does_not_matter() =>
        CostsTheSameAsync(
            (sized, _) => sized.Bench.DeliverAsync("new"),
            sized => sized.Phone.Device.GetItemEstimateAsync(Inbox, sized.Phone.Held(Inbox).SyncKey, 0, Cancel),
            SyncAsync);

    private static Task SyncAsync(SizedFolder sized) => sized.Phone.SyncAsync(Inbox, Cancel);

    private static async Task WakeAsync(SizedFolder sized)
    {
        var ping = sized.Phone.Device.PingAsync(600, [Inbox], Cancel);
        while (sized.Bench.Held.Count == 0 || sized.Bench.Time.PendingTimers == 0)
        {
            Cancel.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await sized.Bench.DeliverAsync("new");
        Assert.Equal(2, (await ping).Status);
    }

    /// <param name="prepare">What happens before, the first and the second time; not measured.</param>
    /// <param name="measured">What is measured the second time.</param>
    /// <param name="afterwards">Brings the phone up to date; not measured.</param>
    private async Task CostsTheSameAsync(Func<SizedFolder, int, Task> prepare, Func<SizedFolder, Task> measured, Func<SizedFolder, Task>? afterwards = null)
    {
        async Task<StoreCost> SecondAsync(SizedFolder sized)
        {
            await SyncAsync(sized);
            await prepare(sized, 0);
            await measured(sized);
            await (afterwards ?? SyncAsync)(sized);
            await prepare(sized, 1);
            var cost = await sized.CostAsync(measured);
            await (afterwards ?? SyncAsync)(sized);
            Assert.Empty(sized.Phone.Errors);
            return cost;
        }

        var small = await SecondAsync(sizes.Small);
        var large = await SecondAsync(sizes.Large);

        Assert.Equal(small, large);
        Assert.InRange(small.Reads, 2, 12);
        Assert.InRange(small.RowsWritten, 0, 12);
        TestContext.Current.TestOutputHelper!.WriteLine($"{small}");
    }
}
