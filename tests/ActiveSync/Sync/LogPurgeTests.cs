using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes.Folders;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Sync;

/// <summary>Tombstones are kept for 90 days, and what is older goes in small steps beside ordinary work.</summary>
public sealed class LogPurgeTests
{
    private const int Deleted = 10_000;

    private readonly SyncBench bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_10000_deletions_when_90_days_of_ordinary_work_have_passed_then_the_log_is_small_again()
    {
        await bench.DeliverManyAsync(Deleted, FolderIds.Trash);
        await EmptyTrashAsync();
        Assert.Equal(Deleted, (await bench.RowsAsync("l!")).Count);
        bench.Time.Advance(TimeSpan.FromDays(92));

        var mail = await bench.DeliverAsync("mail", folder: FolderIds.Trash);
        var most = 0L;
        for (var changes = 0; changes < Deleted; changes++)
        {
            var before = bench.Store.Reads + bench.Store.Writes;
            await bench.ChangeAsync(mail, item => item with { Read = !item.Read });
            most = Math.Max(most, bench.Store.Reads + bench.Store.Writes - before);
        }

        // One live row and the last tombstone, and a look that was never more than a few reads and writes.
        Assert.InRange((await bench.RowsAsync("l!")).Count, 1, 64);
        Assert.InRange(most, 1, 12);
    }

    [Fact]
    public async Task Given_deletions_of_89_days_ago_when_work_goes_on_then_they_are_kept()
    {
        await bench.DeliverManyAsync(100, FolderIds.Trash);
        await EmptyTrashAsync();
        bench.Time.Advance(TimeSpan.FromDays(89));

        await WorkAsync(FolderIds.Trash);

        Assert.InRange((await bench.RowsAsync("l!")).Count, 100, 1000);
        Assert.Equal(0, (await bench.Mailbox.ReadStateAsync(Cancel)).LogFloor(FolderIds.Trash));
    }

    [Fact]
    public async Task Given_a_quiet_folder_with_old_tombstones_when_work_goes_on_elsewhere_then_it_has_its_turn()
    {
        await bench.DeliverManyAsync(50, FolderIds.Trash);
        await EmptyTrashAsync();
        bench.Time.Advance(TimeSpan.FromDays(92));

        await WorkAsync(FolderIds.Inbox);

        Assert.Single(await bench.RowsAsync("l!00000003!"));
    }

    [Fact]
    public async Task Given_old_mail_that_stays_before_the_tombstones_when_work_goes_on_then_the_floor_passes_it()
    {
        await bench.DeliverManyAsync(900);
        var gone = await bench.DeliverManyAsync(5);
        foreach (var mail in gone)
        {
            await bench.DeleteAsync(mail);
        }

        bench.Time.Advance(TimeSpan.FromDays(92));
        await WorkAsync(FolderIds.Inbox);

        Assert.True((await bench.Mailbox.ReadStateAsync(Cancel)).LogFloor(FolderIds.Inbox) >= 909);
    }

    [Fact]
    public async Task Given_a_device_from_before_the_floor_when_it_syncs_then_status_3_and_the_right_content_from_key_0()
    {
        await bench.DeliverManyAsync(10, FolderIds.Trash);
        var phone = await NewPhoneAsync();
        await EmptyTrashAsync();
        bench.Time.Advance(TimeSpan.FromDays(92));
        await WorkAsync(FolderIds.Trash);
        Assert.NotEqual(0, (await bench.Mailbox.ReadStateAsync(Cancel)).LogFloor(FolderIds.Trash));

        Assert.Equal(["3"], (await phone.Device.PingAsync(600, ["3"], Cancel)).Folders);
        Assert.Equal(3, (await phone.SyncAsync("3", Cancel)).Single.Status);
        await phone.SyncAllAsync("3", Cancel);

        Assert.Equal((await bench.ItemsAsync(FolderIds.Trash)).Select(item => $"3:{item.Id}"), phone.Held("3").Items.Keys);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_tombstone_past_its_time_that_is_not_purged_yet_when_a_device_comes_back_then_status_3_all_the_same()
    {
        await bench.DeliverManyAsync(10, FolderIds.Trash);
        var phone = await NewPhoneAsync();
        await EmptyTrashAsync();
        bench.Time.Advance(TimeSpan.FromDays(90));

        Assert.Equal(["3"], (await phone.Device.PingAsync(600, ["3"], Cancel)).Folders);
        Assert.Equal(3, (await phone.SyncAsync("3", Cancel)).Single.Status);
    }

    [Fact]
    public async Task Given_a_device_from_before_the_last_tombstones_when_it_brings_a_draft_then_that_is_answered_first_and_made_once()
    {
        const string Drafts = "6";
        var phone = bench.NewPhone("phone1");
        await phone.SyncAllAsync(Drafts, Cancel);
        await bench.DeleteAsync(await bench.DeliverAsync("gone", folder: FolderIds.Drafts));
        bench.Time.Advance(TimeSpan.FromDays(90));
        var draft = SyncCommand.Add("new1", WbxmlNode.Of("Email:Subject", "kept in a drawer"));

        var answer = await phone.SyncAsync(Drafts, Cancel, next => next with { Commands = [draft] });

        Assert.Equal(("new1", 1), (Assert.Single(answer.Single.Results).ClientId, answer.Single.Results[0].Status));
        Assert.True(answer.Single.MoreAvailable);
        Assert.Equal(3, (await phone.SyncAsync(Drafts, Cancel)).Single.Status);
        await phone.SyncAllAsync(Drafts, Cancel);
        Assert.Equal((await bench.ItemsAsync(FolderIds.Drafts)).Select(item => $"6:{item.Id}"), phone.Held(Drafts).Items.Keys);
        Assert.Single(phone.Held(Drafts).Items);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_device_that_was_told_everything_when_the_floor_rises_then_it_goes_on()
    {
        await bench.DeliverManyAsync(10, FolderIds.Trash);
        var phone = await NewPhoneAsync();
        await EmptyTrashAsync();
        await phone.SyncAllAsync("3", Cancel);
        bench.Time.Advance(TimeSpan.FromDays(92));
        await WorkAsync(FolderIds.Trash);

        var answer = await phone.SyncAsync("3", Cancel);

        Assert.Equal(1, answer.Single.Status);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_held_Ping_when_only_the_log_is_purged_then_it_goes_on()
    {
        await bench.DeliverManyAsync(10, FolderIds.Trash);
        await EmptyTrashAsync();
        var phone = await NewPhoneAsync();
        await phone.SyncAllAsync("2", Cancel);
        bench.Time.Advance(TimeSpan.FromDays(92));
        var ping = phone.Device.PingAsync(600, ["2"], Cancel);

        await WorkAsync(FolderIds.Sent);
        await bench.DeliverAsync("news");

        Assert.Equal(["2"], (await ping).Folders);
    }

    private async Task<PhoneModel> NewPhoneAsync()
    {
        var phone = bench.NewPhone("phone1");
        await phone.SyncFoldersAsync(Cancel);
        await phone.SyncAllAsync("3", Cancel);
        await phone.SyncAsync("3", Cancel);
        return phone;
    }

    private async Task EmptyTrashAsync()
    {
        await bench.NewPhone("cleaner").Device.EmptyFolderContentsAsync("3", deleteSubFolders: false, Cancel);
        await bench.Outbox.RunAllAsync(Cancel);
    }

    // Enough for every folder to have its turn.
    private async Task WorkAsync(int folder)
    {
        var mail = await bench.DeliverAsync("mail", folder: folder);
        for (var changes = 0; changes < 900; changes++)
        {
            await bench.ChangeAsync(mail, item => item with { Read = !item.Read });
        }
    }
}
