using Carbonio.Cloud.ActiveSync.Tests.Sync;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.EasClient;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Folders;

public sealed class FolderDeleteTests
{
    private readonly SyncBench bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_tree_with_mail_when_it_is_deleted_then_nothing_is_left_of_it_and_all_else_stays()
    {
        var phone = await NewPhoneAsync("phone1");
        await phone.CreateFolderAsync("Projects", Cancel);
        await phone.CreateFolderAsync("A", Cancel, "257");
        await bench.DeliverManyAsync(100, 257);
        await bench.DeliverManyAsync(100, 258);
        var kept = await bench.DeliverAsync("kept");

        var answer = await phone.DeleteFolderAsync("257", Cancel);
        await phone.SyncFoldersAsync(Cancel);

        Assert.Equal(1, answer.Status);
        Assert.Equal([$"i!{kept:x16}"], await bench.RowsAsync("i!"));
        Assert.Single(await bench.RowsAsync("d!"));
        Assert.Single(await bench.RowsAsync("l!"));
        Assert.Equal(9, (await bench.RowsAsync("f!")).Count);
        Assert.Empty(await bench.RowsAsync("o!"));
        Assert.Empty(await bench.BlobsAsync());
        Assert.Equal(1000, (await bench.Mailbox.ReadStateAsync(Cancel)).UsedBytes);
        Assert.DoesNotContain(phone.Folders.Keys, id => id is "257" or "258");
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_folder_of_another_device_when_it_is_deleted_then_the_device_forgets_it_with_all_that_it_held()
    {
        var phone = await NewPhoneAsync("phone1");
        await phone.CreateFolderAsync("Projects", Cancel);
        await bench.DeliverManyAsync(5, 257);
        var other = await NewPhoneAsync("phone2");
        await other.SyncAllAsync("257", Cancel);
        await other.SyncAsync("257", Cancel, next => next with { Commands = [EasClient.SyncCommand.MarkRead("257:1", true)] });
        Assert.NotEmpty(await bench.RowsAsync("s!"));

        await phone.DeleteFolderAsync("257", Cancel);
        var sync = await other.Device.SyncAsync(new SyncRequest(other.Next("257")), Cancel);
        var answer = await other.SyncFoldersAsync(Cancel);
        await other.SyncFoldersAsync(Cancel); // the key comes back: the device knows

        Assert.Equal(12, sync.Single.Status);
        Assert.Equal("257", Assert.Single(answer.Deleted));
        Assert.Empty(await bench.RowsAsync("s!"));
        Assert.Empty((await new DeviceStore(bench.Store).FindAsync(bench.Id, "phone2", Cancel))!.Collections.Folders);
        Assert.Empty(other.Errors);
    }

    [Fact]
    public async Task Given_a_lost_answer_when_it_is_repeated_then_the_answer_is_the_same()
    {
        var phone = await NewPhoneAsync("phone1");
        await phone.CreateFolderAsync("Projects", Cancel);
        var lost = await phone.Device.FolderDeleteAsync(phone.FolderSyncKey, "257", Cancel);

        var again = await phone.DeleteFolderAsync("257", Cancel);

        Assert.Equal((1, lost.SyncKey), (again.Status, again.SyncKey));
    }

    [Fact]
    public async Task Given_a_lost_answer_when_the_hierarchy_is_synced_with_the_key_before_then_it_tells_of_the_deletion()
    {
        var phone = await NewPhoneAsync("phone1");
        await phone.CreateFolderAsync("Projects", Cancel);
        await phone.Device.FolderDeleteAsync(phone.FolderSyncKey, "257", Cancel);

        var answer = await phone.SyncFoldersAsync(Cancel);

        Assert.Equal("257", Assert.Single(answer.Deleted));
    }

    [Theory]
    [InlineData("2", 3)]
    [InlineData("4", 3)]
    [InlineData("RI", 3)]
    [InlineData("999", 4)]
    [InlineData("none", 4)]
    [InlineData("", 10)]
    public async Task Given_a_folder_that_cannot_be_deleted_when_it_is_tried_then_the_status_says_why_and_nothing_changes(string id, int status)
    {
        var phone = await NewPhoneAsync("phone1");

        var answer = await phone.Device.FolderDeleteAsync(phone.FolderSyncKey, id, Cancel);

        Assert.Equal(status, answer.Status);
        Assert.Equal(9, (await bench.RowsAsync("f!")).Count);
    }

    [Theory]
    [InlineData(79)]
    [InlineData(80)]
    [InlineData(300)]
    public async Task Given_a_tree_of_any_size_when_it_is_deleted_then_all_of_it_is_out_of_sight_at_the_answer(int below)
    {
        var phone = await NewPhoneAsync("phone1");
        await phone.CreateFolderAsync("Projects", Cancel);
        for (var made = 0; made < below; made++)
        {
            await bench.AddFolderAsync($"{made}", made % 3 == 2 ? 256 + made : 257);
        }

        await phone.SyncFoldersAsync(Cancel);
        var answer = await phone.DeleteFolderAsync("257", Cancel);

        Assert.Equal(1, answer.Status);
        Assert.Equal(9, (await bench.Mailbox.ReadStateAsync(Cancel)).FolderCount);
        await phone.SyncFoldersAsync(Cancel);
        Assert.Equal(9, phone.Folders.Count);
        Assert.Empty(phone.Errors);
        await bench.Outbox.RunAllAsync(Cancel);
        Assert.Equal(9, (await bench.RowsAsync("f!")).Count);
    }

    [Fact]
    public async Task Given_more_mail_than_a_request_may_delete_when_the_folder_is_deleted_then_the_timer_deletes_the_rest()
    {
        var phone = await NewPhoneAsync("phone1");
        await phone.CreateFolderAsync("Projects", Cancel);
        await bench.DeliverManyAsync(4000, 257);

        var answer = await phone.DeleteFolderAsync("257", Cancel);
        var left = (await bench.RowsAsync("i!")).Count;
        await bench.Outbox.RunAllAsync(Cancel);

        Assert.Equal(1, answer.Status);
        Assert.InRange(left, 1, 3999);
        Assert.Empty(await bench.RowsAsync("i!"));
        Assert.Empty(await bench.RowsAsync("l!"));
        Assert.Empty(await bench.RowsAsync("o!"));
        Assert.Empty(await bench.BlobsAsync());
        Assert.Equal(0, (await bench.Mailbox.ReadStateAsync(Cancel)).UsedBytes);
    }

    [Fact]
    public async Task Given_a_folder_that_is_hidden_and_not_yet_purged_when_its_mail_is_fetched_then_it_is_not_found()
    {
        var phone = await NewPhoneAsync("phone1");
        await phone.CreateFolderAsync("Projects", Cancel);
        await bench.DeliverManyAsync(4000, 257);
        await phone.DeleteFolderAsync("257", Cancel);
        var left = Convert.ToInt64((await bench.RowsAsync("i!"))[0][2..], 16);

        var fetched = await phone.Device.FetchAsync([new ItemFetch { CollectionId = "257", ServerId = $"257:{left}" }], Cancel);

        Assert.Equal(6, fetched.Items[0].Status);
    }

    private async Task<PhoneModel> NewPhoneAsync(string id)
    {
        var phone = bench.NewPhone(id);
        await phone.SyncFoldersAsync(Cancel);
        return phone;
    }
}
