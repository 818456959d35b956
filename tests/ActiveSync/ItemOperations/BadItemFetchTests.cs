using Carbonio.Cloud.Mailboxes.BadItems;
using Carbonio.Cloud.Mailboxes.Items;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.ItemOperations;

public sealed class BadItemFetchTests
{
    private const string WholeText = "<Options><b:BodyPreference><b:Type>1</b:Type></b:BodyPreference></Options>";

    private const string WithFile = """
        Subject: File
        Content-Type: multipart/mixed; boundary=m

        --m
        Content-Type: text/plain

        Hello
        --m
        Content-Type: application/pdf; name=a.pdf
        Content-Transfer-Encoding: base64

        AAECAwQFBgcICQ==
        --m--
        """;

    private readonly ItemOperationsFixture phone = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_bad_mail_between_two_good_ones_when_all_are_fetched_then_a_note_comes_in_its_place()
    {
        await DeliverThreeAsync();

        var shown = await phone.ShowAsync(string.Concat(Enumerable.Range(1, 3).Select(i => ItemOperationsFixture.FetchItem($"2:{i}", WholeText))));

        Assert.Contains($"ServerId = 2:1\n      Class = Email\n      ItemOperations:Properties\n        Email:Subject = first\n", shown, StringComparison.Ordinal);
        Assert.Contains($"Data = {StandInContent.Text}\n", shown, StringComparison.Ordinal);
        Assert.Contains("Email:Subject = third\n", shown, StringComparison.Ordinal);
        var listed = Assert.Single(await phone.BadItems.ListAsync(phone.Mail.Mailbox.Id, Cancel));
        Assert.Equal((2, BadItemReason.BlobMissing, "second", "Inbox"), (listed.Record.Item, listed.Record.Reason, listed.Subject, listed.FolderPath));
    }

    [Fact]
    public async Task Given_a_bad_mail_between_two_good_ones_when_all_are_fetched_in_parts_then_each_part_is_the_one_that_its_element_names()
    {
        await DeliverThreeAsync();

        var (document, parts) = await phone.ShowPartsAsync(string.Concat(Enumerable.Range(1, 3).Select(i => ItemOperationsFixture.FetchItem($"2:{i}", WholeText))));

        Assert.Equal(3, parts.Count);
        Assert.Equal(new string('a', 5000), System.Text.Encoding.UTF8.GetString(parts[0]));
        Assert.Equal(StandInContent.Text, System.Text.Encoding.UTF8.GetString(parts[1]));
        Assert.Equal(new string('c', 5000), System.Text.Encoding.UTF8.GetString(parts[2]));
        Assert.Contains("Part = 3", document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_an_attachment_whose_blob_is_missing_when_it_is_fetched_then_status_6_and_its_mail_is_listed()
    {
        var item = await phone.Mail.DeliverAsync(WithFile);
        await phone.Mail.DeleteAsync(item.Blob!, Cancel);

        var shown = await phone.ShowAsync(ItemOperationsFixture.FetchFile("1:2"));

        Assert.EndsWith("Fetch\n      Status = 6\n      AirSyncBase:FileReference = 1:2", shown, StringComparison.Ordinal);
        Assert.Equal(BadItemReason.BlobMissing, Assert.Single(await phone.BadItems.ListAsync(phone.Mail.Mailbox.Id, Cancel)).Record.Reason);
    }

    [Fact]
    public async Task Given_an_attachment_whose_blob_was_cut_when_it_is_fetched_then_status_14_and_nothing_of_it_is_left_in_the_answer()
    {
        var item = await phone.Mail.DeliverAsync(WithFile.Replace("AAECAwQFBgcICQ==", string.Concat(Enumerable.Repeat("AAECAwQFBgcICQoL\n", 10_000)), StringComparison.Ordinal));
        var start = new byte[100_000];
        await phone.Mail.ReadAsync(item.Blob!, 0, start, Cancel);
        await phone.Mail.DeleteAsync(item.Blob!, Cancel);
        await phone.Mail.WriteAsync(item.Blob!, start, Cancel);

        var (document, parts) = await phone.ShowPartsAsync(ItemOperationsFixture.FetchFile("1:2"));

        Assert.EndsWith("Fetch\n      Status = 14\n      AirSyncBase:FileReference = 1:2", document, StringComparison.Ordinal);
        Assert.Empty(parts);
        Assert.Equal(BadItemReason.Damaged, Assert.Single(await phone.BadItems.ListAsync(phone.Mail.Mailbox.Id, Cancel)).Record.Reason);
    }

    [Fact]
    public async Task Given_an_item_of_a_class_without_a_writer_when_it_is_fetched_then_a_note_comes()
    {
        var item = await phone.Mail.DeliverAsync("Subject: one\n\nHello");
        var batch = phone.Mail.Mailbox.Begin(await phone.Mail.Mailbox.ReadStateAsync(Cancel), Origin.Server);
        batch.Update(item, item with { Class = (ItemClass)99 }, 0);
        Assert.True(await phone.Mail.Mailbox.TryCommitAsync(batch, Cancel));

        var shown = await phone.ShowAsync(ItemOperationsFixture.FetchItem("2:1", WholeText));

        Assert.Contains($"Class = Email\n      ItemOperations:Properties\n        Email:Subject = {StandInContent.Subject}\n", shown, StringComparison.Ordinal);
        Assert.Equal(BadItemReason.NoWriter, Assert.Single(await phone.BadItems.ListAsync(phone.Mail.Mailbox.Id, Cancel)).Record.Reason);
    }

    private async Task DeliverThreeAsync()
    {
        await phone.Mail.DeliverAsync("Subject: first\nContent-Type: text/plain\n\n" + new string('a', 5000));
        var second = await phone.Mail.DeliverAsync("Subject: second\nContent-Type: text/plain\n\n" + new string('b', 5000));
        await phone.Mail.DeliverAsync("Subject: third\nContent-Type: text/plain\n\n" + new string('c', 5000));
        await phone.Mail.DeleteAsync(second.Blob!, Cancel);
    }
}
