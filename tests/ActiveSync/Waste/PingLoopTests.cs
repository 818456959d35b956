using Carbonio.Cloud.ActiveSync.Tests.Sync;
using Carbonio.Cloud.EasClient;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Waste;

/// <summary>Pings that wake a device which then fetches nothing.</summary>
public sealed class PingLoopTests
{
    private const string Inbox = "2";
    private const string Sent = "5";

    private readonly SyncBench bench = new(loops: new LoopCounter());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_three_Pings_that_woke_when_no_Sync_came_in_between_then_the_fourth_is_held_until_something_newer_comes()
    {
        var phone = await WokenAsync(3);

        var fourth = phone.Device.PingAsync(600, [Inbox], Cancel);
        await HeldAsync();
        await bench.DeliverAsync("newer");

        Assert.Equal(2, (await fourth).Status);
        Assert.Equal(["ping"], bench.Damped);
    }

    [Fact]
    public async Task Given_two_Pings_that_woke_when_no_Sync_came_in_between_then_the_third_wakes()
    {
        var phone = await WokenAsync(2);

        Assert.Equal(2, (await phone.Device.PingAsync(600, [Inbox], Cancel)).Status);
        Assert.Empty(bench.Damped);
    }

    [Fact]
    public async Task Given_three_Pings_that_woke_when_a_Sync_has_brought_what_was_new_then_the_next_mail_wakes_again()
    {
        var phone = await WokenAsync(3);
        await phone.SyncAllAsync(Inbox, Cancel);
        await bench.DeliverAsync("next");

        Assert.Equal(2, (await phone.Device.PingAsync(600, [Inbox], Cancel)).Status);
        Assert.Equal(2, (await phone.Device.PingAsync(600, [Inbox], Cancel)).Status);
        Assert.Equal(2, (await phone.Device.PingAsync(600, [Inbox], Cancel)).Status);
    }

    [Fact]
    public async Task Given_a_folder_that_may_not_wake_when_another_has_news_then_only_that_is_named()
    {
        var phone = await WokenAsync(3);
        await phone.SyncAllAsync(Sent, Cancel);
        await bench.DeliverAsync("sent", folder: 5);

        Assert.Equal([Sent], (await phone.Device.PingAsync(600, [Inbox, Sent], Cancel)).Folders);
    }

    [Fact]
    public async Task Given_a_folder_that_may_not_wake_when_ten_minutes_have_passed_then_it_wakes_once_more()
    {
        var phone = await WokenAsync(3);
        bench.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        var held = phone.Device.PingAsync(60, [Inbox], Cancel);
        await HeldAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(1, (await held).Status);

        Assert.Equal(2, (await phone.Device.PingAsync(60, [Inbox], Cancel)).Status);
        var again = phone.Device.PingAsync(60, [Inbox], Cancel);
        await HeldAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(1, (await again).Status);
    }

    [Fact]
    public async Task Given_a_Sync_of_another_folder_when_it_brings_something_then_the_first_folder_still_may_not_wake()
    {
        var phone = await WokenAsync(3);
        await bench.DeliverAsync("sent", folder: 5);
        await phone.SyncAllAsync(Sent, Cancel);

        var ping = phone.Device.PingAsync(60, [Inbox], Cancel);
        await HeldAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(1, (await ping).Status);
    }

    private async Task<PhoneModel> WokenAsync(int times)
    {
        var phone = bench.NewPhone("phone1");
        await phone.SyncFoldersAsync(Cancel);
        await phone.SyncAllAsync(Inbox, Cancel);
        await bench.DeliverAsync("new");
        for (var i = 0; i < times; i++)
        {
            Assert.Equal(2, (await phone.Device.PingAsync(600, [Inbox], Cancel)).Status);
        }

        return phone;
    }

    private async Task HeldAsync()
    {
        while (bench.Held.Count < 1 || bench.Time.PendingTimers < 1)
        {
            await Task.Yield();
        }
    }
}
