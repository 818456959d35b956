using System.Text;
using Carbonio.Cloud.Mailboxes.Composing;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mime;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests.Composing;

public sealed class OriginalQuotationTests
{
    private const string Head = "From: Bob <bob@example.test>\r\nTo: Alice <alice@example.test>\r\nSubject: Lunch <today>\r\nDate: Sat, 28 Nov 2026 10:00:00 +0100\r\n";
    private const string Pdf = "Content-Type: application/pdf; name=\"a.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\nAAEC\r\n";

    private readonly DeliveryFixture fixture = new();

    public static TheoryData<string> Mails =>
        [.. System.IO.Directory.EnumerateFiles(Folder, "*.eml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Corpus");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_text_when_quoted_then_a_few_lines_say_whose_it_is()
    {
        var quotation = OriginalQuotation.ForReply(await ReadAsync($"{Head}\r\nAt noon?"));

        Assert.Equal(
            "-----Original Message-----\r\nFrom: \"Bob\" <bob@example.test>\r\nSent: Saturday, 28 November 2026 10:00 +01:00\r\nTo: \"Alice\" <alice@example.test>\r\nSubject: Lunch <today>\r\n\r\nAt noon?",
            quotation.Text);
        Assert.Contains("<b>Subject:</b> Lunch &lt;today&gt;<br>", quotation.Html, StringComparison.Ordinal);
        Assert.EndsWith("At noon?", quotation.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_mail_with_a_file_when_answered_then_the_file_stays_and_when_forwarded_it_goes_along_byte_for_byte()
    {
        var original = await ReadAsync($"{Head}Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n\r\nAt noon?\r\n--m\r\n{Pdf}\r\n--m--\r\n");

        Assert.Empty(OriginalQuotation.ForReply(original).Files);
        Assert.Equal(Pdf, Encoding.ASCII.GetString(Assert.Single(OriginalQuotation.ForForward(original).Files).Span));
    }

    [Fact]
    public async Task Given_an_image_in_the_text_when_answered_then_it_goes_along_for_the_html()
    {
        var original = await ReadAsync(
            $"{Head}Content-Type: multipart/related; boundary=r\r\n\r\n--r\r\nContent-Type: text/html\r\n\r\n<body><img src=\"cid:i@x\"></body>\r\n"
            + "--r\r\nContent-Type: image/png\r\nContent-ID: <i@x>\r\n\r\nPNG\r\n--r--\r\n");

        var quotation = OriginalQuotation.ForReply(original);

        Assert.EndsWith("<img src=\"cid:i@x\">", quotation.Html, StringComparison.Ordinal);
        Assert.Contains("Content-ID: <i@x>", Encoding.ASCII.GetString(Assert.Single(quotation.Inline).Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_mail_that_is_one_file_when_forwarded_then_the_file_has_none_of_the_mails_fields()
    {
        var original = await ReadAsync($"{Head}{Pdf}");

        Assert.Equal(Pdf, Encoding.ASCII.GetString(Assert.Single(OriginalQuotation.ForForward(original).Files).Span));
    }

    [Fact]
    public async Task Given_an_encrypted_mail_when_forwarded_then_it_goes_along_as_one_file()
    {
        var mime = $"{Head}Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\nContent-Transfer-Encoding: base64\r\n\r\nAAEC\r\n";

        var quotation = OriginalQuotation.ForForward(await ReadAsync(mime));

        Assert.Equal("", quotation.Text);
        Assert.Equal(mime, Embedded(quotation));
    }

    [Fact]
    public async Task Given_any_mail_when_taken_as_a_file_then_the_file_is_the_mail() =>
        Assert.Equal($"{Head}\r\nAt noon?", Embedded(OriginalQuotation.AsFile(await ReadAsync($"{Head}\r\nAt noon?"))));

    [Theory]
    [InlineData("bob@example.test", LastVerb.ReplyToSender)]
    [InlineData("bob@example.test,alice@example.test", LastVerb.ReplyToSender)]
    [InlineData("bob@example.test,stranger@x.test", LastVerb.ReplyToSender)]
    [InlineData("bob@example.test,ANN@example.test", LastVerb.ReplyToAll)]
    [InlineData("carl@example.test", LastVerb.ReplyToAll)]
    public async Task Given_a_mail_to_several_when_answered_then_who_else_is_answered_tells_whether_all_are(string recipients, LastVerb verb)
    {
        var original = await ReadAsync("From: bob@example.test\r\nTo: alice@example.test, ann@example.test\r\nCc: carl@example.test\r\n\r\nx");
        var alice = new SenderIdentity(new("", "alice@example.test"), new HashSet<string> { "alice@example.test" });

        Assert.Equal(verb, original.VerbOf(recipients.Split(','), alice));
    }

    [Theory]
    [InlineData("Message-ID: <m@x>\r\n", "m@x", "m@x")]
    [InlineData("Message-ID: <m@x>\r\nIn-Reply-To: <p@x>\r\n", "m@x", "p@x m@x")]
    [InlineData("Message-ID: <m@x>\r\nIn-Reply-To: <p@x>\r\nReferences: <r@x> <p@x>\r\n", "m@x", "r@x p@x m@x")]
    [InlineData("", null, "")]
    public async Task Given_a_mail_when_answered_then_the_answer_refers_to_it_and_the_thread_stays_the_same(string fields, string? inReplyTo, string references)
    {
        var original = await ReadAsync($"{fields}Subject: AW: Lunch\r\n\r\nx");

        var threading = original.Thread(DateTimeOffset.UnixEpoch, 0);

        Assert.Equal((inReplyTo, references, "Lunch"), (threading.InReplyTo, string.Join(' ', threading.References), threading.Topic));
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task Given_any_mail_of_the_corpus_when_forwarded_then_all_its_files_come_out_again(string name)
    {
        var source = await File.ReadAllBytesAsync(Path.Combine(Folder, name), Cancel);
        var original = await ReadAsync(source);
        var quotation = OriginalQuotation.ForForward(original);
        var device = MimeParser.Parse("To: bob@x\r\nContent-Type: text/html\r\n\r\n<p>see below</p>"u8.ToArray(), MimeLimits.Default);

        var message = MimeParser.Parse(new MessageJoiner(new Random(1).NextBytes).Join(device, quotation), MimeLimits.Default);

        var files = MessageLayout.From(message).Attachments.Select(part => Content(message, part));
        var expected = quotation.Text.Length == 0 ? [Convert.ToHexString(source)] : original.Layout.Attachments.Select(part => Content(original.Message, part));
        Assert.Equal(expected.Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
    }

    private static string Content(MimeMessage message, MimePartLayout part) =>
        Convert.ToHexString(PartContent.Decode(MessageBody.In(message.Source)(part), part, int.MaxValue).Span);

    private static string Embedded(Quotation quotation)
    {
        var part = Encoding.ASCII.GetString(Assert.Single(quotation.Files).Span);
        Assert.StartsWith("Content-Type: message/rfc822\r\n", part, StringComparison.Ordinal);
        return part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
    }

    private Task<Original> ReadAsync(string mime) => ReadAsync(Encoding.UTF8.GetBytes(mime));

    private async Task<Original> ReadAsync(byte[] mime)
    {
        var mailbox = fixture.Services.Open(fixture.Alice);
        var item = new Item
        {
            Id = 1,
            Folder = FolderIds.Inbox,
            Class = ItemClass.Email,
            Received = DateTimeOffset.UnixEpoch,
            Size = mime.Length,
            Blob = await mailbox.WriteBlobAsync(mime, Cancel),
            Content = MailContentBuilder.Build(mime, receivedAsBcc: false).Content,
        };
        return (await Original.ReadAsync(mailbox, item, isWhole: true, Cancel))!;
    }
}
