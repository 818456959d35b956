using Carbonio.Cloud.Mailboxes.BadItems;
using Carbonio.Cloud.Mailboxes.Delivery;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests;

public sealed class BadItemStoreTests
{
    private readonly DeliveryFixture mailboxes = new();
    private readonly BadItemStore store;

    public BadItemStoreTests() => store = new(mailboxes.Services, NullLogger<BadItemStore>.Instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_message_that_the_parser_fails_on_when_it_is_delivered_then_it_is_listed_with_its_mail_in_one_batch()
    {
        var batches = new List<int>();
        mailboxes.Entities.BeforeWrite = batch =>
        {
            batches.Add(batch.Writes.Count(write => write.Row.StartsWith("b!", StringComparison.Ordinal) || write.Row.StartsWith("i!", StringComparison.Ordinal)));
            return Task.CompletedTask;
        };

        await DeliverUnreadableAsync();

        var listed = Assert.Single(await store.ListAsync(mailboxes.Alice, Token));
        Assert.Equal((1, BadItemReason.Unreadable, null, 1), (listed.Record.Item, listed.Record.Reason, listed.Record.Device, listed.Record.Count));
        Assert.Equal(("Inbox", null), (listed.FolderPath, listed.Subject));
        Assert.Contains(2, batches);
    }

    [Fact]
    public async Task Given_a_full_batch_of_unreadable_messages_with_keys_when_they_are_delivered_then_all_are_in_and_listed()
    {
        var delivery = Failing();
        var gate = new TaskCompletionSource();
        mailboxes.Entities.BeforeWrite = _ => gate.Task;
        var deliveries = Enumerable.Range(0, 1 + MailDelivery.MaximumBatchMails)
            .Select(i => Task.Run(() => delivery.DeliverAsync(mailboxes.Alice, 0, 2, DeliveryFixture.Mail($"s{i}"), new DeliveryOptions { IdempotencyKey = $"k{i}" }, Token), Token))
            .ToList();
        gate.SetResult();

        var outcomes = await Task.WhenAll(deliveries);

        Assert.All(outcomes, outcome => Assert.Equal(DeliveryResult.Delivered, outcome.Result));
        Assert.Equal(outcomes.Length, (await store.ListAsync(mailboxes.Alice, Token)).Count);
    }

    [Theory]
    [InlineData(999, 1000)]
    [InlineData(1000, 1000)]
    public async Task Given_so_many_records_when_two_more_items_are_bad_then_there_are_a_thousand_at_most(int before, int after)
    {
        await DeliverAsync(before + 2);
        var items = await AllAsync();
        await NoteAsync([.. items.Take(before)]);

        await NoteAsync([.. items.Skip(before)]);

        Assert.Equal(after, (await store.ListAsync(mailboxes.Alice, Token)).Count);
    }

    [Fact]
    public async Task Given_a_thousand_records_when_an_unreadable_message_is_delivered_then_it_is_in_and_not_listed()
    {
        await DeliverAsync(BadItemStore.MaximumItems);
        await NoteAsync(await mailboxes.ItemsAsync());

        var outcome = await DeliverUnreadableAsync();

        Assert.Equal(new DeliveryOutcome(DeliveryResult.Delivered, 1001), outcome);
        Assert.Null(await store.FindAsync(mailboxes.Alice, 1001, Token));
    }

    [Fact]
    public async Task Given_a_thousand_records_of_which_one_item_is_gone_when_another_is_bad_then_it_takes_that_place()
    {
        await DeliverAsync(BadItemStore.MaximumItems + 1);
        var items = await AllAsync();
        await NoteAsync([.. items.Take(BadItemStore.MaximumItems)]);
        await DeleteAsync(items[0]);

        await NoteAsync([items[^1]]);

        var listed = await store.ListAsync(mailboxes.Alice, Token);
        Assert.Equal(BadItemStore.MaximumItems, listed.Count);
        Assert.Contains(listed, one => one.Record.Item == items[^1].Id);
    }

    [Fact]
    public async Task Given_an_item_that_is_gone_when_the_list_is_looked_at_then_its_record_is_gone_too()
    {
        await DeliverAsync(2);
        var items = await mailboxes.ItemsAsync();
        await NoteAsync(items);
        await DeleteAsync(items[0]);

        Assert.Equal([items[1].Id], (await store.ListAsync(mailboxes.Alice, Token)).Select(one => one.Record.Item));
        Assert.Null(await store.FindAsync(mailboxes.Alice, items[0].Id, Token));
    }

    [Fact]
    public async Task Given_an_item_that_was_moved_when_the_list_is_looked_at_then_it_says_where_it_is_now()
    {
        await DeliverAsync(1);
        var item = Assert.Single(await mailboxes.ItemsAsync());
        await NoteAsync([item]);
        var mailbox = mailboxes.Services.Open(mailboxes.Alice);
        var batch = mailbox.Begin(await mailbox.ReadStateAsync(Token), Origin.Server);
        batch.Move(item, 3);
        Assert.True(await mailbox.TryCommitAsync(batch, Token));

        var listed = Assert.Single(await store.ListAsync(mailboxes.Alice, Token));

        Assert.Equal((3, "Trash", "s0"), (listed.Record.Folder, listed.FolderPath, listed.Subject));
    }

    [Fact]
    public async Task Given_another_writer_that_is_faster_when_an_item_is_noted_then_it_is_noted_all_the_same()
    {
        await DeliverAsync(1);
        var items = await mailboxes.ItemsAsync();
        var interfered = false;
        mailboxes.Entities.BeforeWrite = async batch =>
        {
            if (!interfered && batch.Writes.Any(write => write.Row.StartsWith("b!", StringComparison.Ordinal)))
            {
                interfered = true;
                await mailboxes.DeliverAsync(DeliveryFixture.Mail("meanwhile"));
            }
        };

        await NoteAsync(items);

        Assert.Single(await store.ListAsync(mailboxes.Alice, Token));
    }

    [Fact]
    public async Task Given_two_mailboxes_when_an_item_of_one_is_bad_then_the_other_lists_nothing()
    {
        await DeliverAsync(1);
        await NoteAsync(await mailboxes.ItemsAsync());

        Assert.Empty(await store.ListAsync(mailboxes.Bob, Token));
        Assert.Null(await store.FindAsync(mailboxes.Bob, 1, Token));
    }

    private MailDelivery Failing() => new(mailboxes.Services, NullLogger<MailDelivery>.Instance)
    {
        Build = (mime, bcc) => MailContentBuilder.Build(mime, bcc, _ => throw new InvalidOperationException()),
    };

    private Task<DeliveryOutcome> DeliverUnreadableAsync() =>
        Failing().DeliverAsync(mailboxes.Alice, 0, 2, DeliveryFixture.Mail(), DeliveryOptions.Default, Token);

    // Straight into the mailbox, many in a batch: a thousand deliveries are not what is tested.
    private async Task DeliverAsync(int count)
    {
        var mailbox = mailboxes.Services.Open(mailboxes.Alice);
        for (var done = 0; done < count; done += 30)
        {
            var batch = mailbox.Begin(await mailbox.ReadStateAsync(Token), Origin.Server);
            for (var i = done; i < Math.Min(count, done + 30); i++)
            {
                var mime = DeliveryFixture.Mail($"s{i}");
                batch.Add(new Item
                {
                    Id = 0,
                    Folder = 2,
                    Class = ItemClass.Email,
                    Received = mailboxes.Time.GetUtcNow(),
                    Size = mime.Length,
                    Content = MailContentBuilder.Build(mime, receivedAsBcc: false).Content,
                });
            }

            Assert.True(await mailbox.TryCommitAsync(batch, Token));
        }
    }

    private async Task<IReadOnlyList<Item>> AllAsync()
    {
        var mailbox = mailboxes.Services.Open(mailboxes.Alice);
        var state = await mailbox.ReadStateAsync(Token);
        return [.. (await mailbox.FindItemsAsync([.. Enumerable.Range(1, (int)state.NextItem - 1).Select(id => (long)id)], Token)).Select(item => item!)];
    }

    private Task NoteAsync(IReadOnlyList<Item> items) =>
        store.NoteAsync(mailboxes.Alice, [.. items.Select(item => new BadItemSighting(item, BadItemReason.Damaged))], "phone1", Token);

    private async Task DeleteAsync(Item item)
    {
        var mailbox = mailboxes.Services.Open(mailboxes.Alice);
        var batch = mailbox.Begin(await mailbox.ReadStateAsync(Token), Origin.Server);
        batch.Delete(item);
        Assert.True(await mailbox.TryCommitAsync(batch, Token));
    }
}
