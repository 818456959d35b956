using Carbonio.Cloud.ActiveSync.Tests.Sync;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes.Items;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Ping;

/// <summary>What admins set for the whole service, and held requests.</summary>
public sealed class ServiceWideTests
{
    private const string Inbox = "2";

    private readonly SyncBench bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(119, true)]
    [InlineData(120, true)]
    [InlineData(121, false)]
    public async Task Given_a_longest_heartbeat_of_120_s_when_pinged_then_more_is_status_5_with_it(int heartbeat, bool granted)
    {
        var phone = await PrimedAsync(("ZxMobile_MaxPingHeartbeat", "120"));
        var ping = phone.Device.PingAsync(heartbeat, [Inbox], Cancel);
        if (!granted)
        {
            Assert.Equal((5L, 120L), ((await ping).Status, (await ping).HeartbeatInterval));
            return;
        }

        await HeldAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(heartbeat));
        Assert.Equal(1, (await ping).Status);
    }

    [Fact]
    public async Task Given_a_longest_heartbeat_of_120_s_when_a_held_Sync_asks_for_more_then_status_14_with_it()
    {
        var phone = await PrimedAsync(("ZxMobile_MaxPingHeartbeat", "120"));
        var answer = await phone.Device.SyncAsync(new SyncRequest(phone.Next(Inbox)) { HeartbeatInterval = 121 }, Cancel);
        Assert.Equal((14L, 120L), (answer.Status, answer.Limit));
    }

    [Fact]
    public async Task Given_latency_when_mail_arrives_then_the_Ping_ends_that_much_later()
    {
        var phone = await PrimedAsync(("ZxMobile_UseInstantNotifications", "FALSE"), ("ZxMobile_NotificationsLatency", "30"));
        var ping = phone.Device.PingAsync(600, [Inbox], Cancel);
        await HeldAsync();
        await bench.DeliverAsync("new");
        var seconds = 0;
        while (!ping.IsCompleted)
        {
            bench.Time.Advance(TimeSpan.FromSeconds(1));
            seconds++;
            await Task.WhenAny(ping, Task.Delay(1, Cancel));
        }

        Assert.Equal(2, (await ping).Status);
        Assert.InRange(seconds, 30, 100); // the waiting may begin a little after the mail
    }

    [Theory]
    [InlineData("TRUE", "300")]
    [InlineData("FALSE", "0")]
    public async Task Given_instant_notifications_or_no_latency_when_mail_arrives_then_the_Ping_ends_at_once(string instant, string latency)
    {
        var phone = await PrimedAsync(("ZxMobile_UseInstantNotficiations", instant), ("ZxMobile_NotificationsLatency", latency));
        var ping = phone.Device.PingAsync(600, [Inbox], Cancel);
        await HeldAsync();
        await bench.DeliverAsync("new");
        Assert.Equal(2, (await ping).Status);
    }

    [Fact]
    public async Task Given_mail_that_waits_for_its_latency_when_an_admin_orders_something_then_the_Ping_looks_at_once()
    {
        var phone = await PrimedAsync(("ZxMobile_UseInstantNotficiations", "FALSE"), ("ZxMobile_NotificationsLatency", "300"));
        var ping = phone.Device.PingAsync(600, [Inbox], Cancel);
        await HeldAsync();
        await bench.DeliverAsync("new");
        var batch = bench.Mailbox.Begin(await bench.Mailbox.ReadStateAsync(Cancel), Origin.Server);
        batch.RaiseDeviceSignal();
        Assert.True(await bench.Mailbox.TryCommitAsync(batch, Cancel));
        Assert.Equal(2, (await ping).Status);
    }

    [Fact]
    public async Task Given_mail_that_waits_when_the_heartbeat_ends_before_its_latency_then_the_Ping_tells_of_it()
    {
        var phone = await PrimedAsync(("ZxMobile_UseInstantNotficiations", "FALSE"), ("ZxMobile_NotificationsLatency", "300"));
        var ping = phone.Device.PingAsync(60, [Inbox], Cancel);
        await HeldAsync();
        await bench.DeliverAsync("new");
        while (!ping.IsCompleted)
        {
            bench.Time.Advance(TimeSpan.FromSeconds(10));
            await Task.WhenAny(ping, Task.Delay(1, Cancel));
        }

        Assert.Equal(2, (await ping).Status);
    }

    [Fact]
    public async Task Given_held_requests_when_the_service_is_stopped_then_they_end_and_later_ones_are_held()
    {
        var phone = await PrimedAsync();
        var ping = phone.Device.PingAsync(600, [Inbox], Cancel);
        await HeldAsync();
        bench.Held.EndAll();
        Assert.Equal(1, (await ping).Status);

        var next = phone.Device.PingAsync(600, [Inbox], Cancel);
        await HeldAsync();
        Assert.False(next.IsCompleted);
        bench.Held.Stop();
        Assert.Equal(1, (await next).Status);
    }

    private async Task<PhoneModel> PrimedAsync(params (string Name, string Value)[] settings)
    {
        bench.Service = await BenchAccount.ServiceAsync(settings);
        var phone = bench.NewPhone("phone1");
        await phone.SyncFoldersAsync(Cancel);
        await phone.SyncAllAsync(Inbox, Cancel);
        return phone;
    }

    private async Task HeldAsync()
    {
        while (bench.Held.Count == 0 || bench.Time.PendingTimers == 0)
        {
            await Task.Delay(1, Cancel);
        }
    }
}
