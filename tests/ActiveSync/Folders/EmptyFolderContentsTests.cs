using Carbonio.Cloud.ActiveSync.Tests.Sync;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes.Clearing;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Storage;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Folders;

public sealed class EmptyFolderContentsTests
{
    private readonly SyncBench bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_folder_with_mail_when_it_is_emptied_then_every_device_is_told_of_each_deletion_once()
    {
        await bench.DeliverManyAsync(60, FolderIds.Trash);
        var phone = await NewPhoneAsync("phone1");
        var other = await NewPhoneAsync("phone2");
        await phone.SyncAllAsync("3", Cancel);
        await other.SyncAllAsync("3", Cancel);

        var status = await phone.Device.EmptyFolderContentsAsync("3", deleteSubFolders: false, Cancel);
        await phone.SyncAllAsync("3", Cancel);
        await other.SyncAllAsync("3", Cancel);

        Assert.Equal(1, status);
        Assert.Empty(phone.Held("3").Items);
        Assert.Empty(other.Held("3").Items);
        Assert.Empty(phone.Errors);
        Assert.Empty(other.Errors);
        Assert.Empty(await bench.RowsAsync("i!"));
        Assert.Empty(await bench.RowsAsync("d!"));
        Assert.Empty(await bench.RowsAsync("o!"));
        Assert.Empty(await bench.BlobsAsync());
        Assert.Equal(0, (await bench.Mailbox.ReadStateAsync(Cancel)).UsedBytes);
    }

    [Fact]
    public async Task Given_folders_below_when_a_folder_is_emptied_without_them_then_they_stay_with_their_mail()
    {
        var below = await bench.AddFolderAsync("Old", FolderIds.Trash);
        await bench.DeliverManyAsync(3, below.Id);
        var phone = await NewPhoneAsync("phone1");

        await phone.Device.EmptyFolderContentsAsync("3", deleteSubFolders: false, Cancel);

        Assert.Equal(3, (await bench.RowsAsync("i!")).Count);
        Assert.Empty((await phone.SyncFoldersAsync(Cancel)).Deleted);
    }

    [Fact]
    public async Task Given_folders_below_when_a_folder_is_emptied_with_them_then_they_are_gone_and_the_folder_stays()
    {
        var below = await bench.AddFolderAsync("Old", FolderIds.Trash);
        var deeper = await bench.AddFolderAsync("Older", below.Id);
        await bench.DeliverManyAsync(30, FolderIds.Trash);
        await bench.DeliverManyAsync(30, below.Id);
        await bench.DeliverManyAsync(30, deeper.Id);
        var phone = await NewPhoneAsync("phone1");

        var status = await phone.Device.EmptyFolderContentsAsync("3", deleteSubFolders: true, Cancel);
        var answer = await phone.SyncFoldersAsync(Cancel);

        Assert.Equal(1, status);
        Assert.Equal(["257", "258"], answer.Deleted.Order());
        Assert.Empty(await bench.RowsAsync("i!"));
        Assert.Equal(9, (await bench.RowsAsync("f!")).Count);
        Assert.Empty(await bench.BlobsAsync());
    }

    [Fact]
    public async Task Given_mail_that_comes_moves_in_or_changes_after_the_request_when_the_work_is_done_then_it_stays()
    {
        var old = await bench.DeliverManyAsync(3, FolderIds.Trash);
        var elsewhere = await bench.DeliverAsync("elsewhere");
        await LeaveToTheTimerAsync(FolderClearingKind.Items);
        var late = await bench.DeliverAsync("late", folder: FolderIds.Trash);
        await bench.MoveAsync(elsewhere, FolderIds.Trash);
        await bench.ChangeAsync(old[1], item => item with { Read = true });

        await bench.Outbox.RunAllAsync(Cancel);

        Assert.Equal([old[1], elsewhere, late], (await bench.ItemsAsync(FolderIds.Trash)).Select(item => item.Id));
    }

    [Fact]
    public async Task Given_a_folder_made_below_after_the_request_when_the_work_is_done_then_it_stays_with_what_it_stands_in()
    {
        var below = await bench.AddFolderAsync("Old", FolderIds.Trash);
        await bench.AddFolderAsync("Other", FolderIds.Trash);
        await LeaveToTheTimerAsync(FolderClearingKind.ItemsAndSubfolders);
        var late = await bench.AddFolderAsync("New", below.Id);

        await bench.Outbox.RunAllAsync(Cancel);

        Assert.Equal([below.Id, late.Id], (await bench.Mailbox.ReadFoldersAsync(Cancel)).Select(folder => folder.Id).Where(id => id >= FolderIds.FirstOwn));
    }

    [Theory]
    [InlineData("99", 6)]
    [InlineData("none", 6)]
    [InlineData("RI", 5)]
    public async Task Given_no_such_folder_when_it_is_emptied_then_the_operation_says_so(string id, int status)
    {
        var phone = await NewPhoneAsync("phone1");

        Assert.Equal(status, await phone.Device.EmptyFolderContentsAsync(id, deleteSubFolders: false, Cancel));
    }

    // The intent alone, as a request leaves it whose instance stops right after the batch.
    private async Task LeaveToTheTimerAsync(FolderClearingKind kind)
    {
        var crashed = new SyncBench(bench);
        var batch = crashed.Mailbox.Begin(await crashed.Mailbox.ReadStateAsync(Cancel), Origin.Server);
        new FolderClearing(FolderIds.Trash, (await crashed.Mailbox.ReadStateAsync(Cancel)).Sequence, kind).AddTo(batch);
        bench.Model.AfterWrite = written => written.Writes.Any(write => write.Row.StartsWith("o!", StringComparison.Ordinal))
            ? throw new StoreUnavailableException("The instance stopped.")
            : Task.CompletedTask;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => crashed.Mailbox.TryCommitAsync(batch, Cancel));
        bench.Model.AfterWrite = null;
    }

    private async Task<PhoneModel> NewPhoneAsync(string id)
    {
        var phone = bench.NewPhone(id);
        await phone.SyncFoldersAsync(Cancel);
        return phone;
    }
}
