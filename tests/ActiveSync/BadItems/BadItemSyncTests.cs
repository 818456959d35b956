using Carbonio.Cloud.ActiveSync.Tests.Sync;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes.BadItems;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;
using Xunit;
using EasVersion = Carbonio.Cloud.EasClient.EasVersion;
using SyncCommand = Carbonio.Cloud.EasClient.SyncCommand;

namespace Carbonio.Cloud.ActiveSync.Tests.BadItems;

public sealed class BadItemSyncTests
{
    private const string Inbox = "2";

    private static readonly SyncOptions WholeText = new() { BodyPreferences = [new(1)] };

    private readonly HookedWriter writer = new();
    private readonly SyncBench bench;

    public BadItemSyncTests() => bench = new(writer: writer);

    public static TheoryData<BadItemReason, int, string> Kinds
    {
        get
        {
            var all = new TheoryData<BadItemReason, int, string>();
            foreach (var version in (string[])["14.1", "16.1"])
            {
                foreach (var window in (int[])[1, 10])
                {
                    all.Add(BadItemReason.Damaged, window, version);
                    all.Add(BadItemReason.BlobMissing, window, version);
                    all.Add(BadItemReason.NoWriter, window, version);
                    all.Add(BadItemReason.WriterFailed, window, version);
                }
            }

            return all;
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Given_one_broken_mail_among_fifty_when_the_folder_is_synced_then_all_come_once_and_a_note_in_its_place(BadItemReason kind, int window, string version)
    {
        for (var i = 1; i <= 50; i++)
        {
            await bench.DeliverMailAsync($"mail {i}", i == 25 ? new string('x', 5000) : "Hello", bench.Time.GetUtcNow().AddMinutes(i));
        }

        await BreakAsync(25, kind);
        var phone = bench.NewPhone("phone1", EasVersion.Parse(version));

        await phone.SyncAllAsync(Inbox, Cancel, next => next with { WindowSize = window, Options = WholeText });

        Assert.Equal(50, phone.Held(Inbox).Items.Count);
        Assert.Equal(49, phone.Held(Inbox).Items.Values.Count(mail => mail.Body.Data == "Hello"));
        Assert.Equal(StandInContent.Text, phone.Held(Inbox).Items["2:25"].Body.Data);
        Assert.Empty(phone.Errors);
        var listed = Assert.Single(await bench.BadItems.ListAsync(bench.Id, Cancel));
        Assert.Equal((25, 2, kind, "phone1", 1), (listed.Record.Item, listed.Record.Folder, listed.Record.Reason, listed.Record.Device, listed.Record.Count));
        Assert.True((await phone.SyncAsync(Inbox, Cancel)).IsEmpty);
    }

    [Theory]
    [InlineData("folder", 2)]
    [InlineData("received", 2)]
    [InlineData("seq", 2)]
    [InlineData("content", 3)]
    [InlineData("cls", 3)]
    [InlineData("size", 3)]
    [InlineData("read", 3)]
    public async Task Given_a_row_that_lacks_a_column_when_the_folder_is_synced_then_the_other_mails_come_and_a_note_where_its_place_is_known(string column, int told)
    {
        for (var i = 1; i <= 3; i++)
        {
            await bench.DeliverMailAsync($"mail {i}", "Hello", bench.Time.GetUtcNow().AddMinutes(i));
        }

        var row = (await bench.Entities.FindAsync(bench.Id.Key(MailRows.Item(2)), Cancel))!;
        var rest = new EntityProperties(row.Properties.Count);
        foreach (var (name, value) in row.Properties.Where(property => property.Key != column))
        {
            rest.Add(name, value);
        }

        Assert.True(await bench.Entities.TryWriteAsync(new EntityBatch(Tables.Mail, bench.Id.Partition).Replace(MailRows.Item(2), row.ETag, rest), Cancel));
        var phone = bench.NewPhone("phone1");

        await phone.SyncAllAsync(Inbox, Cancel, next => next with { WindowSize = 1, Options = WholeText });

        Assert.Equal(told, phone.Held(Inbox).Items.Count);
        Assert.True((await phone.SyncAsync(Inbox, Cancel)).IsEmpty);
    }

    [Theory]
    [InlineData("item")]
    [InlineData("gone")]
    [InlineData("received")]
    public async Task Given_a_row_of_the_log_that_lacks_a_column_when_a_device_comes_by_then_it_starts_again_and_has_what_there_is(string column)
    {
        await bench.DeliverMailAsync("mail 1", "Hello");
        var phone = bench.NewPhone("phone1");
        await phone.SyncAllAsync(Inbox, Cancel);
        var lost = await bench.DeliverMailAsync("mail 2", "Hello");
        await bench.DeleteAsync(1);
        var key = MailRows.Log(2, (await bench.ItemsAsync(2)).Single(item => item.Id == lost).Sequence);
        var row = (await bench.Entities.FindAsync(bench.Id.Key(key), Cancel))!;
        row.Properties.Remove(column);
        Assert.True(await bench.Entities.TryWriteAsync(new EntityBatch(Tables.Mail, bench.Id.Partition).Replace(key, row.ETag, row.Properties), Cancel));

        Assert.Equal(3, (await phone.SyncAsync(Inbox, Cancel)).Single.Status);
        await phone.SyncAllAsync(Inbox, Cancel);

        Assert.Equal([$"2:{lost}"], phone.Held(Inbox).Items.Keys);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_mail_that_is_bad_when_it_is_synced_then_what_is_known_of_it_is_kept()
    {
        await bench.DeliverMailAsync("Important", new string('x', 5000), new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero));
        await BreakAsync(1, BadItemReason.BlobMissing);
        var phone = bench.NewPhone("phone1");

        await phone.SyncAllAsync(Inbox, Cancel, next => next with { Options = WholeText });

        var mail = phone.Held(Inbox).Items["2:1"];
        Assert.Equal(("Important", "\"Bob\" <bob@example.test>", false), (mail.Subject, mail.From, mail.Read));
        Assert.Equal(new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero), mail.DateReceived);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 1)] // the note has no MIME form
    public async Task Given_a_form_that_the_device_prefers_when_a_bad_mail_is_synced_then_the_note_comes_in_it(int wanted, int given)
    {
        await bench.DeliverMailAsync("one", new string('x', 5000));
        await BreakAsync(1, BadItemReason.BlobMissing);
        var phone = bench.NewPhone("phone1");

        await phone.SyncAllAsync(Inbox, Cancel, next => next with { Options = new() { MimeSupport = 2, BodyPreferences = [new(wanted)] } });

        var body = phone.Held(Inbox).Items["2:1"].Body;
        Assert.Equal((given, false), (body.Type, body.Truncated));
        Assert.Contains("could not be shown", body.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_body_that_the_row_holds_whole_when_the_blob_is_missing_then_the_mail_is_shown_as_it_is()
    {
        await bench.DeliverMailAsync("one", "Hello");
        await BreakAsync(1, BadItemReason.BlobMissing);
        var phone = bench.NewPhone("phone1");

        await phone.SyncAllAsync(Inbox, Cancel, next => next with { Options = WholeText });

        Assert.Equal("Hello", phone.Held(Inbox).Items["2:1"].Body.Data);
        Assert.Empty(await bench.BadItems.ListAsync(bench.Id, Cancel));
    }

    [Fact]
    public async Task Given_a_store_that_does_not_answer_when_a_mail_is_written_then_the_request_fails_and_nothing_is_listed()
    {
        await bench.DeliverMailAsync("one", "Hello");
        writer.HalfWay = _ => throw new StoreUnavailableException();
        var phone = bench.NewPhone("phone1");
        await phone.SyncAsync(Inbox, Cancel);

        await Assert.ThrowsAnyAsync<StoreUnavailableException>(() => phone.SyncAsync(Inbox, Cancel));

        writer.HalfWay = _ => Task.CompletedTask;
        await phone.SyncAllAsync(Inbox, Cancel);
        Assert.Equal("Hello", phone.Held(Inbox).Items["2:1"].Body.Data);
        Assert.Empty(await bench.BadItems.ListAsync(bench.Id, Cancel));
    }

    [Fact]
    public async Task Given_a_mail_that_is_deleted_while_its_answer_is_written_when_its_blob_is_gone_then_it_is_left_out_and_not_listed()
    {
        await bench.DeliverMailAsync("one", new string('x', 5000));
        writer.HalfWay = item => bench.DeleteAsync(item.Id);
        var phone = bench.NewPhone("phone1");
        await phone.SyncAsync(Inbox, Cancel);

        var answer = await phone.SyncAsync(Inbox, Cancel, next => next with { Options = WholeText });

        Assert.Empty(answer.Single.Changes);
        Assert.Empty(await bench.BadItems.ListAsync(bench.Id, Cancel));
    }

    [Fact]
    public async Task Given_a_mail_that_gets_another_blob_while_its_answer_is_written_when_the_old_one_is_gone_then_it_comes_as_it_is_now()
    {
        await bench.DeliverMailAsync("before", new string('x', 5000));
        var other = (await bench.Mailbox.FindItemsAsync([await bench.DeliverMailAsync("after", new string('y', 5000), folder: 3)], Cancel))[0]!;
        writer.HalfWay = async item =>
        {
            writer.HalfWay = _ => Task.CompletedTask;
            await bench.Blobs.DeleteAsync(item.Blob!, Cancel);
            await bench.ChangeAsync(item.Id, now => now with { Blob = other.Blob, Content = other.Content, Size = other.Size });
        };
        var phone = bench.NewPhone("phone1");

        await phone.SyncAllAsync(Inbox, Cancel, next => next with { Options = WholeText });

        Assert.Equal(new string('y', 5000), phone.Held(Inbox).Items["2:1"].Body.Data);
        Assert.Empty(phone.Errors);
        Assert.Empty(await bench.BadItems.ListAsync(bench.Id, Cancel));
    }

    [Fact]
    public async Task Given_a_change_whose_writing_fails_when_synced_then_its_read_state_comes_and_the_folder_goes_on()
    {
        await bench.DeliverMailAsync("one", "Hello");
        await bench.DeliverMailAsync("two", "Hello");
        var phone = bench.NewPhone("phone1");
        await phone.SyncAllAsync(Inbox, Cancel);
        await bench.ChangeAsync(1, item => item with { Read = true });
        await bench.ChangeAsync(2, item => item with { Read = true });
        writer.HalfWay = item => item.Id == 1 ? throw new InvalidOperationException() : Task.CompletedTask;

        var answer = await phone.SyncAsync(Inbox, Cancel);

        Assert.Equal([("2:1", true), ("2:2", true)], answer.Single.Changes.Select(change => (change.ServerId, change.Mail.Read!.Value)));
        Assert.Null(answer.Single.Changes[0].Mail.Subject);
        Assert.Equal(BadItemReason.WriterFailed, Assert.Single(await bench.BadItems.ListAsync(bench.Id, Cancel)).Record.Reason);
    }

    [Fact]
    public async Task Given_a_lost_answer_with_a_note_when_the_request_comes_again_then_the_same_items_come()
    {
        await bench.DeliverMailAsync("one", new string('x', 5000));
        await bench.DeliverMailAsync("two", "Hello");
        await BreakAsync(1, BadItemReason.BlobMissing);
        var phone = bench.NewPhone("phone1");
        await phone.SyncAsync(Inbox, Cancel);
        var asked = new SyncRequest(phone.Next(Inbox, next => next with { Options = WholeText }));
        var lost = await phone.Device.SyncAsync(asked, Cancel);

        var again = await phone.Device.SyncAsync(asked, Cancel);

        Assert.Equal((lost.Single.SyncKey, 2), (again.Single.SyncKey, again.Single.Changes.Count));
        Assert.Equal(lost.Single.AddedIds, again.Single.AddedIds);
    }

    [Fact]
    public async Task Given_a_bad_mail_when_a_device_fetches_it_then_the_note_comes()
    {
        await bench.DeliverMailAsync("one", new string('x', 5000));
        var phone = bench.NewPhone("phone1");
        await phone.SyncAllAsync(Inbox, Cancel);
        await BreakAsync(1, BadItemReason.BlobMissing);

        var answer = await phone.SyncAsync(Inbox, Cancel, next => next with { Options = WholeText, Commands = [SyncCommand.Fetch("2:1")] });

        Assert.Equal(1, Assert.Single(answer.Single.Results).Status);
        Assert.Single(await bench.BadItems.ListAsync(bench.Id, Cancel));
    }

    [Fact]
    public async Task Given_a_bad_mail_that_is_shown_again_and_again_when_ten_minutes_pass_then_it_is_counted_once_more()
    {
        await bench.DeliverMailAsync("one", new string('x', 5000));
        await BreakAsync(1, BadItemReason.BlobMissing);
        await bench.NewPhone("first").SyncAllAsync(Inbox, Cancel, next => next with { Options = WholeText });
        bench.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        await bench.NewPhone("second").SyncAllAsync(Inbox, Cancel, next => next with { Options = WholeText });
        var before = Assert.Single(await bench.BadItems.ListAsync(bench.Id, Cancel)).Record;
        bench.Time.Advance(TimeSpan.FromTicks(1));

        await bench.NewPhone("third").SyncAllAsync(Inbox, Cancel, next => next with { Options = WholeText });

        var after = Assert.Single(await bench.BadItems.ListAsync(bench.Id, Cancel)).Record;
        Assert.Equal((1, "first"), (before.Count, before.Device));
        Assert.Equal((2, "third", before.FirstSeen, bench.Time.GetUtcNow()), (after.Count, after.Device, after.FirstSeen, after.LastSeen));
    }

    [Theory]
    [InlineData(ItemClass.Calendar, "Calendar:Subject")]
    [InlineData(ItemClass.Contacts, "Contacts:FileAs")]
    [InlineData(ItemClass.Tasks, "Tasks:Subject")]
    [InlineData(ItemClass.Notes, "Notes:Subject")]
    public async Task Given_an_item_of_a_class_that_has_no_writer_when_its_folder_is_synced_then_a_note_of_that_class_comes(ItemClass itemClass, string title)
    {
        var folder = itemClass switch { ItemClass.Calendar => 10, ItemClass.Contacts => 7, ItemClass.Tasks => 15, _ => 17 };
        var id = await bench.DeliverMailAsync("one", "Hello", folder: folder);
        await bench.ChangeAsync(id, item => item with { Class = itemClass });
        var phone = bench.NewPhone("phone1");

        await phone.SyncAllAsync($"{folder}", Cancel);

        var data = phone.Held($"{folder}").Items[$"{folder}:{id}"].Data;
        Assert.Equal(StandInContent.Subject, data.TextOf(title));
        Assert.Equal(StandInContent.Text, data.Find("AirSyncBase:Body")!.TextOf("AirSyncBase:Data"));
        Assert.Equal(BadItemReason.NoWriter, Assert.Single(await bench.BadItems.ListAsync(bench.Id, Cancel)).Record.Reason);
    }

    private async Task BreakAsync(long id, BadItemReason kind)
    {
        switch (kind)
        {
            case BadItemReason.Damaged:
                await bench.ChangeAsync(id, item => item with { Content = item.Content[..(item.Content.Length / 2)] });
                break;
            case BadItemReason.BlobMissing:
                await bench.Blobs.DeleteAsync((await bench.Mailbox.FindItemsAsync([id], Cancel))[0]!.Blob!, Cancel);
                break;
            case BadItemReason.NoWriter:
                await bench.ChangeAsync(id, item => item with { Class = (ItemClass)99 });
                break;
            default:
                writer.HalfWay = item => item.Id == id ? throw new FormatException() : Task.CompletedTask;
                break;
        }
    }
}
