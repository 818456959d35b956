using Carbonio.Cloud.ActiveSync.BadItems;
using Carbonio.Cloud.ActiveSync.Tests.Sync;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes.BadItems;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mailboxes.Storage;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.BadItems;

public sealed class BadItemRetryTests
{
    private const string Inbox = "2";

    private readonly HookedWriter writer = new();
    private readonly SyncBench bench;

    public BadItemRetryTests() => bench = new(writer: writer);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_damaged_mail_whose_blob_is_whole_when_tried_again_then_every_phone_is_told_of_a_Delete_and_an_Add()
    {
        var phone = await ShownDamagedAsync();

        var outcome = await bench.Retry.RetryAsync(bench.Id, 1, Cancel);
        var answer = await phone.SyncAsync(Inbox, Cancel);

        Assert.Equal(new BadItemRetryOutcome(BadItemRetryStatus.Replaced, NewItem: 2), outcome);
        Assert.Equal([(SyncChangeKind.Delete, "2:1"), (SyncChangeKind.Add, "2:2")], answer.Single.Changes.Select(change => (change.Kind, change.ServerId)));
        Assert.Equal("Hello", phone.Held(Inbox).Items["2:2"].Body.Data);
        Assert.Empty(phone.Errors);
        Assert.Empty(await bench.BadItems.ListAsync(bench.Id, Cancel));
    }

    [Fact]
    public async Task Given_a_damaged_mail_when_it_is_replaced_then_all_but_its_id_and_content_stays()
    {
        await bench.DeliverMailAsync("one", "Hello", new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero), folder: 3);
        await bench.ChangeAsync(1, item => item with { Read = true, Flag = new MailFlag { Status = 2 }.Pack(), Categories = ["red"] });
        var (before, used) = (await ItemAsync(1), (await bench.Mailbox.ReadStateAsync(Cancel)).UsedBytes);
        await bench.ChangeAsync(1, item => item with { Content = item.Content[..^1] });
        await bench.NewPhone("phone1").SyncAllAsync("3", Cancel);

        await bench.Retry.RetryAsync(bench.Id, 1, Cancel);

        var after = await ItemAsync(2);
        Assert.Null(await ItemAsync(1));
        Assert.Equal((before!.Folder, before.Received, before.Size, before.Blob), (after!.Folder, after.Received, after.Size, after.Blob));
        Assert.True(after.Read);
        Assert.Equal(before.Flag, after.Flag);
        Assert.Equal(before.Categories, after.Categories);
        Assert.Equal(before.Content, after.Content);
        Assert.Equal(used, (await bench.Mailbox.ReadStateAsync(Cancel)).UsedBytes);
        Assert.NotNull(await bench.Blobs.ReadAsync(after.Blob!, 0, new byte[1], Cancel));
    }

    [Fact]
    public async Task Given_a_mail_that_was_answered_when_it_is_replaced_then_that_is_still_known()
    {
        await bench.DeliverMailAsync("one", "Hello");
        await bench.ChangeAsync(1, item =>
        {
            var verb = new FieldWriter();
            verb.Integer((byte)MailField.LastVerb, 1);
            verb.Integer((byte)MailField.LastVerbTime, 639000000000000000);
            return item with { Content = [.. verb.ToArray(), .. item.Content[..^1]] };
        });
        await bench.NewPhone("phone1").SyncAllAsync(Inbox, Cancel);

        await bench.Retry.RetryAsync(bench.Id, 1, Cancel);

        var mail = new MailFields((await ItemAsync(2))!.Content);
        Assert.True(mail.IsWhole);
        Assert.Equal((1, 639000000000000000), (mail.Integer(MailField.LastVerb), mail.Integer(MailField.LastVerbTime)));
    }

    [Fact]
    public async Task Given_a_mail_whose_blob_is_missing_when_tried_again_then_it_is_still_bad_and_still_listed()
    {
        var phone = await ShownDamagedAsync();
        await bench.Blobs.DeleteAsync((await ItemAsync(1))!.Blob!, Cancel);

        var outcome = await bench.Retry.RetryAsync(bench.Id, 1, Cancel);

        Assert.Equal(new BadItemRetryOutcome(BadItemRetryStatus.StillBad, Reason: BadItemReason.BlobMissing), outcome);
        Assert.Single(await bench.BadItems.ListAsync(bench.Id, Cancel));
        Assert.True((await phone.SyncAsync(Inbox, Cancel)).IsEmpty);
    }

    [Fact]
    public async Task Given_a_mail_that_its_writer_fails_on_when_tried_again_then_it_is_still_bad_until_the_writer_is_mended()
    {
        await bench.DeliverMailAsync("one", "Hello");
        writer.HalfWay = _ => throw new InvalidOperationException();
        await bench.NewPhone("phone1").SyncAllAsync(Inbox, Cancel);

        var before = await bench.Retry.RetryAsync(bench.Id, 1, Cancel);
        writer.HalfWay = _ => Task.CompletedTask;
        var after = await bench.Retry.RetryAsync(bench.Id, 1, Cancel);

        Assert.Equal(new BadItemRetryOutcome(BadItemRetryStatus.StillBad, Reason: BadItemReason.WriterFailed), before);
        Assert.Equal(BadItemRetryStatus.Replaced, after.Status);
    }

    [Fact]
    public async Task Given_a_mail_that_is_replaced_when_it_is_tried_once_more_then_it_is_not_listed_and_nothing_happens()
    {
        await ShownDamagedAsync();
        await bench.Retry.RetryAsync(bench.Id, 1, Cancel);

        var again = await bench.Retry.RetryAsync(bench.Id, 1, Cancel);

        Assert.Equal(BadItemRetryStatus.NotListed, again.Status);
        Assert.Single(await bench.ItemsAsync(2));
    }

    [Fact]
    public async Task Given_two_administrators_when_both_try_the_same_mail_then_it_is_replaced_once()
    {
        await ShownDamagedAsync();
        Task<BadItemRetryOutcome>? other = null;
        bench.Model.BeforeWrite = async batch =>
        {
            if (other is null && batch.Writes.Any(write => write.Row.StartsWith("b!", StringComparison.Ordinal)))
            {
                other = Task.FromResult(new BadItemRetryOutcome(BadItemRetryStatus.Busy)); // so that this runs once
                other = Task.FromResult(await bench.Retry.RetryAsync(bench.Id, 1, Cancel));
            }
        };

        var mine = await bench.Retry.RetryAsync(bench.Id, 1, Cancel);

        Assert.Equal(BadItemRetryStatus.Replaced, (await other!).Status);
        Assert.Equal(BadItemRetryStatus.NotListed, mine.Status);
        Assert.Single(await bench.ItemsAsync(2));
    }

    [Fact]
    public async Task Given_a_mail_that_is_no_bad_one_when_tried_again_then_it_stays_as_it_is()
    {
        await bench.DeliverMailAsync("one", "Hello");

        var outcome = await bench.Retry.RetryAsync(bench.Id, 1, Cancel);

        Assert.Equal(BadItemRetryStatus.NotListed, outcome.Status);
        Assert.NotNull(await ItemAsync(1));
    }

    private async Task<PhoneModel> ShownDamagedAsync()
    {
        await bench.DeliverMailAsync("one", "Hello");
        await bench.ChangeAsync(1, item => item with { Content = item.Content[..^1] });
        var phone = bench.NewPhone("phone1");
        await phone.SyncAllAsync(Inbox, Cancel);
        Assert.Equal(StandInContent.Text, phone.Held(Inbox).Items["2:1"].Body.Data);
        return phone;
    }

    private async Task<Item?> ItemAsync(long id) => (await bench.Mailbox.FindItemsAsync([id], Cancel))[0];
}
