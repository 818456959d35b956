using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Sync;

/// <summary>What one answer holds at most, whatever the number of collections in it.</summary>
public sealed class AnswerBoundTests
{
    private const int MailBytes = 4 * 1024 * 1024;
    private const int FittingMails = (int)(ActiveSync.Sync.SyncLimits.MaximumAnswerBytes / MailBytes);

    private readonly SyncBench bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FittingMails - 1, 1, 2)]
    [InlineData(FittingMails - 1, 2, 2)]
    [InlineData(FittingMails, 1, 1)]
    [InlineData(FittingMails + 1, 1, 1)]
    public async Task Given_large_mails_in_two_folders_when_both_are_synced_then_the_answer_is_bounded_and_the_next_ones_bring_the_rest(
        int inInbox, int inSent, int answered)
    {
        var phone = bench.NewPhone("phone1");
        await phone.SyncAsync("2", Cancel);
        await phone.SyncAsync("5", Cancel);
        await DeliverAsync(FolderIds.Inbox, inInbox);
        await DeliverAsync(FolderIds.Sent, inSent);

        var first = await BothAsync(phone);
        while (!(await BothAsync(phone)).IsEmpty)
        {
        }

        Assert.Equal(answered, first.Collections.Count);
        Assert.Equal(Math.Min(FittingMails, inInbox + inSent), first.Collections.Sum(collection => collection.Changes.Count));
        Assert.Equal((inInbox, inSent), (phone.Held("2").Items.Count, phone.Held("5").Items.Count));
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_lost_answer_of_full_size_when_it_is_repeated_with_another_folder_then_the_other_waits()
    {
        var phone = bench.NewPhone("phone1");
        await phone.SyncAsync("2", Cancel);
        await phone.SyncAsync("5", Cancel);
        await DeliverAsync(FolderIds.Inbox, FittingMails);
        await DeliverAsync(FolderIds.Sent, 1);
        await phone.Device.SyncAsync(new SyncRequest(Next(phone, "2")), Cancel);

        var answer = await BothAsync(phone);

        Assert.Equal("2", answer.Single.CollectionId);
        Assert.Equal(FittingMails, answer.Single.Changes.Count);
    }

    private static SyncCollection Next(PhoneModel phone, string folder) => phone.Next(folder, next => next with { WindowSize = 512 });

    private static async Task<SyncAnswer> BothAsync(PhoneModel phone)
    {
        var answer = await phone.Device.SyncAsync(new SyncRequest(Next(phone, "2"), Next(phone, "5")), Cancel);
        phone.Apply(answer);
        return answer;
    }

    private async Task DeliverAsync(int folder, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var batch = bench.Mailbox.Begin(await bench.Mailbox.ReadStateAsync(Cancel), Origin.Server);
            batch.Add(new Item { Id = 0, Folder = folder, Class = ItemClass.Email, Received = bench.Time.GetUtcNow(), Size = MailBytes, Content = "large"u8.ToArray() });
            Assert.True(await bench.Mailbox.TryCommitAsync(batch, Cancel));
        }
    }
}
