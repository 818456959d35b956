using System.Text;
using Xunit;

namespace Carbonio.Cloud.Mime.Tests;

public sealed class MimeBuilderTests
{
    private static readonly MimeDraft Draft = new()
    {
        From = new MailAddress("Jürgen \"J\" Müller", "j@example.test"),
        Date = new DateTimeOffset(2026, 3, 2, 10, 20, 30, TimeSpan.FromMinutes(-210)),
        MessageId = "m@x",
        To = [new MailAddress("Doe, Ann", "ann@example.test"), new MailAddress("", "bob@example.test")],
        Subject = "Grüße 日本語 😀 aus einem Betreff, der länger ist als eine Zeile sein darf",
        InReplyTo = "p@x",
        References = ["r@x", "p@x"],
        Importance = MessageImportance.High,
    };

    [Fact]
    public void Given_a_draft_when_built_and_parsed_then_every_field_comes_back()
    {
        var message = Parse(Draft with { Text = "x" });
        var summary = MessageSummary.Of(message, MessageLayout.From(message));

        Assert.Equal(Draft.From, summary.FromAddresses[0]);
        Assert.Equal(Draft.To, summary.ToAddresses);
        Assert.Equal(Draft.Subject, summary.Subject);
        Assert.Equal(Draft.Date, summary.Date);
        Assert.Equal("Mon, 2 Mar 2026 10:20:30 -0330", message.Root.Headers.FindText("Date"));
        Assert.Equal(("m@x", "p@x"), (summary.MessageId, summary.InReplyTo));
        Assert.Equal(["r@x", "p@x"], summary.References);
        Assert.Equal(MessageImportance.High, summary.Importance);
    }

    [Fact]
    public void Given_text_html_image_and_file_when_built_then_the_layout_is_the_usual_one()
    {
        var draft = Draft with
        {
            Text = "plain ü",
            Html = "<p>html ü</p>",
            Attachments =
            [
                new MimeAttachment("bild.png", "image/png", new byte[] { 1, 2, 3 }) { ContentId = "i@x" },
                new MimeAttachment("Übersicht für alle Abteilungen und Standorte 日本.xlsx", "no type", new byte[] { 4 }),
                new MimeAttachment("mail.eml", "message/rfc822", Encoding.ASCII.GetBytes("Subject: s\r\n\r\nx")),
            ],
        };
        var message = Parse(draft);
        var layout = MessageLayout.From(message);

        Assert.Equal(["text/plain", "text/html", "image/png", "application/octet-stream", "message/rfc822"], layout.Parts.Select(part => part.ContentType));
        Assert.Equal("plain ü", MessageBody.ReadText(layout, MessageBody.In(message.Source), 100));
        Assert.Equal("<p>html ü</p>", MessageBody.ReadHtml(layout, MessageBody.In(message.Source), 100));
        Assert.Equal(("bild.png", "i@x", true), (layout.Parts[2].FileName, layout.Parts[2].ContentId, layout.Parts[2].IsInline));
        Assert.Equal("Übersicht für alle Abteilungen und Standorte 日本.xlsx", layout.Parts[3].FileName);
        Assert.Equal(new byte[] { 1, 2, 3 }, PartContent.Decode(MessageBody.In(message.Source)(layout.Parts[2]), layout.Parts[2], 10).ToArray());
        Assert.True(layout.Parts[4].IsEmbeddedMessage);
    }

    [Theory]
    [InlineData("plain\nlines\n", "7bit")]
    [InlineData("mostly ASCII with an ü\n", "quoted-printable")]
    [InlineData("日本語の本文です\n", "base64")]
    [InlineData("", "7bit")]
    [InlineData("a\n.\nb", "quoted-printable")]
    [InlineData("From here on", "quoted-printable")]
    [InlineData("日本語の本文です\n.日本語の本文です", "base64")]
    [InlineData("trailing space with ü \n = and  a long line that has to be broken because it has more than seventy-six characters", "quoted-printable")]
    public void Given_a_text_when_built_then_the_encoding_fits_and_nothing_is_lost(string text, string encoding)
    {
        var message = Parse(Draft with { Text = text });
        var layout = MessageLayout.From(message);

        Assert.Equal(encoding, message.Root.Headers.FindText("Content-Transfer-Encoding"));
        Assert.Equal(text.ReplaceLineEndings("\r\n"), MessageBody.ReadText(layout, MessageBody.In(message.Source), 1000));
    }

    [Theory]
    [InlineData(998, "7bit")]
    [InlineData(999, "quoted-printable")]
    public void Given_a_long_line_when_built_then_it_is_sent_as_it_is_only_up_to_the_limit(int length, string encoding) =>
        Assert.Equal(encoding, Parse(Draft with { Text = new string('x', length) }).Root.Headers.FindText("Content-Transfer-Encoding"));

    [Fact]
    public void Given_values_with_line_breaks_when_built_then_no_field_is_injected()
    {
        var evil = "x\r\nBcc: victim@example.test\r\n\r\nbody";
        var message = Parse(new MimeDraft
        {
            From = new MailAddress(evil, "a@example.test>\r\nBcc: v"),
            Date = Draft.Date,
            Subject = evil,
            MessageId = evil,
            To = [new MailAddress(evil, evil)],
            Text = "text",
            Attachments = [new MimeAttachment(evil, "text/plain\r\nX-Evil: 1", default) { ContentId = evil }],
        });

        Assert.Null(message.Root.Headers.Find("Bcc"));
        Assert.All(message.Root.Children, part => Assert.Null(part.Headers.Find("X-Evil") ?? part.Headers.Find("Bcc")));
        Assert.Equal("text", MessageBody.ReadText(MessageLayout.From(message), MessageBody.In(message.Source), 100));
    }

    [Fact]
    public void Given_any_draft_when_built_then_lines_are_ASCII_and_short()
    {
        var built = Encoding.Latin1.GetString(Build(Draft with
        {
            Html = string.Concat(Enumerable.Repeat("<p>ü und noch viel mehr Text in einer sehr langen Zeile</p>", 20)),
            To = [.. Enumerable.Range(0, 30).Select(i => new MailAddress($"Empfänger {i}", $"r{i}@example.test"))],
        }).Span);

        Assert.True(Ascii.IsValid(built));
        Assert.All(built.Split("\r\n"), line => Assert.InRange(line.Length, 0, 78));
        Assert.DoesNotContain('\n', built.Replace("\r\n", "", StringComparison.Ordinal));
    }

    private static MimeMessage Parse(MimeDraft draft) => MimeParser.Parse(Build(draft), MimeLimits.Default);

    private static ReadOnlyMemory<byte> Build(MimeDraft draft)
    {
        var random = new Random(1);
        return new MimeBuilder(random.NextBytes).Build(draft);
    }
}
