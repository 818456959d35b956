using Carbonio.Cloud.ActiveSync.Tests.Sync;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes.Folders;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.MoveItems;

public sealed class MoveItemsTests
{
    private readonly SyncBench bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_mail_when_it_is_moved_then_the_mover_is_told_nothing_and_another_device_both_ends()
    {
        var mail = await bench.DeliverAsync("mail");
        var phone = await NewPhoneAsync("phone1");
        var other = await NewPhoneAsync("phone2");

        var answer = await phone.MoveAsync([$"2:{mail}"], "2", "5", Cancel);

        Assert.Equal((3, $"5:{mail}"), (answer.Moved[0].Status, answer.Moved[0].DstMsgId));
        Assert.Empty((await phone.SyncAsync("2", Cancel)).Collections);
        Assert.Empty((await phone.SyncAsync("5", Cancel)).Collections);
        await other.SyncAllAsync("2", Cancel);
        await other.SyncAllAsync("5", Cancel);
        Assert.Empty(other.Held("2").Items);
        Assert.Equal($"5:{mail}", Assert.Single(other.Held("5").Items).Key);
        Assert.Empty(other.Errors);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_moved_mail_when_another_changes_and_deletes_it_then_the_mover_is_told_at_its_new_place()
    {
        var mail = await bench.DeliverAsync("mail");
        var phone = await NewPhoneAsync("phone1");
        await phone.MoveAsync([$"2:{mail}"], "2", "5", Cancel);

        await bench.ChangeAsync(mail, item => item with { Read = true });
        await phone.SyncAllAsync("5", Cancel);
        var read = phone.Held("5").IsRead($"5:{mail}");
        await bench.DeleteAsync(mail);
        await phone.SyncAllAsync("5", Cancel);

        Assert.True(read);
        Assert.Empty(phone.Held("5").Items);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_change_by_another_that_was_not_told_when_the_mail_is_moved_then_it_is_told_at_the_new_place()
    {
        var mail = await bench.DeliverAsync("mail");
        var phone = await NewPhoneAsync("phone1");
        await bench.ChangeAsync(mail, item => item with { Read = true });

        await phone.MoveAsync([$"2:{mail}"], "2", "5", Cancel);
        await phone.SyncAllAsync("5", Cancel);

        Assert.True(phone.Held("5").IsRead($"5:{mail}"));
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_lost_answer_when_it_is_repeated_then_each_move_succeeds_again_under_the_same_id()
    {
        var mail = await bench.DeliverAsync("mail");
        var phone = await NewPhoneAsync("phone1");
        await phone.Device.MoveItemsAsync([new($"2:{mail}", "2", "5")], Cancel);

        var again = await phone.MoveAsync([$"2:{mail}"], "2", "5", Cancel);

        Assert.Equal((3, $"5:{mail}"), (again.Moved[0].Status, again.Moved[0].DstMsgId));
        await phone.SyncAllAsync("2", Cancel);
        await phone.SyncAllAsync("5", Cancel);
        Assert.Single(phone.Held("5").Items);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_the_answer_with_the_mail_was_the_last_when_it_is_moved_then_it_is_not_taken_up_again()
    {
        var phone = await NewPhoneAsync("phone1");
        var mail = await bench.DeliverAsync("mail");
        await phone.SyncAsync("2", Cancel);

        await phone.MoveAsync([$"2:{mail}"], "2", "5", Cancel);

        Assert.Empty((await phone.SyncAsync("2", Cancel)).Collections);
        await phone.SyncAllAsync("5", Cancel);
        Assert.Single(phone.Held("5").Items);
        Assert.Empty(phone.Held("2").Items);
        Assert.DoesNotContain(phone.Errors, error => error.Contains("not held", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_a_destination_whose_filter_does_not_reach_the_mail_when_it_is_moved_there_then_it_is_taken_back_softly()
    {
        var mail = await bench.DeliverAsync("old", bench.Time.GetUtcNow().AddDays(-10));
        var phone = await NewPhoneAsync("phone1");
        await phone.SyncAsync("5", Cancel, next => next with { Options = new() { FilterType = 1 } });

        await phone.MoveAsync([$"2:{mail}"], "2", "5", Cancel);
        await phone.SyncAllAsync("5", Cancel);

        Assert.Empty(phone.Held("5").Items);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_moved_mail_when_time_goes_on_then_it_leaves_the_window_of_its_new_folder()
    {
        var mail = await bench.DeliverAsync("mail", bench.Time.GetUtcNow().AddHours(-20));
        var phone = await NewPhoneAsync("phone1");
        await phone.SyncAsync("5", Cancel, next => next with { Options = new() { FilterType = 1 } });
        await phone.MoveAsync([$"2:{mail}"], "2", "5", Cancel);

        bench.Time.Advance(TimeSpan.FromHours(5));
        await phone.SyncAllAsync("5", Cancel);

        Assert.Empty(phone.Held("5").Items);
    }

    [Fact]
    public async Task Given_a_destination_never_synced_when_a_mail_is_moved_there_then_its_first_Sync_brings_it()
    {
        var mail = await bench.DeliverAsync("mail");
        var phone = await NewPhoneAsync("phone1");
        await phone.MoveAsync([$"2:{mail}"], "2", "6", Cancel);

        await phone.SyncAllAsync("6", Cancel);

        Assert.Single(phone.Held("6").Items);
    }

    [Fact]
    public async Task Given_the_own_move_when_a_Ping_is_held_then_it_goes_on()
    {
        var mail = await bench.DeliverAsync("mail");
        var phone = await NewPhoneAsync("phone1");
        var ping = phone.Device.PingAsync(600, ["2", "5"], Cancel);

        await phone.MoveAsync([$"2:{mail}"], "2", "5", Cancel);
        await bench.DeliverAsync("news");

        Assert.Equal(["2"], (await ping).Folders);
    }

    [Theory]
    [InlineData("2:1", "2", "99", 2)]
    [InlineData("2:1", "2", "none", 2)]
    [InlineData("2:1", "99", "5", 1)]
    [InlineData("2:1", "3", "5", 1)]
    [InlineData("2:9", "2", "5", 1)]
    [InlineData("nothing", "2", "5", 1)]
    [InlineData("2:1", "2", "2", 4)]
    [InlineData("2:1", "2", "10", 5)]
    [InlineData("2:1", "2", "7", 5)]
    [InlineData("2:1", "2", "3", 3)]
    public async Task Given_one_mail_when_it_is_to_be_moved_then_the_status_says_what_is_wrong(string item, string from, string to, int status)
    {
        await bench.DeliverAsync("mail");
        var phone = await NewPhoneAsync("phone1");

        Assert.Equal(status, (await phone.Device.MoveItemsAsync([new(item, from, to)], Cancel)).Moved[0].Status);
    }

    [Fact]
    public async Task Given_a_mail_named_several_times_when_moved_then_the_first_counts_and_another_destination_is_refused()
    {
        await bench.DeliverAsync("mail");
        var phone = await NewPhoneAsync("phone1");

        var answer = await phone.Device.MoveItemsAsync([new("2:1", "2", "5"), new("2:1", "2", "5"), new("2:1", "2", "3")], Cancel);

        Assert.Equal([3, 3, 5], answer.Moved.Select(moved => moved.Status));
        Assert.Single(await bench.ItemsAsync(FolderIds.Sent));
    }

    [Fact]
    public async Task Given_a_move_with_two_destinations_when_it_is_sent_then_status_5()
    {
        await bench.DeliverAsync("mail");
        var phone = await NewPhoneAsync("phone1");

        var answer = await phone.Device.SendAsync(
            "MoveItems",
            WbxmlNode.Of("Move:MoveItems", WbxmlNode.Of(
                "Move:Move",
                WbxmlNode.Of("Move:SrcMsgId", "2:1"),
                WbxmlNode.Of("Move:SrcFldId", "2"),
                WbxmlNode.Of("Move:DstFldId", "3"),
                WbxmlNode.Of("Move:DstFldId", "5"))),
            Cancel);

        Assert.Equal(5, answer.Document.Find("Move:Response")!.NumberOf("Move:Status"));
    }

    [Theory]
    [InlineData(999, null)]
    [InlineData(1000, null)]
    [InlineData(1001, 103L)]
    public async Task Given_many_moves_when_they_are_sent_then_1000_are_the_most(int count, long? status)
    {
        var mails = await bench.DeliverManyAsync(count);
        var phone = bench.NewPhone("phone1");

        var answer = await phone.Device.MoveItemsAsync([.. mails.Select(mail => new ItemMove($"2:{mail}", "2", "5"))], Cancel);

        Assert.Equal(status, answer.Status);
        Assert.Equal(status is null ? count : 0, (await bench.ItemsAsync(FolderIds.Sent)).Count);
        Assert.All(answer.Moved, moved => Assert.Equal(3, moved.Status));
    }

    [Fact]
    public async Task Given_a_mail_that_another_moved_first_when_this_device_moves_it_too_then_it_ends_with_one()
    {
        var mail = await bench.DeliverAsync("mail");
        var phone = await NewPhoneAsync("phone1");
        await bench.MoveAsync(mail, FolderIds.Sent);

        var answer = await phone.MoveAsync([$"2:{mail}"], "2", "5", Cancel);
        await phone.SyncAllAsync("2", Cancel);
        await phone.SyncAllAsync("5", Cancel);

        Assert.Equal(3, answer.Moved[0].Status);
        Assert.Empty(phone.Held("2").Items);
        Assert.Single(phone.Held("5").Items);
        Assert.Empty(phone.Errors);
    }

    private async Task<PhoneModel> NewPhoneAsync(string id)
    {
        var phone = bench.NewPhone(id);
        await phone.SyncFoldersAsync(Cancel);
        await phone.SyncAllAsync("2", Cancel);
        await phone.SyncAllAsync("5", Cancel);

        // The key comes back once more, so that nothing is open.
        await phone.SyncAsync("2", Cancel);
        await phone.SyncAsync("5", Cancel);
        return phone;
    }

    [Fact]
    public async Task Given_a_mail_that_another_device_moved_out_of_a_folder_since_deleted_when_this_one_moves_it_too_and_it_goes_on_then_it_is_told()
    {
        var folder = await bench.AddFolderAsync("Projects", FolderIds.Root);
        var item = await bench.DeliverAsync("one", folder: folder.Id);
        var phone = bench.NewPhone("phone1");
        await phone.SyncFoldersAsync(Cancel);
        await phone.SyncAllAsync($"{folder.Id}", Cancel);
        await phone.SyncAsync("5", Cancel);
        await bench.MoveAsync(item, 5);
        var state = await bench.Mailbox.ReadStateAsync(Cancel);
        var batch = bench.Mailbox.Begin(state, Mailboxes.Items.Origin.Server);
        new Mailboxes.Clearing.FolderClearing(folder.Id, state.Sequence, Mailboxes.Clearing.FolderClearingKind.Folder).AddTo(batch);
        batch.HideFolder(folder);
        Assert.True(await bench.Mailbox.TryCommitAsync(batch, Cancel));
        Assert.Equal(1, (await phone.CreateFolderAsync("Another", Cancel)).Status); // tells the phone nothing of the folder that is gone

        Assert.Equal(3, Assert.Single((await phone.MoveAsync([$"{folder.Id}:{item}"], $"{folder.Id}", "5", Cancel)).Moved).Status);
        await bench.MoveAsync(item, 3);
        await phone.SyncAllAsync("5", Cancel);

        Assert.Empty(phone.Held("5").Items);
    }
}
