using Carbonio.Cloud.Mailboxes.Delivery;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Storage;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests;

public sealed class MailDeliveryTests
{
    private readonly DeliveryFixture mailboxes = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_mail_when_it_is_delivered_then_its_row_and_its_blob_are_there()
    {
        var mime = DeliveryFixture.Mail();

        var outcome = await mailboxes.DeliverAsync(mime);

        var item = Assert.Single(await mailboxes.ItemsAsync());
        Assert.Equal(new DeliveryOutcome(DeliveryResult.Delivered, 1), outcome);
        Assert.Equal(mime.Length, item.Size);
        Assert.Equal("Hello", new MailContent(item.Content).Text(MailField.Subject));
        Assert.False(item.Read);
        var stored = new byte[mime.Length];
        Assert.Equal(mime.Length, await mailboxes.Blobs.ReadAsync(item.Blob!, 0, stored, Token));
        Assert.Equal(mime, stored);
        Assert.StartsWith($"{mailboxes.Alice.Tenant}/{mailboxes.Alice.Account}/", item.Blob, StringComparison.Ordinal);
        Assert.Equal(mime.Length, (await mailboxes.Services.Open(mailboxes.Alice).ReadStateAsync(Token)).UsedBytes);
    }

    [Fact]
    public async Task Given_a_hundred_mails_at_once_when_they_are_delivered_to_one_mailbox_then_all_are_there_once_in_few_batches()
    {
        var batches = 0;
        var gate = new TaskCompletionSource();
        mailboxes.Entities.BeforeWrite = async batch =>
        {
            if (batch.Writes.Any(write => write.Row.StartsWith("i!", StringComparison.Ordinal)) && Interlocked.Increment(ref batches) == 1)
            {
                await gate.Task;
            }
        };

        var deliveries = Enumerable.Range(0, 100).Select(i => Task.Run(() => mailboxes.DeliverAsync(DeliveryFixture.Mail($"s{i}")), Token)).ToList();
        while ((await mailboxes.BlobNamesAsync()).Count < 100)
        {
            await Task.Yield();
        }

        gate.SetResult();
        var outcomes = await Task.WhenAll(deliveries);

        var items = await mailboxes.ItemsAsync();
        Assert.All(outcomes, outcome => Assert.Equal(DeliveryResult.Delivered, outcome.Result));
        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), outcomes.Select(outcome => outcome.ItemId).Order());
        Assert.Equal(100, items.Select(item => new MailContent(item.Content).Text(MailField.Subject)).Distinct().Count());
        Assert.InRange(batches, 6, 20); // 1 + 99 / 20, and a straggler or two whose blob was just written
        var mailbox = mailboxes.Services.Open(mailboxes.Alice);
        var state = await mailbox.ReadStateAsync(Token);
        var log = await mailbox.ReadLogAsync(FolderIds.Inbox, 0, state.Sequence, 1000, Token);
        Assert.Equal(Enumerable.Range(2, 100).Select(i => (long)i), log.Entries.Select(entry => entry.Sequence));
        Assert.Equal(101, state.LastSequence(FolderIds.Inbox));
        Assert.Equal(0, mailboxes.Delivery.ActiveLanes);
    }

    [Fact]
    public async Task Given_two_mailboxes_when_one_is_stuck_then_the_other_still_gets_its_mail()
    {
        var gate = new TaskCompletionSource();
        mailboxes.Entities.BeforeWrite = batch => batch.Partition == mailboxes.Alice.Partition && batch.Writes.Any(write => write.Row.StartsWith("i!", StringComparison.Ordinal))
            ? gate.Task
            : Task.CompletedTask;

        var stuck = mailboxes.DeliverAsync(DeliveryFixture.Mail());
        var other = await mailboxes.Delivery.DeliverAsync(mailboxes.Bob, 0, FolderIds.Inbox, DeliveryFixture.Mail(), DeliveryOptions.Default, Token);

        Assert.Equal(DeliveryResult.Delivered, other.Result);
        Assert.False(stuck.IsCompleted);
        gate.SetResult();
        Assert.True((await stuck).IsDelivered);
    }

    [Fact]
    public async Task Given_a_key_when_it_comes_again_then_the_first_outcome_is_given_and_nothing_is_written()
    {
        var first = await mailboxes.DeliverAsync(DeliveryFixture.Mail(), key: "queue-7/alice");
        var again = await mailboxes.DeliverAsync(DeliveryFixture.Mail(), key: "queue-7/alice");

        Assert.Equal(new DeliveryOutcome(DeliveryResult.AlreadyDelivered, first.ItemId), again);
        Assert.Single(await mailboxes.ItemsAsync());
        Assert.Single(await mailboxes.BlobNamesAsync());
    }

    [Fact]
    public async Task Given_one_key_twice_in_a_batch_when_it_is_written_then_one_mail_and_one_blob_stay()
    {
        var gate = new TaskCompletionSource();
        var writes = 0;
        mailboxes.Entities.BeforeWrite = batch => batch.Holds("m") && Interlocked.Increment(ref writes) == 2 ? gate.Task : Task.CompletedTask;
        var blocker = mailboxes.DeliverAsync(DeliveryFixture.Mail("blocker"));
        var one = mailboxes.DeliverAsync(DeliveryFixture.Mail("same"), key: "k");
        var two = mailboxes.DeliverAsync(DeliveryFixture.Mail("same"), key: "k");
        while ((await mailboxes.BlobNamesAsync()).Count < 3)
        {
            await Task.Yield();
        }

        gate.SetResult();
        var outcomes = await Task.WhenAll(one, two);
        await blocker;

        Assert.Equal([DeliveryResult.Delivered, DeliveryResult.AlreadyDelivered], outcomes.Select(outcome => outcome.Result).Order());
        Assert.Equal(outcomes[0].ItemId, outcomes[1].ItemId);
        Assert.Equal(2, (await mailboxes.ItemsAsync()).Count);
        await WaitForBlobsAsync(2);
    }

    [Fact]
    public async Task Given_a_key_that_has_expired_when_it_comes_again_then_the_mail_is_delivered_again()
    {
        await mailboxes.DeliverAsync(DeliveryFixture.Mail(), key: "k");
        mailboxes.Time.Advance(MailDelivery.KeyLifetime);

        var again = await mailboxes.DeliverAsync(DeliveryFixture.Mail(), key: "k");

        Assert.Equal(DeliveryResult.Delivered, again.Result);
        Assert.Equal(2, (await mailboxes.ItemsAsync()).Count);
        Assert.Equal(1, await mailboxes.OnceRowsAsync());
    }

    [Fact]
    public async Task Given_many_expired_keys_when_new_ones_come_then_the_old_ones_go()
    {
        for (var i = 0; i < 200; i++)
        {
            await mailboxes.DeliverAsync(DeliveryFixture.Mail(), key: $"old-{i}");
        }

        mailboxes.Time.Advance(MailDelivery.KeyLifetime);
        for (var i = 0; i < 200; i++)
        {
            await mailboxes.DeliverAsync(DeliveryFixture.Mail(), key: $"new-{i}");
        }

        Assert.InRange(await mailboxes.OnceRowsAsync(), 200, 300); // 400 without the sweep
    }

    [Fact]
    public async Task Given_a_crash_between_blob_and_row_when_the_sender_repeats_then_the_mail_is_there_once()
    {
        mailboxes.Entities.BeforeWrite = batch => batch.Writes.Any(write => write.Row.StartsWith("i!", StringComparison.Ordinal))
            ? throw new StoreUnavailableException()
            : Task.CompletedTask;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => mailboxes.DeliverAsync(DeliveryFixture.Mail(), key: "k"));
        mailboxes.Entities.BeforeWrite = null;

        var again = await mailboxes.DeliverAsync(DeliveryFixture.Mail(), key: "k");

        Assert.Equal(DeliveryResult.Delivered, again.Result);
        var item = Assert.Single(await mailboxes.ItemsAsync());
        Assert.Contains(item.Blob, await mailboxes.BlobNamesAsync()); // beside the first try's, which nothing names
    }

    [Fact]
    public async Task Given_a_batch_whose_answer_was_lost_when_the_sender_repeats_then_it_is_told_of_the_first_and_the_blob_stays()
    {
        mailboxes.Entities.AfterWrite = batch => batch.Writes.Any(write => write.Row.StartsWith("i!", StringComparison.Ordinal))
            ? throw new StoreUnavailableException()
            : Task.CompletedTask;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => mailboxes.DeliverAsync(DeliveryFixture.Mail(), key: "k"));
        mailboxes.Entities.AfterWrite = null;

        var again = await mailboxes.DeliverAsync(DeliveryFixture.Mail(), key: "k");

        var item = Assert.Single(await mailboxes.ItemsAsync());
        Assert.Equal(new DeliveryOutcome(DeliveryResult.AlreadyDelivered, item.Id), again);
        Assert.Equal([item.Blob!], await mailboxes.BlobNamesAsync());
    }

    [Fact]
    public async Task Given_a_blob_store_that_fails_when_a_mail_comes_then_no_row_is_written()
    {
        mailboxes.Blobs.BeforeWrite = _ => throw new StoreUnavailableException();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => mailboxes.DeliverAsync(DeliveryFixture.Mail()));

        Assert.Empty(await mailboxes.ItemsAsync());
    }

    [Theory]
    [InlineData(-1, DeliveryResult.OverQuota)]
    [InlineData(0, DeliveryResult.Delivered)]
    [InlineData(1, DeliveryResult.Delivered)]
    public async Task Given_a_quota_when_a_mail_comes_then_it_must_fit_into_it(int spare, DeliveryResult expected)
    {
        var first = DeliveryFixture.Mail("first");
        var second = DeliveryFixture.Mail("second");
        await mailboxes.DeliverAsync(first);

        var outcome = await mailboxes.DeliverAsync(second, quota: first.Length + second.Length + spare);

        Assert.Equal(expected, outcome.Result);
        Assert.Equal(expected == DeliveryResult.Delivered ? 2 : 1, (await mailboxes.BlobNamesAsync()).Count);
    }

    [Fact]
    public async Task Given_mails_that_fit_singly_when_they_come_together_then_the_quota_still_holds_and_refused_blobs_go()
    {
        var mime = DeliveryFixture.Mail();
        var gate = new TaskCompletionSource();
        var writes = 0;
        mailboxes.Entities.BeforeWrite = batch => batch.Holds("m") && Interlocked.Increment(ref writes) == 2 ? gate.Task : Task.CompletedTask;
        var all = Enumerable.Range(0, 5).Select(_ => mailboxes.DeliverAsync(mime, quota: 3 * mime.Length)).ToList();
        while ((await mailboxes.BlobNamesAsync()).Count < 5)
        {
            await Task.Yield();
        }

        gate.SetResult();
        var outcomes = await Task.WhenAll(all);

        Assert.Equal(3, outcomes.Count(outcome => outcome.Result == DeliveryResult.Delivered));
        Assert.Equal(2, outcomes.Count(outcome => outcome.Result == DeliveryResult.OverQuota));
        await WaitForBlobsAsync(3);
    }

    [Theory]
    [InlineData(-1, DeliveryResult.TooLarge)]
    [InlineData(0, DeliveryResult.Delivered)]
    [InlineData(1, DeliveryResult.Delivered)]
    public async Task Given_the_longest_message_when_a_mail_comes_then_one_of_that_length_passes(int spare, DeliveryResult expected)
    {
        var mime = DeliveryFixture.Mail();
        var limited = new DeliveryFixture(mime.Length + spare);

        Assert.Equal(expected, (await limited.DeliverAsync(mime)).Result);
    }

    [Theory]
    [InlineData(999)]
    [InlineData(FolderIds.Calendar)]
    [InlineData(FolderIds.Root)]
    public async Task Given_a_folder_that_takes_no_mail_when_a_mail_comes_then_it_is_refused_without_a_trace(int folder)
    {
        Assert.Equal(DeliveryResult.NoSuchFolder, (await mailboxes.DeliverAsync(DeliveryFixture.Mail(), folder: folder)).Result);
        Assert.Empty(await mailboxes.BlobNamesAsync());
    }

    [Fact]
    public async Task Given_a_folder_that_goes_while_the_mail_waits_when_it_is_written_then_it_is_refused_and_its_blob_goes()
    {
        var mailbox = mailboxes.Services.Open(mailboxes.Alice);
        await mailbox.ReadStateAsync(Token);
        mailboxes.Blobs.BeforeWrite = _ => DeleteFolderAsync(FolderIds.Junk);

        var outcome = await mailboxes.DeliverAsync(DeliveryFixture.Mail(), folder: FolderIds.Junk);

        Assert.Equal(DeliveryResult.NoSuchFolder, outcome.Result);
        await WaitForBlobsAsync(0);
    }

    [Fact]
    public async Task Given_races_that_are_lost_when_a_mail_comes_then_it_is_tried_again_on_what_the_others_wrote()
    {
        var lost = 0;
        mailboxes.Entities.BeforeWrite = async batch =>
        {
            if (batch.Writes.Any(write => write.Row.StartsWith("i!", StringComparison.Ordinal)) && lost < 5)
            {
                lost++;
                await RaiseSignalAsync();
            }
        };

        var outcome = await mailboxes.PassTimeUntilAsync(mailboxes.DeliverAsync(DeliveryFixture.Mail()));

        Assert.Equal(DeliveryResult.Delivered, outcome.Result);
        Assert.Equal(5, (await mailboxes.Services.Open(mailboxes.Alice).ReadStateAsync(Token)).DeviceSignal);
        Assert.Single(await mailboxes.ItemsAsync());
    }

    [Fact]
    public async Task Given_races_that_are_always_lost_when_a_mail_comes_then_the_sender_is_asked_to_come_again_and_the_blob_goes()
    {
        var lost = 0;
        mailboxes.Entities.BeforeWrite = async batch =>
        {
            if (batch.Writes.Any(write => write.Row.StartsWith("i!", StringComparison.Ordinal)))
            {
                lost++;
                await RaiseSignalAsync();
            }
        };

        await Assert.ThrowsAsync<StoreUnavailableException>(() => mailboxes.PassTimeUntilAsync(mailboxes.DeliverAsync(DeliveryFixture.Mail())));

        Assert.Equal(MailDelivery.MaximumTries, lost);
        Assert.Empty(await mailboxes.ItemsAsync());
        await WaitForBlobsAsync(0);
    }

    [Fact]
    public async Task Given_a_sender_that_gives_up_while_its_mail_is_written_when_others_wait_then_they_are_served()
    {
        using var gone = new CancellationTokenSource();
        var gate = new TaskCompletionSource();
        var writes = 0;
        mailboxes.Entities.BeforeWrite = batch => batch.Holds("m") && Interlocked.Increment(ref writes) == 2 ? gate.Task : Task.CompletedTask;
        var first = mailboxes.Delivery.DeliverAsync(mailboxes.Alice, 0, FolderIds.Inbox, DeliveryFixture.Mail("first"), DeliveryOptions.Default, gone.Token);
        while (writes < 2)
        {
            await Task.Yield();
        }

        var second = mailboxes.DeliverAsync(DeliveryFixture.Mail("second"));
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();

        Assert.Equal(DeliveryResult.Delivered, (await second).Result);
        Assert.Equal(2, (await mailboxes.ItemsAsync()).Count);
    }

    [Fact]
    public async Task Given_options_when_a_mail_is_delivered_then_they_hold()
    {
        var received = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.FromHours(1));
        await mailboxes.Delivery.DeliverAsync(
            mailboxes.Alice, 0, FolderIds.Sent, DeliveryFixture.Mail(), new DeliveryOptions { Received = received, Read = true, ReceivedAsBcc = true }, Token);

        var item = Assert.Single(await mailboxes.ItemsAsync(FolderIds.Sent));
        Assert.Equal(received, item.Received);
        Assert.True(item.Read);
        Assert.Equal(1, new MailContent(item.Content).Integer(MailField.ReceivedAsBcc));
    }

    private async Task RaiseSignalAsync()
    {
        var mailbox = mailboxes.Services.Open(mailboxes.Alice);
        var batch = mailbox.Begin(await mailbox.ReadStateAsync(Token), Origin.Server);
        batch.RaiseDeviceSignal();
        Assert.True(await mailbox.TryCommitAsync(batch, Token));
    }

    private async Task DeleteFolderAsync(int folder)
    {
        var batch = new EntityBatch(Tables.Mail, mailboxes.Alice.Partition).Delete($"f!{folder:x8}");
        Assert.True(await mailboxes.Entities.TryWriteAsync(batch, Token));
    }

    // Refused blobs go after the sender was answered.
    private async Task WaitForBlobsAsync(int expected)
    {
        while ((await mailboxes.BlobNamesAsync()).Count != expected || mailboxes.Delivery.ActiveLanes > 0)
        {
            await Task.Yield();
        }

        Assert.Equal(expected, (await mailboxes.BlobNamesAsync()).Count);
    }
}
