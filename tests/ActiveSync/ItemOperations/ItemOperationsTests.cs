using System.Text;
using Carbonio.Cloud.ActiveSync.Tests.Content;
using Carbonio.Cloud.Mailboxes.Delivery;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.ItemOperations;

public sealed class ItemOperationsTests
{
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

    [Fact]
    public async Task Given_a_mail_when_it_is_fetched_then_its_properties_come_in_the_form_asked_for()
    {
        await phone.Mail.DeliverAsync("Subject: Hi\nDate: Sun, 1 Mar 2026 11:00:00 +0000\nMessage-ID: <a@x>\nContent-Type: text/plain\n\nHello Alice");

        var shown = await phone.ShowAsync(ItemOperationsFixture.FetchItem(
            "2:1", "<Options><a:MIMESupport>0</a:MIMESupport><b:BodyPreference><b:Type>1</b:Type><b:TruncationSize>5</b:TruncationSize></b:BodyPreference></Options>"));

        Assert.StartsWith(
            "ItemOperations:ItemOperations\n  Status = 1\n  Response\n    Fetch\n      Status = 1\n      AirSync:CollectionId = 2\n      ServerId = 2:1\n      Class = Email\n"
            + "      ItemOperations:Properties\n        Email:Subject = Hi\n        DateReceived = 2026-03-01T11:00:00.000Z\n",
            shown,
            StringComparison.Ordinal);
        Assert.Contains("AirSyncBase:Body\n          Type = 1\n          EstimatedDataSize = 11\n          Truncated = 1\n          Data = Hello\n", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "AAECAwQFBgcICQ==")]
    [InlineData("<Options><Range>0-9</Range></Options>", "        Range = 0-9\n        Total = 10\n", "AAECAwQFBgcICQ==")]
    [InlineData("<Options><Range>2-3</Range></Options>", "        Range = 2-3\n        Total = 10\n", "AgM=")]
    [InlineData("<Options><Range>9-9</Range></Options>", "        Range = 9-9\n        Total = 10\n", "CQ==")]
    [InlineData("<Options><Range>8-4000000000</Range></Options>", "        Range = 8-9\n        Total = 10\n", "CAk=")]
    public async Task Given_an_attachment_when_it_is_fetched_then_its_bytes_come(string options, string range, string data)
    {
        await phone.Mail.DeliverAsync(WithFile);

        Assert.Equal(
            "ItemOperations:ItemOperations\n  Status = 1\n  Response\n    Fetch\n      Status = 1\n      AirSyncBase:FileReference = 1:2\n      ItemOperations:Properties\n"
            + range + $"        AirSyncBase:ContentType = application/pdf\n        ItemOperations:Data = {data}",
            await phone.ShowAsync(ItemOperationsFixture.FetchFile("1:2", options)));
    }

    [Theory]
    [InlineData("10-11")]
    [InlineData("3-2")]
    [InlineData("-1")]
    [InlineData("1-")]
    [InlineData("a-b")]
    [InlineData("1")]
    [InlineData("")]
    [InlineData("0-99999999999999999999")]
    public async Task Given_a_range_that_is_none_when_an_attachment_is_fetched_then_status_8(string range)
    {
        await phone.Mail.DeliverAsync(WithFile);

        Assert.Equal(8, await StatusAsync(ItemOperationsFixture.FetchFile("1:2", $"<Options><Range>{range}</Range></Options>")));
    }

    [Theory]
    [InlineData("", 15)]
    [InlineData("x", 15)]
    [InlineData("1", 15)]
    [InlineData("1:", 15)]
    [InlineData(":2", 15)]
    [InlineData("01:2", 15)]
    [InlineData("1:2/../3", 15)]
    [InlineData("1:9", 15)]
    [InlineData("1:1", 15)] // the text is no attachment
    [InlineData("99:2", 6)]
    public async Task Given_a_reference_that_names_no_attachment_when_it_is_fetched_then_it_is_refused(string reference, int status)
    {
        await phone.Mail.DeliverAsync(WithFile);

        Assert.Equal(status, await StatusAsync(ItemOperationsFixture.FetchFile(reference)));
    }

    [Theory]
    [InlineData("2:99", "2")]
    [InlineData("3:1", "3")]
    [InlineData("2:1", "3")]
    [InlineData("x", "2")]
    [InlineData("", "2")]
    [InlineData("2:1", "x")]
    public async Task Given_an_id_that_finds_nothing_when_it_is_fetched_then_status_6(string serverId, string collection)
    {
        await phone.Mail.DeliverAsync(WithFile);

        Assert.Equal(6, await StatusAsync(ItemOperationsFixture.FetchItem(serverId, collection: collection)));
    }

    [Fact]
    public async Task Given_ids_of_another_mailbox_when_they_are_fetched_then_nothing_is_found()
    {
        await phone.Mail.DeliverAsync(phone.Mail.Other, ContentFixture.Bytes(WithFile), options: DeliveryOptions.Default);

        Assert.Equal(6, await StatusAsync(ItemOperationsFixture.FetchItem("2:1")));
        Assert.Equal(6, await StatusAsync(ItemOperationsFixture.FetchFile("1:2")));
    }

    [Fact]
    public async Task Given_a_mail_whose_blob_is_gone_when_its_attachment_is_fetched_then_it_is_not_found()
    {
        var item = await phone.Mail.DeliverAsync(WithFile);
        await phone.Mail.DeleteAsync(item.Blob!, TestContext.Current.CancellationToken);

        Assert.Equal(6, await StatusAsync(ItemOperationsFixture.FetchFile("1:2")));
    }

    [Theory]
    [InlineData("<Fetch><Store>Mailbox</Store><s:LongId>1</s:LongId></Fetch>", 6)]
    [InlineData("<Fetch><Store>DocumentLibrary</Store><d:LinkId>\\\\server\\share</d:LinkId></Fetch>", 4)]
    [InlineData("<Fetch><Store>Document Library</Store><d:LinkId>\\\\server\\share</d:LinkId></Fetch>", 4)]
    [InlineData("<Fetch><Store>Archive</Store><a:ServerId>2:1</a:ServerId></Fetch>", 9)]
    [InlineData("<Fetch><a:ServerId>2:1</a:ServerId></Fetch>", 2)]
    [InlineData("<Fetch><Store>Mailbox</Store></Fetch>", 2)]
    [InlineData("<Fetch><Store>Mailbox</Store><a:CollectionId>2</a:CollectionId></Fetch>", 2)]
    [InlineData("<Fetch><Store>Mailbox</Store><a:ServerId>2:1</a:ServerId><b:FileReference>1:2</b:FileReference></Fetch>", 2)]
    [InlineData("<Fetch><Store>Mailbox</Store><b:FileReference>1:2</b:FileReference><b:FileReference>1:2</b:FileReference></Fetch>", 2)]
    [InlineData("<Fetch><Store>mailbox</Store><a:ServerId>2:1</a:ServerId></Fetch>", 1)]
    [InlineData("<Fetch><Store>Mailbox</Store><a:ServerId>2:1</a:ServerId><Options><b:BodyPreference><b:Type>9</b:Type></b:BodyPreference></Options></Fetch>", 2)]
    [InlineData("<Fetch><Store>Mailbox</Store><a:ServerId>2:1</a:ServerId><Options><b:BodyPartPreference><b:Type>1</b:Type></b:BodyPartPreference></Options></Fetch>", 164)]
    public async Task Given_a_fetch_of_any_kind_when_it_is_answered_then_its_own_status_says_why(string fetch, int status)
    {
        await phone.Mail.DeliverAsync(WithFile);

        Assert.Equal(status, await StatusAsync(fetch));
    }

    [Fact]
    public async Task Given_good_and_bad_operations_when_they_are_answered_then_each_has_its_own_status_in_the_order_of_the_schema()
    {
        await phone.Mail.DeliverAsync(WithFile);

        var shown = await phone.ShowAsync(
            ItemOperationsFixture.FetchFile("1:9")
            + "<EmptyFolderContents><a:CollectionId>99</a:CollectionId></EmptyFolderContents>"
            + ItemOperationsFixture.FetchFile("1:2", "<Options><Range>0-0</Range></Options>"));

        Assert.Equal(
            """
            ItemOperations:ItemOperations
              Status = 1
              Response
                EmptyFolderContents
                  Status = 6
                  AirSync:CollectionId = 99
                ItemOperations:Fetch
                  Status = 15
                  AirSyncBase:FileReference = 1:9
                ItemOperations:Fetch
                  Status = 1
                  AirSyncBase:FileReference = 1:2
                  ItemOperations:Properties
                    Range = 0-0
                    Total = 10
                    AirSyncBase:ContentType = application/pdf
                    ItemOperations:Data = AA==
            """,
            shown,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Given_multipart_accepted_when_item_and_attachment_are_fetched_then_their_bytes_are_parts()
    {
        await phone.Mail.DeliverAsync(WithFile);

        var (document, parts) = await phone.ShowPartsAsync(
            ItemOperationsFixture.FetchItem("2:1", "<Options><b:BodyPreference><b:Type>1</b:Type></b:BodyPreference></Options>") + ItemOperationsFixture.FetchFile("1:2"));

        Assert.Contains("EstimatedDataSize = 5\n          ItemOperations:Part = 1\n", document, StringComparison.Ordinal);
        Assert.EndsWith("AirSyncBase:ContentType = application/pdf\n        ItemOperations:Part = 2", document, StringComparison.Ordinal);
        Assert.Equal(["Hello"u8.ToArray(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]], parts);
    }

    [Fact]
    public async Task Given_multipart_accepted_when_MIME_is_fetched_then_the_message_is_a_part_byte_for_byte()
    {
        byte[] mime = [.. "Content-Type: text/plain; charset=iso-8859-1\r\n\r\n"u8, 0xE4, 0x00, 0xFF];
        await phone.Mail.DeliverAsync(phone.Mail.Mailbox, mime);

        var (_, parts) = await phone.ShowPartsAsync(ItemOperationsFixture.FetchItem(
            "2:1", "<Options><a:MIMESupport>2</a:MIMESupport><b:BodyPreference><b:Type>4</b:Type></b:BodyPreference></Options>"));

        Assert.Equal([mime], parts);
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(101, 11)]
    public async Task Given_many_operations_when_they_are_answered_then_a_hundred_pass(int count, int status)
    {
        var shown = await phone.ShowAsync(string.Concat(Enumerable.Repeat(ItemOperationsFixture.FetchFile("1:2"), count)));

        Assert.StartsWith($"ItemOperations:ItemOperations\n  Status = {status}", shown, StringComparison.Ordinal);
        Assert.Equal(status == 1, shown.Contains("Response", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_an_answer_that_grows_too_large_when_more_is_asked_for_then_the_rest_is_refused_one_by_one()
    {
        var small = new ItemOperationsFixture(maximumAnswerBytes: 50);
        await small.Mail.DeliverAsync(WithFile);

        var shown = await small.ShowAsync(string.Concat(Enumerable.Repeat(ItemOperationsFixture.FetchFile("1:2"), 3)));

        Assert.Equal(["1", "1", "11", "11"], shown.Split('\n').Where(line => line.Contains("Status", StringComparison.Ordinal)).Select(line => line.Split(" = ")[1]));
    }

    [Fact]
    public async Task Given_a_request_that_is_none_when_it_is_answered_then_the_common_status_says_why()
    {
        Assert.Equal("ItemOperations:ItemOperations\n  Status = 2", await phone.ShowAsync(""));
        Assert.Equal(103, await CommonAsync([3, 1, 0x6A, 0, 0, 20, 0x45, 0x07, 1])); // <ItemOperations><Store/>
        Assert.Equal(103, await CommonAsync([3, 1, 0x6A, 0, 0x05])); // <Sync/>
        Assert.Equal(102, await CommonAsync([3, 1, 0x6A, 0, 0, 20, 0x45, 0x46]));
        Assert.Equal(102, await CommonAsync([9]));
        Assert.Equal(101, await CommonAsync([]));
    }

    [Fact]
    public async Task Given_a_large_attachment_when_it_is_fetched_then_all_of_its_base64_is_right()
    {
        var bytes = new byte[1_000_001];
        new Random(7).NextBytes(bytes);
        var base64 = Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks);
        await phone.Mail.DeliverAsync(
            phone.Mail.Mailbox,
            Encoding.ASCII.GetBytes($"Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n\r\nx\r\n--m\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n\r\n{base64}\r\n--m--"));

        var whole = await phone.ShowAsync(ItemOperationsFixture.FetchFile("1:2"));
        var range = await phone.ShowAsync(ItemOperationsFixture.FetchFile("1:2", "<Options><Range>65535-700000</Range></Options>"));

        Assert.Equal(bytes, Convert.FromBase64String(whole.Split("Data = ")[1]));
        Assert.Equal(bytes[65535..700001], Convert.FromBase64String(range.Split("Data = ")[1]));
    }

    private async Task<int> StatusAsync(string fetch)
    {
        var shown = await phone.ShowAsync(fetch);
        return int.Parse(shown.Split("Fetch\n      Status = ")[1].Split('\n')[0], null);
    }

    private async Task<int> CommonAsync(byte[] body)
    {
        using var answer = await phone.AnswerAsync(body);
        return int.Parse(ShownWbxml.Of(System.Buffers.BuffersExtensions.ToArray(answer.Body)).Split("Status = ")[1], null);
    }
}
