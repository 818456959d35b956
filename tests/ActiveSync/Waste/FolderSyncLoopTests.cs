using Carbonio.Cloud.ActiveSync.Tests.Sync;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Waste;

/// <summary>FolderSyncs that come again and again.</summary>
public sealed class FolderSyncLoopTests
{
    private readonly SyncBench bench = new(loops: new LoopCounter());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(29)]
    [InlineData(30)]
    public async Task Given_so_many_FolderSyncs_with_one_key_in_a_minute_when_nothing_is_new_then_all_are_answered(int times)
    {
        await AskAsync(bench.NewPhone("phone1"), times);

        Assert.Empty(bench.Damped);
    }

    [Fact]
    public async Task Given_thirty_one_FolderSyncs_with_one_key_in_a_minute_when_nothing_is_new_then_the_last_is_told_to_stay_away()
    {
        var phone = bench.NewPhone("phone1");
        await AskAsync(phone, 30);

        var thrown = await Assert.ThrowsAsync<EasHttpException>(() => phone.SyncFoldersAsync(Cancel));
        bench.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("30", thrown.Response.Headers["Retry-After"]);
        Assert.Equal(1, (await phone.SyncFoldersAsync(Cancel)).Status);
        Assert.Equal(["folder_sync"], bench.Damped);
    }

    [Fact]
    public async Task Given_a_device_that_was_told_to_stay_away_when_there_is_a_new_folder_then_it_is_told_at_once()
    {
        var phone = bench.NewPhone("phone1");
        await AskAsync(phone, 30);
        await Assert.ThrowsAsync<EasHttpException>(() => phone.SyncFoldersAsync(Cancel));
        var batch = bench.Mailbox.Begin(await bench.Mailbox.ReadStateAsync(Cancel), Origin.Server);
        batch.AddFolder("Projects", FolderIds.Root, FolderType.UserMail);
        Assert.True(await bench.Mailbox.TryCommitAsync(batch, Cancel));

        await phone.SyncFoldersAsync(Cancel);

        Assert.Contains(phone.Folders.Values, folder => folder.DisplayName == "Projects");
    }

    [Fact]
    public async Task Given_FolderSyncs_with_key_0_again_and_again_when_they_come_too_often_then_the_device_is_told_to_stay_away()
    {
        var device = bench.NewPhone("phone1").Device;
        for (var i = 0; i < 30; i++)
        {
            Assert.Equal(1, (await device.FolderSyncAsync("0", Cancel)).Status);
        }

        await Assert.ThrowsAsync<EasHttpException>(() => device.FolderSyncAsync("0", Cancel));
    }

    private static async Task AskAsync(PhoneModel phone, int times)
    {
        await phone.SyncFoldersAsync(Cancel);
        for (var i = 0; i < times; i++)
        {
            Assert.Equal(1, (await phone.SyncFoldersAsync(Cancel)).Status);
        }
    }
}
