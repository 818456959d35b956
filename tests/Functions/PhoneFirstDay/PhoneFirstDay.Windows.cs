using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

public abstract partial class PhoneFirstDay
{
    [Fact]
    public async Task Given_a_full_inbox_when_it_is_synced_with_key_0_then_a_key_comes_and_no_item()
    {
        var phone = await server.NewPhoneAsync(server.Demo.Bob, Token);

        var answer = await phone.SyncAsync(phone.IdOf(EasFolderType.Inbox), Token);

        Assert.Equal(1, answer.Single.Status);
        Assert.NotEqual("0", answer.Single.SyncKey);
        Assert.Empty(answer.Single.Changes);
    }

    [Fact]
    public async Task Given_60_mails_when_they_are_paged_through_by_25_then_each_comes_once_newest_first()
    {
        var phone = await server.NewPhoneAsync(server.Demo.Bob, Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        SyncCollection BySmallPages(SyncCollection collection) =>
            collection with { WindowSize = 25, Options = new SyncOptions { FilterType = 0, BodyPreferences = [PlainText] } };
        await phone.SyncAsync(inbox, Token);

        var first = (await phone.SyncAsync(inbox, Token, BySmallPages)).Single;
        var second = (await phone.SyncAsync(inbox, Token, BySmallPages)).Single;
        var third = (await phone.SyncAsync(inbox, Token, BySmallPages)).Single;
        var fourth = await phone.SyncAsync(inbox, Token, BySmallPages);

        Assert.Equal([25, 25, 10], [first.Changes.Count, second.Changes.Count, third.Changes.Count]);
        Assert.Equal([true, true, false], [first.MoreAvailable, second.MoreAvailable, third.MoreAvailable]);
        Assert.True(fourth.IsEmpty);
        Assert.Equal(DemoMails, phone.Held(inbox).Items.Count);
        Assert.Empty(phone.Errors);
        var dates = first.Changes.Concat(second.Changes).Concat(third.Changes).Select(change => change.Mail.DateReceived).ToList();
        Assert.Equal(dates.OrderDescending(), dates);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(59)]
    [InlineData(60)]
    [InlineData(512)]
    public async Task Given_60_mails_when_any_window_is_used_then_each_comes_once(int window)
    {
        var phone = await server.NewPhoneAsync(server.Demo.Bob, Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);

        var counts = await phone.SyncAllAsync(inbox, Token, collection => collection with { WindowSize = window });

        Assert.Equal(DemoMails, counts.Sum());
        Assert.Equal(DemoMails, phone.Held(inbox).Items.Count);
        Assert.Empty(phone.Errors);
    }

    [Theory]
    [InlineData(3, 6, 8)]
    [InlineData(5, 27, 32)]
    public async Task Given_mails_of_60_days_when_a_filter_is_set_then_only_the_newer_ones_come(int filter, int daysSurelyIn, int daysSurelyOut)
    {
        var everything = await server.NewPhoneAsync(server.Demo.Bob, Token);
        var inbox = everything.IdOf(EasFolderType.Inbox);
        await everything.SyncAllAsync(inbox, Token);
        var phone = await server.NewPhoneAsync(server.Demo.Bob, Token);

        await phone.SyncAllAsync(inbox, Token, collection => collection with { WindowSize = 25, Options = new SyncOptions { FilterType = filter } });

        var now = TimeProvider.System.GetUtcNow();
        var expected = everything.Held(inbox).Items.Where(item => item.Value.DateReceived > now.AddDays(-daysSurelyIn)).Select(item => item.Key);
        var held = phone.Held(inbox).Items;
        Assert.Superset(expected.ToHashSet(), held.Keys.ToHashSet());
        Assert.All(held.Values, mail => Assert.True(mail.DateReceived > now.AddDays(-daysSurelyOut)));
        Assert.NotEmpty(held);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_week_of_mail_when_the_filter_is_widened_then_only_the_rest_comes()
    {
        var phone = await server.NewPhoneAsync(server.Demo.Bob, Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await phone.SyncAllAsync(inbox, Token, collection => collection with { Options = new SyncOptions { FilterType = 3 } });
        var week = phone.Held(inbox).Items.Count;

        var counts = await phone.SyncAllAsync(
            inbox, Token, collection => collection with { WindowSize = 25, Options = new SyncOptions { FilterType = 0 } });

        Assert.InRange(week, 6, 8);
        Assert.Equal(DemoMails - week, counts.Sum());
        Assert.Equal(DemoMails, phone.Held(inbox).Items.Count);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_all_mail_when_the_filter_is_narrowed_then_what_falls_out_is_soft_deleted()
    {
        var phone = await server.NewPhoneAsync(server.Demo.Bob, Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await phone.SyncAllAsync(inbox, Token, collection => collection with { Options = new SyncOptions { FilterType = 0 } });

        var answer = await phone.SyncAsync(
            inbox, Token, collection => collection with { WindowSize = 100, Options = new SyncOptions { FilterType = 3 } });

        Assert.All(answer.Single.Changes, change => Assert.Equal(SyncChangeKind.SoftDelete, change.Kind));
        Assert.InRange(phone.Held(inbox).Items.Count, 6, 8);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_everything_is_synced_when_the_inbox_is_synced_again_then_the_answer_is_empty_and_the_key_stays()
    {
        var phone = await server.NewPhoneAsync(server.Demo.Bob, Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await phone.SyncAllAsync(inbox, Token);
        var key = phone.Held(inbox).SyncKey;

        var first = await phone.SyncAsync(inbox, Token);
        var second = await phone.SyncAsync(inbox, Token);

        Assert.True(first.IsEmpty);
        Assert.True(second.IsEmpty);
        Assert.Equal(key, phone.Held(inbox).SyncKey);
    }

    [Fact]
    public async Task Given_several_folders_when_they_are_synced_in_one_request_then_each_gets_a_key()
    {
        var phone = await server.NewPhoneAsync(server.Demo.Bob, Token);
        string[] folders = [phone.IdOf(EasFolderType.Inbox), phone.IdOf(EasFolderType.SentItems), phone.IdOf(EasFolderType.Calendar)];

        var answer = await phone.Device.SyncAsync(new SyncRequest([.. folders.Select(folder => phone.Next(folder))]), Token);

        Assert.Equal(folders.Order(), answer.Collections.Select(collection => collection.CollectionId).Order());
        Assert.All(answer.Collections, collection => Assert.Equal(1, collection.Status));
    }

    [Theory]
    [InlineData("42")]
    [InlineData("not a key")]
    [InlineData("1.1.1")]
    public async Task Given_a_key_never_given_when_the_inbox_is_synced_then_it_must_start_over(string key)
    {
        var phone = await server.NewPhoneAsync(server.Demo.Bob, Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await phone.SyncAsync(inbox, Token);

        var answer = await phone.Device.SyncAsync(new SyncRequest(new SyncCollection(inbox, key)), Token);

        Assert.Equal(3, answer.Single.Status);
    }

    [Fact]
    public async Task Given_a_key_two_generations_old_when_the_inbox_is_synced_then_it_must_start_over()
    {
        var phone = await server.NewPhoneAsync(server.Demo.Bob, Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        SyncCollection ByTen(SyncCollection collection) => collection with { WindowSize = 10 };
        await phone.SyncAsync(inbox, Token);
        var old = phone.Held(inbox).SyncKey;
        await phone.SyncAsync(inbox, Token, ByTen);
        await phone.SyncAsync(inbox, Token, ByTen);

        var answer = await phone.Device.SyncAsync(new SyncRequest(new SyncCollection(inbox, old) { WindowSize = 10 }), Token);

        Assert.Equal(3, answer.Single.Status);
    }

    [Theory]
    [InlineData("99999")]
    [InlineData("no folder")]
    public async Task Given_a_folder_that_does_not_exist_when_it_is_synced_then_the_hierarchy_is_to_be_synced(string folder)
    {
        var phone = await server.NewPhoneAsync(server.Demo.Bob, Token);

        var answer = await phone.Device.SyncAsync(new SyncRequest(new SyncCollection(folder, "0")), Token);

        Assert.Equal(12, answer.Status ?? answer.Single.Status);
    }

    [Fact]
    public async Task Given_an_answer_that_got_lost_when_the_request_is_repeated_then_the_same_items_and_key_come_again()
    {
        var phone = await server.NewPhoneAsync(server.Demo.Bob, Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await phone.SyncAsync(inbox, Token);
        var request = new SyncRequest(phone.Next(inbox, collection => collection with { WindowSize = 25 }));

        var lost = await phone.Device.SyncAsync(request, Token);
        var repeated = await phone.Device.SyncAsync(request, Token);
        phone.Apply(repeated);
        await phone.SyncAllAsync(inbox, Token, collection => collection with { WindowSize = 25 });

        Assert.Equal(25, lost.Single.Changes.Count);
        Assert.Equal(lost.Single.AddedIds, repeated.Single.AddedIds);
        Assert.Equal(lost.Single.SyncKey, repeated.Single.SyncKey);
        Assert.Equal(lost.Single.MoreAvailable, repeated.Single.MoreAvailable);
        Assert.Equal(DemoMails, phone.Held(inbox).Items.Count);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_new_mail_after_a_lost_answer_when_the_request_is_repeated_then_it_waits_for_the_next_one()
    {
        var (phone, account, inbox) = await NewOwnerWithMailAsync(Letters.Plain("one"), Letters.Plain("two"));
        await phone.SyncAsync(inbox, Token);
        var request = new SyncRequest(phone.Next(inbox));
        var lost = await phone.Device.SyncAsync(request, Token);
        await server.Admin.DeliverAsync(account, Letters.Plain("three"), Token);

        // The first answer may still arrive: an item beyond it would be lost or doubled.
        var repeated = await phone.Device.SyncAsync(request, Token);
        phone.Apply(repeated);
        var next = await phone.SyncAsync(inbox, Token);

        Assert.Equal(lost.Single.AddedIds, repeated.Single.AddedIds);
        Assert.Equal("three", Assert.Single(next.Single.Changes).Mail.Subject);
        Assert.Equal(["one", "three", "two"], SubjectsIn(phone, inbox));
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_the_late_answer_arrives_after_all_when_the_phone_goes_on_from_it_then_nothing_is_lost_or_doubled()
    {
        var (phone, account, inbox) = await NewOwnerWithMailAsync(Letters.Plain("one"), Letters.Plain("two"));
        await phone.SyncAsync(inbox, Token);
        var request = new SyncRequest(phone.Next(inbox, collection => collection with { WindowSize = 1 }));
        var late = await phone.Device.SyncAsync(request, Token);
        await phone.Device.SyncAsync(request, Token);
        await server.Admin.DeliverAsync(account, Letters.Plain("three"), Token);

        phone.Apply(late);
        await phone.SyncAllAsync(inbox, Token);

        Assert.Equal(["one", "three", "two"], SubjectsIn(phone, inbox));
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_folder_when_its_size_is_estimated_then_it_is_what_a_sync_brings()
    {
        var phone = await server.NewPhoneAsync(server.Demo.Bob, Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await phone.SyncAsync(inbox, Token);

        var before = await phone.Device.GetItemEstimateAsync(inbox, phone.Held(inbox).SyncKey, 0, Token);
        await phone.SyncAllAsync(inbox, Token, collection => collection with { Options = new SyncOptions { FilterType = 0 } });
        var after = await phone.Device.GetItemEstimateAsync(inbox, phone.Held(inbox).SyncKey, 0, Token);

        Assert.Equal((1, DemoMails), (before.Status, before.Estimate));
        Assert.Equal((1, 0), (after.Status, after.Estimate));
    }

    [Fact]
    public async Task Given_a_wrong_id_or_key_when_a_size_is_estimated_then_the_status_says_which()
    {
        var phone = await server.NewPhoneAsync(server.Demo.Bob, Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await phone.SyncAsync(inbox, Token);

        var noFolder = await phone.Device.GetItemEstimateAsync("99999", phone.Held(inbox).SyncKey, 0, Token);
        var noKey = await phone.Device.GetItemEstimateAsync(inbox, "42", 0, Token);
        var notPrimed = await phone.Device.GetItemEstimateAsync(phone.IdOf(EasFolderType.SentItems), "0", 0, Token);

        Assert.Equal([2, 4, 3], [noFolder.Status, noKey.Status, notPrimed.Status]);
    }
}
