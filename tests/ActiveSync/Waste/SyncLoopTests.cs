using System.Net;
using Carbonio.Cloud.ActiveSync.Tests.Sync;
using Carbonio.Cloud.EasClient;
using Xunit;
using SyncCommand = Carbonio.Cloud.EasClient.SyncCommand;

namespace Carbonio.Cloud.ActiveSync.Tests.Waste;

/// <summary>Syncs that come again and again, at, below and above the limits, and bursts that are none.</summary>
public sealed class SyncLoopTests
{
    private const string Inbox = "2";

    private readonly SyncBench bench = new(loops: new LoopCounter());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_twenty_equal_Syncs_in_a_minute_when_nothing_is_new_then_each_is_empty_and_nothing_is_damped()
    {
        var phone = await PrimedAsync();

        var answers = await RepeatAsync(phone, 20);

        Assert.All(answers, answer => Assert.True(answer.IsEmpty));
        Assert.Empty(bench.Damped);
    }

    [Fact]
    public async Task Given_a_twenty_first_equal_Sync_in_a_minute_when_nothing_is_new_then_a_fresh_key_comes_which_holds()
    {
        var phone = await PrimedAsync();
        var before = phone.Held(Inbox).SyncKey;
        await RepeatAsync(phone, 20);

        var answer = await phone.SyncAsync(Inbox, Cancel);

        Assert.Equal((1L, 0, false), (answer.Single.Status, answer.Single.Changes.Count, answer.Single.MoreAvailable));
        Assert.NotEqual(before, answer.Single.SyncKey);
        Assert.True((await phone.SyncAsync(Inbox, Cancel)).IsEmpty);
        await bench.DeliverAsync("two");
        await phone.SyncAllAsync(Inbox, Cancel);
        Assert.Equal(2, phone.Held(Inbox).Items.Count);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_fresh_key_right_after_items_were_told_when_the_device_goes_on_then_none_is_told_twice_or_forgotten()
    {
        for (var i = 0; i < 4; i++)
        {
            await bench.DeliverAsync($"mail {i}");
        }

        var phone = await PrimedAsync(); // the last answer's items join what is held only with the next key
        await RepeatAsync(phone, 20);
        await phone.SyncAsync(Inbox, Cancel);

        await bench.DeleteAsync(1);
        await phone.SyncAllAsync(Inbox, Cancel);

        Assert.Equal(4, phone.Held(Inbox).Items.Count);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_equal_Syncs_that_take_longer_than_a_minute_when_the_window_is_over_then_counting_begins_again()
    {
        var phone = await PrimedAsync();
        await RepeatAsync(phone, 20);
        bench.Time.Advance(TimeSpan.FromSeconds(60) + TimeSpan.FromTicks(1));

        var answers = await RepeatAsync(phone, 20);

        Assert.All(answers, answer => Assert.True(answer.IsEmpty));
    }

    [Fact]
    public async Task Given_a_loop_that_goes_on_under_the_fresh_key_when_it_comes_too_often_then_503_with_pauses_that_double_up_to_a_bound()
    {
        var phone = await PrimedAsync();
        await RepeatAsync(phone, 20);
        await phone.SyncAsync(Inbox, Cancel);
        var pauses = new List<string>();
        for (var round = 0; round < 7; round++)
        {
            await RepeatAsync(phone, 20);
            if (round > 4)
            {
                // Ten minutes after the last there may be a fresh key again.
                Assert.Equal(1, (await phone.SyncAsync(Inbox, Cancel)).Single.Status);
                await RepeatAsync(phone, 20);
            }

            var pause = await PauseAsync(phone);
            pauses.Add(pause);
            Assert.Equal(pause, await PauseAsync(phone));
            bench.Time.Advance(TimeSpan.FromSeconds(int.Parse(pause, System.Globalization.CultureInfo.InvariantCulture)));
        }

        Assert.Equal(["30", "60", "120", "240", "480", "900", "900"], pauses);
    }

    [Fact]
    public async Task Given_a_device_in_a_pause_when_mail_arrives_then_it_is_told_at_once()
    {
        var phone = await PausedAsync();
        await bench.DeliverAsync("new");

        await phone.SyncAsync(Inbox, Cancel);

        Assert.Equal(2, phone.Held(Inbox).Items.Count);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_device_in_a_pause_when_it_sends_a_change_then_it_is_taken()
    {
        var phone = await PausedAsync();

        var answer = await phone.SyncAsync(Inbox, Cancel, next => next with { Commands = [SyncCommand.MarkRead("2:1", true)] });

        Assert.Equal(1, answer.Single.Status);
        Assert.True((await bench.ItemsAsync(2))[0].Read);
    }

    [Fact]
    public async Task Given_a_device_that_was_paused_when_half_an_hour_passes_then_the_next_pause_is_the_first_again()
    {
        var phone = await PausedAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(30) + TimeSpan.FromMinutes(30) + TimeSpan.FromTicks(1));
        await RepeatAsync(phone, 20);
        await phone.SyncAsync(Inbox, Cancel); // a fresh key, which it may have again
        await RepeatAsync(phone, 20);

        Assert.Equal("30", await PauseAsync(phone));
    }

    [Fact]
    public async Task Given_a_device_in_a_pause_when_another_of_the_same_mailbox_asks_then_it_is_answered()
    {
        await PausedAsync();

        var other = bench.NewPhone("phone2");
        await other.SyncAllAsync(Inbox, Cancel);

        Assert.All(await RepeatAsync(other, 20), answer => Assert.True(answer.IsEmpty));
    }

    [Fact]
    public async Task Given_a_large_folder_when_it_is_paged_one_by_one_in_a_minute_then_nothing_is_damped()
    {
        for (var i = 0; i < 100; i++)
        {
            await bench.DeliverAsync($"mail {i}");
        }

        var phone = bench.NewPhone("phone1");
        await phone.SyncAllAsync(Inbox, Cancel, next => next with { WindowSize = 1 });

        Assert.Equal(100, phone.Held(Inbox).Items.Count);
        Assert.Empty(bench.Damped);
    }

    [Fact]
    public async Task Given_five_folders_when_each_is_polled_twenty_times_in_a_minute_then_nothing_is_damped()
    {
        var phone = bench.NewPhone("phone1");
        string[] folders = ["2", "3", "4", "5", "6"];
        foreach (var folder in folders)
        {
            await phone.SyncAllAsync(folder, Cancel);
        }

        for (var i = 0; i < 19; i++)
        {
            foreach (var folder in folders)
            {
                Assert.True((await phone.SyncAsync(folder, Cancel)).IsEmpty);
            }
        }

        Assert.Empty(bench.Damped);
    }

    [Theory]
    [InlineData(8, 1)]
    [InlineData(9, 3)]
    [InlineData(10, 1)] // only once: afterwards the answer comes again as ever
    public async Task Given_a_lost_answer_when_it_is_asked_for_so_often_in_ten_minutes_then_the_ninth_is_Status_3(int times, int status)
    {
        await bench.DeliverAsync("one");
        var phone = bench.NewPhone("phone1");
        await phone.SyncAsync(Inbox, Cancel);
        var asked = new SyncRequest(phone.Next(Inbox));
        await phone.Device.SyncAsync(asked, Cancel);

        for (var i = 1; i < times; i++)
        {
            bench.Time.Advance(TimeSpan.FromSeconds(60));
            await phone.Device.SyncAsync(asked, Cancel);
        }

        Assert.Equal(status, (await phone.Device.SyncAsync(asked, Cancel)).Single.Status);
    }

    [Fact]
    public async Task Given_Status_3_after_replays_when_the_device_starts_afresh_then_it_holds_everything()
    {
        await bench.DeliverAsync("one");
        var phone = bench.NewPhone("phone1");
        await phone.SyncAsync(Inbox, Cancel);
        var asked = new SyncRequest(phone.Next(Inbox));
        for (var i = 0; i < 9; i++)
        {
            await phone.Device.SyncAsync(asked, Cancel);
        }

        phone.Apply(await phone.Device.SyncAsync(asked, Cancel));
        await phone.SyncAllAsync(Inbox, Cancel);

        Assert.Single(phone.Held(Inbox).Items);
    }

    [Fact]
    public async Task Given_a_lost_answer_to_a_change_when_it_is_asked_for_nine_times_then_it_is_never_Status_3()
    {
        var phone = await PrimedAsync();
        var asked = new SyncRequest(phone.Next(Inbox, next => next with { Commands = [SyncCommand.MarkRead("2:1", true)] }));
        await phone.Device.SyncAsync(asked, Cancel);

        for (var i = 0; i < 9; i++)
        {
            Assert.Equal(1, (await phone.Device.SyncAsync(asked, Cancel)).Single.Status);
        }
    }

    [Fact]
    public async Task Given_a_device_that_starts_afresh_again_and_again_when_it_is_paused_then_nothing_is_written_meanwhile()
    {
        var phone = bench.NewPhone("phone1");
        var asked = new SyncRequest(new SyncCollection(Inbox, "0"));
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(1, (await phone.Device.SyncAsync(asked, Cancel)).Single.Status);
        }

        await Assert.ThrowsAsync<EasHttpException>(() => phone.Device.SyncAsync(asked, Cancel));
        var writes = bench.Store.Writes;
        await Assert.ThrowsAsync<EasHttpException>(() => phone.Device.SyncAsync(asked, Cancel));

        Assert.Equal(writes, bench.Store.Writes);
    }

    [Fact]
    public async Task Given_a_key_that_is_no_good_when_it_comes_again_and_again_then_503_and_no_fresh_key()
    {
        var phone = bench.NewPhone("phone1");
        var asked = new SyncRequest(new SyncCollection(Inbox, "abcdef01.1.0"));
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(3, (await phone.Device.SyncAsync(asked, Cancel)).Single.Status);
        }

        var thrown = await Assert.ThrowsAsync<EasHttpException>(() => phone.Device.SyncAsync(asked, Cancel));

        Assert.Equal("30", thrown.Response.Headers["Retry-After"]);
    }

    // With one mail, so that no answer was empty so far.
    private async Task<PhoneModel> PrimedAsync()
    {
        await bench.DeliverAsync("one");
        var phone = bench.NewPhone("phone1");
        await phone.SyncAllAsync(Inbox, Cancel);
        return phone;
    }

    private async Task<PhoneModel> PausedAsync()
    {
        var phone = await PrimedAsync();
        await RepeatAsync(phone, 20);
        await phone.SyncAsync(Inbox, Cancel);
        await RepeatAsync(phone, 20);
        Assert.Equal("30", await PauseAsync(phone));
        return phone;
    }

    private static async Task<List<SyncAnswer>> RepeatAsync(PhoneModel phone, int times)
    {
        var answers = new List<SyncAnswer>();
        for (var i = 0; i < times; i++)
        {
            answers.Add(await phone.SyncAsync(Inbox, Cancel));
        }

        return answers;
    }

    private static async Task<string> PauseAsync(PhoneModel phone)
    {
        var thrown = await Assert.ThrowsAsync<EasHttpException>(() => phone.SyncAsync(Inbox, Cancel));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, thrown.Response.Status);
        return thrown.Response.Headers["Retry-After"];
    }
}
