using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes.Folders;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Sync;

public sealed class SyncConversationTests
{
    private const string Inbox = "2";
    private const string Trash = "3";

    private readonly SyncBench bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_key_0_when_synced_then_a_key_comes_and_no_item()
    {
        await bench.DeliverAsync("one");
        var phone = bench.NewPhone("phone1");

        var answer = await phone.SyncAsync(Inbox, Cancel);

        Assert.Equal(1, answer.Single.Status);
        Assert.NotEqual("0", answer.Single.SyncKey);
        Assert.Empty(answer.Single.Changes);
        Assert.False(answer.Single.MoreAvailable);
    }

    [Fact]
    public async Task Given_seven_mails_when_synced_by_three_then_each_comes_once_newest_first()
    {
        for (var i = 1; i <= 7; i++)
        {
            await bench.DeliverAsync($"mail {i}", bench.Time.GetUtcNow().AddMinutes(i));
        }

        var phone = bench.NewPhone("phone1");

        var counts = await phone.SyncAllAsync(Inbox, Cancel, next => next with { WindowSize = 3 });

        Assert.Equal([3, 3, 1], counts);
        Assert.Equal(7, phone.Held(Inbox).Items.Count);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_window_that_an_account_logger_wants_when_synced_by_more_then_the_mails_come_one_by_one()
    {
        for (var i = 1; i <= 3; i++)
        {
            await bench.DeliverAsync($"mail {i}");
        }

        bench.MaximumWindow = 1;
        var phone = bench.NewPhone("phone1");

        var counts = await phone.SyncAllAsync(Inbox, Cancel, next => next with { WindowSize = 3 });

        Assert.Equal([1, 1, 1], counts);
        Assert.Equal(3, phone.Held(Inbox).Items.Count);
    }

    [Fact]
    public async Task Given_nothing_new_when_synced_then_two_reads_no_write_and_an_empty_answer()
    {
        for (var i = 1; i <= 20; i++)
        {
            await bench.DeliverAsync($"mail {i}");
        }

        var phone = bench.NewPhone("phone1");
        await phone.SyncAllAsync(Inbox, Cancel);
        var (reads, writes) = (bench.Store.Reads, bench.Store.Writes);

        var answer = await phone.SyncAsync(Inbox, Cancel);

        Assert.True(answer.IsEmpty);
        Assert.Equal((2, 0), (bench.Store.Reads - reads, bench.Store.Writes - writes));
    }

    [Fact]
    public async Task Given_a_lost_answer_when_the_request_comes_again_then_the_same_items_and_key_come_even_if_more_has_arrived()
    {
        for (var i = 1; i <= 5; i++)
        {
            await bench.DeliverAsync($"mail {i}");
        }

        var phone = bench.NewPhone("phone1");
        await phone.SyncAsync(Inbox, Cancel);
        var asked = new SyncRequest(phone.Next(Inbox, next => next with { WindowSize = 3 }));
        var lost = await phone.Device.SyncAsync(asked, Cancel);
        await bench.DeliverAsync("late");

        var again = await phone.Device.SyncAsync(asked, Cancel);

        Assert.Equal(lost.Single.SyncKey, again.Single.SyncKey);
        Assert.Equal(lost.Single.AddedIds, again.Single.AddedIds);
        phone.Apply(again);
        await phone.SyncAllAsync(Inbox, Cancel);
        Assert.Equal(6, phone.Held(Inbox).Items.Count);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_key_two_generations_old_when_synced_then_status_3()
    {
        var phone = bench.NewPhone("phone1");
        await phone.SyncAsync(Inbox, Cancel);
        var old = phone.Next(Inbox);
        await bench.DeliverAsync("one");
        await phone.SyncAsync(Inbox, Cancel);
        await bench.DeliverAsync("two");
        await phone.SyncAsync(Inbox, Cancel);

        var answer = await phone.Device.SyncAsync(new SyncRequest(old), Cancel);

        Assert.Equal(3, answer.Single.Status);
    }

    [Theory]
    [InlineData("4711")]
    [InlineData("abcdef01.1.0")]
    [InlineData("-1")]
    [InlineData("00000065.2.0")]
    [InlineData("00000065.1.1")]
    [InlineData("00000065.01.0x")]
    public async Task Given_a_key_that_was_never_given_when_synced_then_status_3(string key)
    {
        var phone = bench.NewPhone("phone1");
        await phone.SyncAsync(Inbox, Cancel);

        var answer = await phone.Device.SyncAsync(new SyncRequest(new SyncCollection(Inbox, key)), Cancel);

        Assert.Equal(3, answer.Single.Status);
    }

    [Theory]
    [InlineData("9999")]
    [InlineData("0")]
    [InlineData("02")]
    [InlineData("inbox")]
    public async Task Given_a_folder_that_is_none_when_synced_then_status_12(string folder)
    {
        var answer = await bench.NewPhone("phone1").Device.SyncAsync(new SyncRequest(new SyncCollection(folder, "0")), Cancel);

        Assert.Equal(12, answer.Single.Status);
    }

    [Fact]
    public async Task Given_two_phones_when_one_marks_read_then_the_other_is_told_and_the_first_is_not()
    {
        var id = $"2:{await bench.DeliverAsync("one")}";
        var first = bench.NewPhone("first");
        var second = bench.NewPhone("second");
        await first.SyncAllAsync(Inbox, Cancel);
        await second.SyncAllAsync(Inbox, Cancel);

        var marked = await first.SyncAsync(Inbox, Cancel, next => next with { Commands = [SyncCommand.MarkRead(id, true)] });
        var echo = await first.SyncAsync(Inbox, Cancel);
        await second.SyncAllAsync(Inbox, Cancel);

        Assert.Empty(marked.Single.Changes);
        Assert.Empty(marked.Single.Results);
        Assert.True(echo.IsEmpty);
        Assert.True(second.Held(Inbox).IsRead(id));
        Assert.Empty(second.Errors);
    }

    [Fact]
    public async Task Given_a_change_by_another_that_the_device_was_not_told_when_it_changes_the_item_itself_then_it_is_told_how_it_came_out()
    {
        var item = await bench.DeliverAsync("one");
        var phone = bench.NewPhone("phone1");
        await phone.SyncAllAsync(Inbox, Cancel, next => next with { Options = new() { Conflict = 0, FilterType = 0 } });
        await bench.ChangeAsync(item, before => before with { Categories = ["red"] });

        var answer = await phone.SyncAsync(Inbox, Cancel, next => next with { Commands = [SyncCommand.MarkRead($"2:{item}", true)] });

        Assert.Equal(SyncChangeKind.Change, Assert.Single(answer.Single.Changes).Kind);
        Assert.True(phone.Held(Inbox).IsRead($"2:{item}"));
        Assert.True((await phone.SyncAsync(Inbox, Cancel)).IsEmpty);
    }

    [Fact]
    public async Task Given_a_delete_when_the_trash_is_synced_by_the_same_request_then_the_mail_is_not_lost_to_the_phone()
    {
        var item = await bench.DeliverAsync("one");
        await bench.DeliverAsync("deleted before", folder: 3);
        var phone = bench.NewPhone("phone1");
        await phone.SyncAllAsync(Inbox, Cancel);
        await phone.SyncAsync(Trash, Cancel);
        SyncCommand[] commands = [SyncCommand.Delete($"2:{item}")];

        phone.Apply(commands, await phone.Device.SyncAsync(new SyncRequest(phone.Next(Inbox, next => next with { Commands = commands }), phone.Next(Trash)), Cancel));
        await phone.SyncAllAsync(Trash, Cancel);

        Assert.Contains($"3:{item}", phone.Held(Trash).Items.Keys);
    }

    [Fact]
    public async Task Given_a_delete_when_synced_then_the_mail_is_in_the_trash_under_the_same_number()
    {
        var item = await bench.DeliverAsync("one");
        var phone = bench.NewPhone("phone1");
        await phone.SyncAllAsync(Inbox, Cancel);
        await phone.SyncAllAsync(Trash, Cancel);

        await phone.SyncAsync(Inbox, Cancel, next => next with { Commands = [SyncCommand.Delete($"2:{item}")] });
        await phone.SyncAllAsync(Trash, Cancel);

        Assert.True((await phone.SyncAsync(Inbox, Cancel)).IsEmpty);
        Assert.Equal([$"3:{item}"], phone.Held(Trash).Items.Keys);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_DeletesAsMoves_0_when_deleted_then_the_mail_and_its_blob_are_gone()
    {
        await bench.Blobs.WriteAsync($"{bench.Id.Tenant}/{bench.Id.Account}/1", "mail"u8.ToArray(), Cancel);
        var item = await bench.DeliverAsync("one");
        await bench.ChangeAsync(item, before => before with { Blob = $"{bench.Id.Tenant}/{bench.Id.Account}/1" });
        var phone = bench.NewPhone("phone1");
        await phone.SyncAllAsync(Inbox, Cancel);

        await phone.SyncAsync(Inbox, Cancel, next => next with { DeletesAsMoves = false, Commands = [SyncCommand.Delete($"2:{item}")] });

        Assert.Empty(await bench.ItemsAsync(FolderIds.Inbox));
        Assert.Empty(await bench.ItemsAsync(FolderIds.Trash));
        Assert.Null(await bench.Blobs.ReadAsync($"{bench.Id.Tenant}/{bench.Id.Account}/1", 0, new byte[4], Cancel));
        Assert.Equal(0, (await bench.Mailbox.ReadStateAsync(Cancel)).UsedBytes);
    }

    [Fact]
    public async Task Given_a_delete_whose_answer_was_lost_when_it_comes_again_then_it_is_done_once()
    {
        var item = await bench.DeliverAsync("one");
        var phone = bench.NewPhone("phone1");
        await phone.SyncAllAsync(Inbox, Cancel);
        var asked = new SyncRequest(phone.Next(Inbox, next => next with { Commands = [SyncCommand.Delete($"2:{item}")] }));

        var lost = await phone.Device.SyncAsync(asked, Cancel);
        var again = await phone.Device.SyncAsync(asked, Cancel);

        Assert.Equal(lost.Single.SyncKey, again.Single.SyncKey);
        Assert.Empty(again.Single.Results);
        Assert.Equal(item, Assert.Single(await bench.ItemsAsync(FolderIds.Trash)).Id);
    }

    [Fact]
    public async Task Given_a_lost_answer_when_another_body_comes_with_the_old_key_then_only_what_is_new_is_executed()
    {
        var one = await bench.DeliverAsync("one");
        var two = await bench.DeliverAsync("two");
        var phone = bench.NewPhone("phone1");
        await phone.SyncAllAsync(Inbox, Cancel);
        var read = SyncCommand.MarkRead($"2:{one}", true);
        await phone.Device.SyncAsync(new SyncRequest(phone.Next(Inbox, next => next with { Commands = [read] })), Cancel);
        await bench.ChangeAsync(one, before => before with { Read = false });

        var answer = await phone.SyncAsync(Inbox, Cancel, next => next with { Commands = [read, SyncCommand.Delete($"2:{two}")] });

        Assert.Equal(1, answer.Single.Status);
        Assert.False(Assert.Single(await bench.ItemsAsync(FolderIds.Inbox)).Read);
        Assert.Single(await bench.ItemsAsync(FolderIds.Trash));
        await phone.SyncAllAsync(Inbox, Cancel);
        Assert.False(phone.Held(Inbox).IsRead($"2:{one}"));
        Assert.Equal([$"2:{one}"], phone.Held(Inbox).Items.Keys);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_200_deletes_when_synced_then_they_take_several_batches_and_one_key()
    {
        var commands = new List<SyncCommand>();
        for (var i = 0; i < 200; i++)
        {
            commands.Add(SyncCommand.Delete($"2:{await bench.DeliverAsync($"mail {i}")}"));
        }

        var phone = bench.NewPhone("phone1");
        await phone.SyncAllAsync(Inbox, Cancel);

        var answer = await phone.SyncAsync(Inbox, Cancel, next => next with { Commands = commands });

        Assert.Equal(1, answer.Single.Status);
        Assert.Empty(answer.Single.Results);
        Assert.Empty(answer.Single.Changes);
        Assert.Equal(200, (await bench.ItemsAsync(FolderIds.Trash)).Count);
        Assert.True((await phone.SyncAsync(Inbox, Cancel)).IsEmpty);
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, 4L)]
    public async Task Given_many_commands_when_they_are_more_than_200_then_status_4(int count, long? status)
    {
        var phone = bench.NewPhone("phone1");
        await phone.SyncAsync(Inbox, Cancel);
        var commands = Enumerable.Range(1, count).Select(i => SyncCommand.Delete($"2:{i}")).ToArray();

        var answer = await phone.Device.SyncAsync(new SyncRequest(phone.Next(Inbox, next => next with { Commands = commands })), Cancel);

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task Given_commands_killed_after_their_first_batch_when_the_request_comes_again_then_the_rest_is_done_once()
    {
        var commands = new List<SyncCommand>();
        for (var i = 0; i < 60; i++)
        {
            commands.Add(SyncCommand.Delete($"2:{await bench.DeliverAsync($"mail {i}")}"));
        }

        var phone = bench.NewPhone("phone1");
        await phone.SyncAllAsync(Inbox, Cancel);
        var asked = new SyncRequest(phone.Next(Inbox, next => next with { Commands = commands }));
        var batches = 0;
        bench.Model.BeforeWrite = _ => ++batches == 2 ? throw new InvalidOperationException("killed") : Task.CompletedTask;
        await Assert.ThrowsAsync<InvalidOperationException>(() => phone.Device.SyncAsync(asked, Cancel));
        bench.Model.BeforeWrite = null;
        Assert.NotEmpty(await bench.ItemsAsync(FolderIds.Trash));
        Assert.NotEmpty(await bench.ItemsAsync(FolderIds.Inbox));

        var answer = await phone.Device.SyncAsync(asked, Cancel);
        phone.Apply(commands, answer);

        Assert.Empty(answer.Single.Results);
        Assert.Equal(60, (await bench.ItemsAsync(FolderIds.Trash)).Count);
        await phone.SyncAllAsync(Inbox, Cancel);
        Assert.Empty(phone.Held(Inbox).Items);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_mail_moved_away_and_back_when_synced_then_it_is_held_once()
    {
        var item = await bench.DeliverAsync("one");
        var phone = bench.NewPhone("phone1");
        await phone.SyncAllAsync(Inbox, Cancel);
        await bench.MoveAsync(item, FolderIds.Trash);
        await bench.MoveAsync(item, FolderIds.Inbox);

        await phone.SyncAllAsync(Inbox, Cancel);

        Assert.Equal([$"2:{item}"], phone.Held(Inbox).Items.Keys);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_window_of_three_days_when_time_passes_then_old_mail_is_soft_deleted_once()
    {
        var old = await bench.DeliverAsync("old", bench.Time.GetUtcNow().AddDays(-2));
        var young = await bench.DeliverAsync("young");
        await bench.DeliverAsync("too old", bench.Time.GetUtcNow().AddDays(-9));
        var phone = bench.NewPhone("phone1");
        static SyncCollection ThreeDays(SyncCollection next) => next with { Options = new() { FilterType = 2 } };
        await phone.SyncAllAsync(Inbox, Cancel, ThreeDays);
        Assert.Equal([$"2:{young}", $"2:{old}"], phone.Held(Inbox).Items.Keys);
        bench.Time.Advance(TimeSpan.FromDays(1.5));

        var answer = await phone.SyncAsync(Inbox, Cancel, ThreeDays);

        Assert.Equal([new(SyncChangeKind.SoftDelete, $"2:{old}", null)], answer.Single.Changes);
        Assert.True((await phone.SyncAsync(Inbox, Cancel, ThreeDays)).IsEmpty);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_filter_that_narrows_and_widens_when_synced_then_the_difference_comes()
    {
        for (var day = 0; day < 40; day++)
        {
            await bench.DeliverAsync($"day {day}", bench.Time.GetUtcNow().AddDays(-day).AddMinutes(5));
        }

        var phone = bench.NewPhone("phone1");
        Task Sync(int filter) => phone.SyncAllAsync(Inbox, Cancel, next => next with { WindowSize = 7, Options = new() { FilterType = filter } });

        await Sync(3);
        Assert.Equal(8, phone.Held(Inbox).Items.Count);
        await Sync(0);
        Assert.Equal(40, phone.Held(Inbox).Items.Count);
        await Sync(1);
        Assert.Equal(2, phone.Held(Inbox).Items.Count);
        await Sync(5);
        Assert.Equal(32, phone.Held(Inbox).Items.Count);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_one_change_in_a_folder_of_5000_when_synced_then_it_costs_what_it_costs_in_a_folder_of_5()
    {
        async Task<(long Reads, long Writes)> CostAsync(int mails)
        {
            var other = new SyncBench();
            for (var i = 0; i < mails; i++)
            {
                await other.DeliverAsync($"mail {i}");
            }

            var phone = other.NewPhone("phone1");
            await phone.SyncAllAsync(Inbox, Cancel, next => next with { WindowSize = 512 });
            await phone.SyncAsync(Inbox, Cancel);
            await other.ChangeAsync(3, item => item with { Read = true });
            var (reads, writes) = (other.Store.Reads, other.Store.Writes);
            await phone.SyncAsync(Inbox, Cancel);
            return (other.Store.Reads - reads, other.Store.Writes - writes);
        }

        var small = await CostAsync(5);
        var large = await CostAsync(5000);

        // Device, mailbox, log, one item, and the segments of the change and of what the last page told.
        Assert.Equal((5, 1), small);
        Assert.Equal((6, 1), large);
    }

    [Fact]
    public async Task Given_a_reset_collection_when_it_starts_again_then_segments_of_the_old_epoch_are_gone()
    {
        await bench.DeliverAsync("one");
        var phone = bench.NewPhone("phone1");
        await phone.SyncAllAsync(Inbox, Cancel);
        await bench.DeliverAsync("two");
        await phone.SyncAllAsync(Inbox, Cancel);

        await phone.Device.SyncAsync(new SyncRequest(new SyncCollection(Inbox, "0")), Cancel);

        var rows = await bench.Store.QueryAsync(Storage.EntityQuery.WithPrefix(Storage.Tables.Mail, bench.Id.Partition, "s!"), Cancel);
        Assert.Empty(rows.Rows);
    }

    [Fact]
    public async Task Given_other_classes_when_synced_then_their_folders_are_empty_and_in_order()
    {
        var phone = bench.NewPhone("phone1");
        await phone.SyncFoldersAsync(Cancel);

        foreach (var folder in new[] { "7", "10", "15", "17" })
        {
            Assert.Equal(1, (await phone.SyncAsync(folder, Cancel)).Single.Status);
            Assert.True((await phone.SyncAsync(folder, Cancel)).IsEmpty);
        }
    }

    [Fact]
    public async Task Given_a_lost_answer_when_the_device_goes_on_with_another_filter_then_the_filter_holds_from_then_on()
    {
        var old = await bench.DeliverAsync("old", bench.Time.GetUtcNow().AddDays(-10));
        var phone = bench.NewPhone("phone1");
        await phone.SyncAllAsync(Inbox, Cancel);
        var fresh = await bench.DeliverAsync("fresh");
        await phone.Device.SyncAsync(new SyncRequest(phone.Next(Inbox)), Cancel);

        await phone.SyncAsync(Inbox, Cancel, next => next with { Options = new() { FilterType = 2 } });
        await phone.SyncAllAsync(Inbox, Cancel);

        Assert.Equal([$"2:{fresh}"], phone.Held(Inbox).Items.Keys);
        Assert.DoesNotContain($"2:{old}", phone.Held(Inbox).Items.Keys);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_lost_answer_when_the_device_goes_on_with_a_command_and_another_filter_then_both_hold()
    {
        var old = await bench.DeliverAsync("old", bench.Time.GetUtcNow().AddDays(-10));
        var phone = bench.NewPhone("phone1");
        await phone.SyncAllAsync(Inbox, Cancel);
        var fresh = await bench.DeliverAsync("fresh");
        await phone.Device.SyncAsync(new SyncRequest(phone.Next(Inbox)), Cancel);

        await phone.SyncAsync(Inbox, Cancel, next => next with { Options = new() { FilterType = 2 }, Commands = [SyncCommand.MarkRead($"2:{old}", true)] });
        await phone.SyncAllAsync(Inbox, Cancel);

        Assert.Equal([$"2:{fresh}"], phone.Held(Inbox).Items.Keys);
        Assert.True((await bench.ItemsAsync(2)).Single(item => item.Id == old).Read);
        Assert.Empty(phone.Errors);
    }

    [Theory]
    [InlineData("2", 5, 1)]
    [InlineData("2", 6, 110)]
    [InlineData("2", 8, 110)]
    [InlineData("10", 3, 110)]
    [InlineData("10", 4, 1)]
    [InlineData("15", 8, 1)]
    [InlineData("15", 1, 110)]
    [InlineData("7", 1, 1)]
    public async Task Given_a_filter_when_the_class_of_the_folder_takes_it_or_not_then_the_status_says_so(string folder, int filter, int status)
    {
        var phone = bench.NewPhone("phone1");
        var options = new SyncOptions { FilterType = filter };

        var first = await phone.SyncAsync(folder, Cancel, next => next with { Options = options });
        var later = bench.NewPhone("phone2");
        await later.SyncAsync(folder, Cancel);
        var second = await later.SyncAsync(folder, Cancel, next => next with { Options = options });

        Assert.Equal(status, first.Single.Status);
        Assert.Equal(status, second.IsEmpty ? 1 : second.Single.Status);
    }
}
