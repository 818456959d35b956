using Carbonio.Cloud.ActiveSync.Tests.Sync;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.FolderSync;

public sealed class FolderSyncTests
{
    private readonly SyncBench bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_key_0_when_synced_then_every_default_folder_comes_once()
    {
        var phone = bench.NewPhone("phone1");

        var answer = await phone.SyncFoldersAsync(Cancel);

        Assert.Equal(1, answer.Status);
        Assert.Equal(["10", "15", "17", "2", "3", "4", "5", "6", "7"], phone.Folders.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_nothing_new_when_synced_then_the_key_stays_with_two_reads_and_no_write()
    {
        var phone = bench.NewPhone("phone1");
        var first = await phone.SyncFoldersAsync(Cancel);
        var (reads, writes) = (bench.Store.Reads, bench.Store.Writes);

        var second = await phone.SyncFoldersAsync(Cancel);

        Assert.Equal(first.SyncKey, second.SyncKey);
        Assert.Empty(second.Added);
        Assert.Equal((2, 0), (bench.Store.Reads - reads, bench.Store.Writes - writes));
    }

    [Fact]
    public async Task Given_a_new_folder_when_the_answer_is_lost_then_it_comes_again_under_the_same_key()
    {
        var phone = bench.NewPhone("phone1");
        await phone.SyncFoldersAsync(Cancel);
        await AddFolderAsync("Projects");

        var lost = await phone.Device.FolderSyncAsync(phone.FolderSyncKey, Cancel);
        await AddFolderAsync("Later");
        var again = await phone.SyncFoldersAsync(Cancel);
        var next = await phone.SyncFoldersAsync(Cancel);

        Assert.Equal(lost.SyncKey, again.SyncKey);
        Assert.Equal("Projects", Assert.Single(again.Added).DisplayName);
        Assert.Equal("Later", Assert.Single(next.Added).DisplayName);
        Assert.Empty(phone.Errors);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("00000065.9.0")]
    [InlineData("deadbeef.1.0")]
    [InlineData("not a key")]
    public async Task Given_a_key_that_was_never_given_when_synced_then_status_9(string key)
    {
        var phone = bench.NewPhone("phone1");
        await phone.SyncFoldersAsync(Cancel);

        Assert.Equal(9, (await phone.Device.FolderSyncAsync(key, Cancel)).Status);
    }

    [Fact]
    public async Task Given_a_new_folder_when_a_Ping_is_held_then_it_ends_with_status_7()
    {
        var phone = bench.NewPhone("phone1");
        await phone.SyncFoldersAsync(Cancel);
        await phone.SyncAllAsync("2", Cancel);
        var ping = phone.Device.PingAsync(600, ["2"], Cancel);

        await AddFolderAsync("Projects");

        Assert.Equal(7, (await ping).Status);
    }

    private async Task AddFolderAsync(string name)
    {
        var batch = bench.Mailbox.Begin(await bench.Mailbox.ReadStateAsync(Cancel), Origin.Server);
        batch.AddFolder(name, FolderIds.Root, FolderType.UserMail);
        Assert.True(await bench.Mailbox.TryCommitAsync(batch, Cancel));
    }
}
