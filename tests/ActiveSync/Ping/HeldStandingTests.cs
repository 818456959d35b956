using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.ActiveSync.Tests.Sync;
using Carbonio.Cloud.Devices.Administration;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Storage;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Ping;

/// <summary>What an admin does to a device ends what is held for it, and takes from it what it is meant to take.</summary>
public sealed class HeldStandingTests : IAsyncLifetime
{
    private const string Inbox = "2";

    private SyncBench bench = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DeviceAdministration Administration => new(bench.Services, new DeviceStore(bench.Store), bench.Time);

    private static AdminActor Desk { get; } = new("t1", "desk", "global");

    // The mailbox of a real account, whom the audit log can name.
    public async ValueTask InitializeAsync() => bench = new(new SyncBench(), await AccountAsync());

    public ValueTask DisposeAsync()
    {
        bench.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("suspend")]
    [InlineData("reset")]
    [InlineData("wipe")]
    [InlineData("remove")]
    public async Task Given_a_held_Ping_when_an_admin_acts_on_the_device_then_it_ends_with_status_7(string action)
    {
        var phone = await PrimedAsync("phone1");
        var other = await PrimedAsync("phone2");
        var ping = phone.Device.PingAsync(600, [Inbox], Cancel);
        var others = other.Device.PingAsync(600, [Inbox], Cancel);
        await HeldAsync(2);

        await ActAsync(action, "phone1");

        Assert.Equal(7, (await ping).Status);
        Assert.False(others.IsCompleted);
        await bench.DeliverAsync("news");
        Assert.Equal(2, (await others).Status);
    }

    [Fact]
    public async Task Given_a_held_Sync_when_the_device_is_suspended_then_it_ends_empty()
    {
        var phone = await PrimedAsync("phone1");
        var sync = phone.Device.SyncAsync(new EasClient.SyncRequest(phone.Next(Inbox)) { HeartbeatInterval = 600 }, Cancel);
        await HeldAsync(1);

        await ActAsync("suspend", "phone1");

        Assert.True((await sync).IsEmpty);
    }

    [Fact]
    public async Task Given_a_device_when_it_is_reset_then_its_keys_are_good_for_nothing_and_it_gets_everything_once_more()
    {
        await bench.DeliverAsync("one");
        await bench.DeliverAsync("two");
        var phone = await PrimedAsync("phone1");

        await ActAsync("reset", "phone1");
        var folders = await phone.Device.FolderSyncAsync(phone.FolderSyncKey, Cancel);
        var sync = await phone.SyncAsync(Inbox, Cancel);
        var fresh = bench.NewPhone("phone1");
        await fresh.SyncFoldersAsync(Cancel);
        await fresh.SyncAllAsync(Inbox, Cancel);

        Assert.Equal((9, 3), (folders.Status, sync.Single.Status));
        Assert.Equal(2, fresh.Held(Inbox).Items.Count);
        Assert.Empty(fresh.Errors);
    }

    [Fact]
    public async Task Given_a_device_that_was_suspended_when_it_is_resumed_then_it_goes_on_where_it_stopped()
    {
        await bench.DeliverAsync("one");
        var phone = await PrimedAsync("phone1");
        await ActAsync("suspend", "phone1");
        await bench.DeliverAsync("two");
        await ActAsync("resume", "phone1");

        await phone.SyncAllAsync(Inbox, Cancel);

        Assert.Equal(2, phone.Held(Inbox).Items.Count);
        Assert.Empty(phone.Errors);
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("remove")]
    public async Task Given_a_device_with_state_when_it_is_reset_or_removed_then_nothing_of_what_it_held_is_left(string action)
    {
        await bench.DeliverAsync("one");
        await bench.DeliverAsync("two");
        var phone = await PrimedAsync("phone1");
        var other = await PrimedAsync("phone2");
        Assert.NotEmpty(await SegmentsAsync("phone1"));

        await ActAsync(action, "phone1");

        Assert.Empty(await SegmentsAsync("phone1"));
        Assert.NotEmpty(await SegmentsAsync("phone2"));
    }

    [Fact]
    public async Task Given_leftovers_when_the_device_has_begun_anew_before_they_go_then_what_it_holds_now_stays()
    {
        await bench.DeliverAsync("one");
        await bench.DeliverAsync("two");
        var phone = await PrimedAsync("phone1");
        var store = new DeviceStore(bench.Store);
        var old = await SegmentsAsync("phone1");
        await ActAsync("reset", "phone1");
        var fresh = await PrimedAsync("phone1");
        var now = await SegmentsAsync("phone1");
        await RestoreAsync(old);

        var outcome = await new DropDeviceStateHandler(bench.Store, store).HandleAsync(
            new(bench.Id, OutboxKind.DropDeviceState, "o!x", "", "phone1", null, bench.Time.GetUtcNow()), Cancel);

        Assert.Equal(OutboxOutcome.Done, outcome);
        Assert.NotEqual(old.Select(row => row.Key.Row), now.Select(row => row.Key.Row));
        Assert.Equal(now.Select(row => row.Key.Row), (await SegmentsAsync("phone1")).Select(row => row.Key.Row));
        await fresh.SyncAllAsync(Inbox, Cancel);
        Assert.Empty(fresh.Errors);
    }

    [Theory]
    [InlineData("suspend", 1)]
    [InlineData("resume", 0)]
    [InlineData("reset", 1)]
    [InlineData("wipe", 1)]
    public async Task Given_something_done_to_a_device_when_it_is_done_again_then_nothing_is_written(string action, int changes)
    {
        await PrimedAsync("phone1");
        var before = await EpochAsync();
        await ActAsync(action, "phone1");
        var epoch = await EpochAsync();
        var writes = bench.Store.Writes;

        await ActAsync(action, "phone1");

        Assert.Equal((changes, 0), (epoch - before, bench.Store.Writes - writes));
    }

    [Fact]
    public async Task Given_a_device_to_be_wiped_when_it_is_to_be_removed_then_it_is_refused_until_it_has_confirmed()
    {
        await PrimedAsync("phone1");
        await ActAsync("wipe", "phone1");

        var refused = await Administration.RemoveAsync(Desk, await AccountAsync(), "phone1", Cancel);
        await Administration.CancelWipeAsync(Desk, await AccountAsync(), "phone1", Cancel);
        var done = await Administration.RemoveAsync(Desk, await AccountAsync(), "phone1", Cancel);

        Assert.Equal((DeviceChangeStatus.Refused, DeviceChangeStatus.Done), (refused.Status, done.Status));
    }

    [Fact]
    public async Task Given_a_wipe_of_the_whole_device_when_only_the_account_is_to_be_wiped_then_it_is_refused_but_not_the_other_way_round()
    {
        await PrimedAsync("phone1");
        var small = await Administration.WipeAsync(Desk, await AccountAsync(), "phone1", accountOnly: true, Cancel);
        var large = await Administration.WipeAsync(Desk, await AccountAsync(), "phone1", accountOnly: false, Cancel);
        var smaller = await Administration.WipeAsync(Desk, await AccountAsync(), "phone1", accountOnly: true, Cancel);

        Assert.Equal((DeviceChangeStatus.Done, DeviceChangeStatus.Done, DeviceChangeStatus.Refused), (small.Status, large.Status, smaller.Status));
        Assert.False(large.Device!.Wipe!.AccountOnly);
    }

    [Theory]
    [InlineData("suspend")]
    [InlineData("resume")]
    [InlineData("reset")]
    [InlineData("wipe")]
    [InlineData("remove")]
    public async Task Given_no_such_device_when_something_is_to_be_done_to_it_then_it_is_not_found_and_nothing_is_written(string action)
    {
        await PrimedAsync("phone1");
        var writes = bench.Store.Writes;

        Assert.Equal(DeviceChangeStatus.NotFound, await ActAsync(action, "phone9"));
        Assert.Equal(writes, bench.Store.Writes);
    }

    private async Task<DeviceChangeStatus> ActAsync(string action, string device) => (action switch
    {
        "suspend" => await Administration.SuspendAsync(Desk, await AccountAsync(), device, Cancel),
        "resume" => await Administration.ResumeAsync(Desk, await AccountAsync(), device, Cancel),
        "reset" => await Administration.ResetAsync(Desk, await AccountAsync(), device, Cancel),
        "wipe" => await Administration.WipeAsync(Desk, await AccountAsync(), device, accountOnly: false, Cancel),
        _ => await Administration.RemoveAsync(Desk, await AccountAsync(), device, Cancel),
    }).Status;

    private static Task<AccountView> AccountAsync() => BenchAccount.FindAsync();

    private async Task<int> EpochAsync() => (await new DeviceStore(bench.Store).FindAsync(bench.Id, "phone1", Cancel))!.Epoch;

    private async Task<PhoneModel> PrimedAsync(string deviceId)
    {
        var phone = bench.NewPhone(deviceId);
        await phone.SyncFoldersAsync(Cancel);
        await phone.SyncAllAsync(Inbox, Cancel, next => next with { WindowSize = 1 }); // what one answer told is written down with the next
        return phone;
    }

    private async Task HeldAsync(int count)
    {
        while (bench.Held.Count != count || bench.Time.PendingTimers < count)
        {
            Cancel.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private async Task<IReadOnlyList<Entity>> SegmentsAsync(string deviceId) =>
        (await bench.Store.QueryAsync(EntityQuery.WithPrefix(Tables.Mail, bench.Id.Partition, HeldItems.DevicePrefix(deviceId)), Cancel)).Rows;

    private async Task RestoreAsync(IReadOnlyList<Entity> rows)
    {
        var batch = new EntityBatch(Tables.Mail, bench.Id.Partition);
        foreach (var row in rows)
        {
            batch.Upsert(row.Key.Row, row.Properties);
        }

        Assert.True(await bench.Store.TryWriteAsync(batch, Cancel));
    }
}
