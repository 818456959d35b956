using Carbonio.Cloud.EasClient;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Sync;

/// <summary>[MS-ASCMD] 2.2.1.21.1 Empty Sync Request and 2.2.3.131 Partial.</summary>
public sealed class RequestCacheTests
{
    private const string Inbox = "2";
    private const string Trash = "3";

    private readonly SyncBench bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_nothing_remembered_when_an_empty_request_comes_then_status_13_once()
    {
        var phone = await ReadyAsync();

        Assert.Equal(13, (await phone.Device.SyncAgainAsync(Cancel)).Status);
        await phone.SyncAsync(Inbox, Cancel);

        Assert.True((await phone.Device.SyncAgainAsync(Cancel)).IsEmpty);
    }

    [Fact]
    public async Task Given_a_device_that_always_sends_all_when_it_syncs_then_nothing_is_remembered_for_it()
    {
        var phone = await ReadyAsync();
        await bench.DeliverAsync("one");
        await phone.SyncAsync(Inbox, Cancel);
        var writes = bench.Store.Writes;

        await phone.SyncAsync(Inbox, Cancel);

        Assert.Equal(writes, bench.Store.Writes);
    }

    [Fact]
    public async Task Given_an_empty_request_with_nothing_new_when_it_comes_again_then_two_reads_and_no_write()
    {
        var phone = await RememberedAsync();
        var (reads, writes) = (bench.Store.Reads, bench.Store.Writes);

        Assert.True((await phone.Device.SyncAgainAsync(Cancel)).IsEmpty);

        Assert.Equal((2, 0), (bench.Store.Reads - reads, bench.Store.Writes - writes));
    }

    [Fact]
    public async Task Given_new_mail_when_an_empty_request_comes_then_it_is_told()
    {
        var phone = await RememberedAsync();
        var id = await bench.DeliverAsync("one");

        var answer = await phone.Device.SyncAgainAsync(Cancel);

        Assert.Equal([$"2:{id}"], answer.Single.AddedIds);
    }

    [Fact]
    public async Task Given_the_answer_to_an_empty_request_was_lost_when_it_comes_again_then_the_same_is_told()
    {
        var phone = await RememberedAsync();
        var id = await bench.DeliverAsync("one");
        var lost = await phone.Device.SyncAgainAsync(Cancel);
        await bench.DeliverAsync("late");

        var again = await phone.Device.SyncAgainAsync(Cancel);

        Assert.Equal([$"2:{id}"], again.Single.AddedIds);
        Assert.Equal(lost.Single.SyncKey, again.Single.SyncKey);
    }

    [Fact]
    public async Task Given_another_instance_when_an_empty_request_comes_there_then_it_knows_the_last_request()
    {
        await RememberedAsync();
        await bench.DeliverAsync("one");

        var answer = await new SyncBench(bench).NewPhone("phone1").Device.SyncAgainAsync(Cancel);

        Assert.Single(answer.Single.Changes);
    }

    [Fact]
    public async Task Given_a_partial_request_when_it_names_one_collection_then_the_other_is_answered_too()
    {
        var phone = await RememberedAsync();
        var old = await bench.DeliverAsync("one", folder: 3);
        await phone.SyncAsync(Inbox, Cancel);
        var request = new SyncRequest(phone.Next(Inbox), phone.Next(Trash));
        phone.Apply(await phone.Device.SyncAsync(request, Cancel));
        phone.Apply(await phone.Device.SyncAsync(new SyncRequest(phone.Next(Inbox), phone.Next(Trash)), Cancel));
        Assert.Contains($"3:{old}", phone.Held(Trash).Items.Keys);
        var fresh = await bench.DeliverAsync("two", folder: 3);

        var answer = await phone.Device.SyncAsync(new SyncRequest(phone.Next(Inbox)) { Partial = true }, Cancel);

        Assert.Equal(Trash, answer.Single.CollectionId);
        Assert.Equal([$"3:{fresh}"], answer.Single.AddedIds);
    }

    [Fact]
    public async Task Given_a_partial_request_without_collections_when_it_has_a_window_then_all_are_those_before()
    {
        var phone = await RememberedAsync();
        await bench.DeliverAsync("one");
        await bench.DeliverAsync("two");

        var answer = await phone.Device.SyncAsync(new SyncRequest { Partial = true, WindowSize = 1 }, Cancel);

        Assert.Single(answer.Single.Changes);
        Assert.True(answer.Single.MoreAvailable);
    }

    [Fact]
    public async Task Given_a_partial_request_with_nothing_else_when_synced_then_status_4()
    {
        var phone = await RememberedAsync();

        Assert.Equal(4, (await phone.Device.SyncAsync(new SyncRequest { Partial = true }, Cancel)).Status);
    }

    [Fact]
    public async Task Given_nothing_remembered_when_a_partial_request_comes_then_status_13()
    {
        var phone = await ReadyAsync();

        Assert.Equal(13, (await phone.Device.SyncAsync(new SyncRequest(phone.Next(Inbox)) { Partial = true }, Cancel)).Status);
    }

    [Fact]
    public async Task Given_a_full_request_when_an_empty_one_follows_then_the_collections_left_out_of_it_are_forgotten()
    {
        var phone = await RememberedAsync();
        await phone.SyncAsync(Trash, Cancel);
        await phone.SyncAsync(Trash, Cancel);
        await bench.DeliverAsync("one");

        Assert.True((await phone.Device.SyncAgainAsync(Cancel)).IsEmpty);
    }

    [Fact]
    public async Task Given_as_many_collections_as_may_be_with_the_longest_ids_and_keys_when_a_device_is_remembered_then_each_is_refused_and_the_request_is_not()
    {
        var phone = await RememberedAsync();
        var longest = new string('\u20ac', 64);
        var request = new SyncRequest([.. Enumerable.Repeat(new SyncCollection(longest, longest), ActiveSync.Sync.SyncLimits.MaximumCollections)]);

        var answer = await phone.Device.SyncAsync(request, Cancel);

        Assert.All(answer.Collections, collection => Assert.Equal(3, collection.Status));
        Assert.Equal(13, (await phone.Device.SyncAgainAsync(Cancel)).Status);
    }

    private async Task<PhoneModel> ReadyAsync()
    {
        var phone = bench.NewPhone("phone1");
        await phone.SyncAllAsync(Inbox, Cancel);
        await phone.SyncAllAsync(Trash, Cancel);
        return phone;
    }

    private async Task<PhoneModel> RememberedAsync()
    {
        var phone = await ReadyAsync();
        await phone.Device.SyncAgainAsync(Cancel);
        await phone.SyncAsync(Inbox, Cancel);
        return phone;
    }
}
