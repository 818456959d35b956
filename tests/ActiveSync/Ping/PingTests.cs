using Carbonio.Cloud.ActiveSync.Push;
using Carbonio.Cloud.ActiveSync.Tests.Sync;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes.Folders;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Ping;

/// <summary>Every way that a Ping ends.</summary>
public sealed class PingTests
{
    private const string Inbox = "2";
    private const string Sent = "5";

    private readonly SyncBench bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_nothing_new_when_the_heartbeat_is_over_then_status_1_and_only_the_first_Ping_wrote()
    {
        var phone = await PrimedAsync();
        var first = phone.Device.PingAsync(60, [Inbox], Cancel);
        await HeldAsync(1);
        bench.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(1, (await first).Status);
        var (reads, writes) = (bench.Store.Reads, bench.Store.Writes);

        var second = phone.Device.PingAsync(60, [Inbox], Cancel);
        await HeldAsync(1);
        bench.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(1, (await second).Status);
        Assert.Equal((2, 0), (bench.Store.Reads - reads, bench.Store.Writes - writes));
    }

    [Fact]
    public async Task Given_a_held_Ping_when_mail_arrives_then_status_2_names_the_folder()
    {
        var phone = await PrimedAsync();
        var ping = phone.Device.PingAsync(600, [Inbox, Sent], Cancel);
        await HeldAsync(1);

        await bench.DeliverAsync("new", folder: FolderIds.Sent);

        Assert.Equal((2L, Sent), ((await ping).Status, Assert.Single((await ping).Folders)));
        Assert.Equal(0, bench.Held.Count);
    }

    [Fact]
    public async Task Given_mail_that_arrived_between_Sync_and_Ping_when_pinged_then_it_is_answered_at_once()
    {
        var phone = await PrimedAsync();
        await bench.DeliverAsync("new");

        Assert.Equal(2, (await phone.Device.PingAsync(600, [Inbox], Cancel)).Status);
    }

    [Fact]
    public async Task Given_a_change_outside_the_filter_when_pinged_then_it_stays_held_and_is_looked_at_once()
    {
        var old = await bench.DeliverAsync("old", bench.Time.GetUtcNow().AddDays(-20));
        var phone = bench.NewPhone("phone1");
        await phone.SyncFoldersAsync(Cancel);
        await phone.SyncAllAsync(Inbox, Cancel, next => next with { Options = new() { FilterType = 2 } });
        await bench.ChangeAsync(old, item => item with { Read = true });

        var ping = phone.Device.PingAsync(60, [Inbox], Cancel);
        await HeldAsync(1);
        bench.Time.Advance(TimeSpan.FromSeconds(60));
        await ping;
        var reads = bench.Store.Reads;
        var again = phone.Device.PingAsync(60, [Inbox], Cancel);
        await HeldAsync(1);

        Assert.Equal(2, bench.Store.Reads - reads);
        bench.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(1, (await again).Status);
    }

    [Fact]
    public async Task Given_a_held_Ping_when_the_device_reads_a_mail_itself_then_it_stays_held()
    {
        var mail = await bench.DeliverAsync("one");
        var phone = await PrimedAsync();
        var ping = phone.Device.PingAsync(600, [Inbox], Cancel);
        await HeldAsync(1);

        await phone.SyncAsync(Inbox, Cancel, next => next with { Commands = [SyncCommand.MarkRead($"2:{mail}", true)] });

        Assert.False(ping.IsCompleted);
        await bench.DeliverAsync("two");
        Assert.Equal(2, (await ping).Status);
    }

    [Fact]
    public async Task Given_a_held_Ping_when_the_device_pings_again_then_the_older_ends_with_status_1()
    {
        var phone = await PrimedAsync();
        var older = phone.Device.PingAsync(600, [Inbox], Cancel);
        await HeldAsync(1);

        var newer = phone.Device.PingAsync(600, [Inbox], Cancel);

        Assert.Equal(1, (await older).Status);
        Assert.False(newer.IsCompleted);
        await bench.DeliverAsync("new");
        Assert.Equal(2, (await newer).Status);
    }

    [Fact]
    public async Task Given_two_devices_when_both_ping_then_neither_ends_the_other()
    {
        var first = await PrimedAsync("first");
        var second = await PrimedAsync("second");
        var pings = new[] { first.Device.PingAsync(600, [Inbox], Cancel), second.Device.PingAsync(600, [Inbox], Cancel) };
        await HeldAsync(2);

        await bench.DeliverAsync("new");

        Assert.All(await Task.WhenAll(pings), answer => Assert.Equal(2, answer.Status));
    }

    [Fact]
    public async Task Given_a_held_Ping_when_the_server_stops_then_status_1()
    {
        var phone = await PrimedAsync();
        var ping = phone.Device.PingAsync(600, [Inbox], Cancel);
        await HeldAsync(1);

        bench.Held.Stop();

        Assert.Equal(1, (await ping).Status);
    }

    [Fact]
    public async Task Given_a_held_Ping_when_the_device_hangs_up_then_nothing_is_held_any_more()
    {
        var phone = await PrimedAsync();
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var ping = phone.Device.PingAsync(600, [Inbox], hangUp.Token);
        await HeldAsync(1);

        await hangUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ping);
        await HeldAsync(0);
        Assert.Equal(0, bench.Signals.Watched);
    }

    [Fact]
    public async Task Given_a_change_by_another_instance_when_it_is_time_to_look_again_then_the_Ping_ends()
    {
        var phone = await PrimedAsync();
        var ping = phone.Device.PingAsync(1800, [Inbox], Cancel);
        await HeldAsync(1);
        await new SyncBench(bench).DeliverAsync("from elsewhere");
        Assert.False(ping.IsCompleted);

        bench.Time.Advance(new PushOptions().LookAgainAfter);

        Assert.Equal(2, (await ping).Status);
    }

    [Fact]
    public async Task Given_folders_that_were_never_listed_when_pinged_then_status_7()
    {
        var phone = bench.NewPhone("phone1");

        Assert.Equal(7, (await phone.Device.PingAsync(600, [Inbox], Cancel)).Status);
    }

    [Theory]
    [InlineData("4711")]
    [InlineData("x")]
    public async Task Given_a_folder_that_is_none_when_pinged_then_status_7(string folder)
    {
        var phone = await PrimedAsync();

        Assert.Equal(7, (await phone.Device.PingAsync(600, [folder], Cancel)).Status);
    }

    [Fact]
    public async Task Given_nothing_remembered_when_parameters_are_missing_then_status_3()
    {
        var phone = await PrimedAsync();

        Assert.Equal(3, (await phone.Device.PingAsync(null, [Inbox], Cancel)).Status);
        Assert.Equal(3, (await phone.Device.PingAsync(600, [], Cancel)).Status);
    }

    [Theory]
    [InlineData(59, 60L)]
    [InlineData(3541, 3540L)]
    public async Task Given_a_heartbeat_out_of_bounds_when_pinged_then_status_5_with_the_bound(int heartbeat, long bound)
    {
        var answer = await (await PrimedAsync()).Device.PingAsync(heartbeat, [Inbox], Cancel);

        Assert.Equal((5L, bound), (answer.Status, answer.HeartbeatInterval));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(3540)]
    public async Task Given_a_heartbeat_at_a_bound_when_pinged_then_it_is_held(int heartbeat)
    {
        var ping = (await PrimedAsync()).Device.PingAsync(heartbeat, [Inbox], Cancel);
        await HeldAsync(1);

        bench.Time.Advance(TimeSpan.FromSeconds(heartbeat));

        Assert.Equal(1, (await ping).Status);
    }

    [Theory]
    [InlineData(300, 7L)]
    [InlineData(301, 6L)]
    public async Task Given_many_folders_when_they_are_more_than_300_then_status_6(int folders, long status)
    {
        var answer = await (await PrimedAsync()).Device.PingAsync(600, [.. Enumerable.Range(1000, folders).Select(folder => $"{folder}")], Cancel);

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task Given_a_held_Sync_when_mail_arrives_then_it_brings_the_mail()
    {
        var phone = await PrimedAsync();
        var request = new SyncRequest(phone.Next(Inbox)) { HeartbeatInterval = 600 };
        var held = phone.Device.SyncAsync(request, Cancel);
        await HeldAsync(1);

        await bench.DeliverAsync("new");

        Assert.Single((await held).Single.AddedIds);
    }

    [Theory]
    [InlineData(59, 60L)]
    [InlineData(3541, 3540L)]
    public async Task Given_a_held_Sync_out_of_bounds_when_sent_then_status_14_with_the_bound(int heartbeat, long limit)
    {
        var phone = await PrimedAsync();

        var answer = await phone.Device.SyncAsync(new SyncRequest(phone.Next(Inbox)) { HeartbeatInterval = heartbeat }, Cancel);

        Assert.Equal((14L, limit), (answer.Status, answer.Limit));
    }

    private async Task<PhoneModel> PrimedAsync(string device = "phone1")
    {
        var phone = bench.NewPhone(device);
        await phone.SyncFoldersAsync(Cancel);
        await phone.SyncAllAsync(Inbox, Cancel);
        await phone.SyncAllAsync(Sent, Cancel);
        return phone;
    }

    // Waits until so many requests wait with a timer set, which is when the clock may be moved.
    private async Task HeldAsync(int count)
    {
        while (bench.Held.Count != count || bench.Time.PendingTimers < count)
        {
            Cancel.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
