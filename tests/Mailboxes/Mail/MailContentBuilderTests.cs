using System.Text;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mime;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests;

public sealed class MailContentBuilderTests
{
    [Fact]
    public void Given_a_plain_mail_when_its_content_is_built_then_every_field_is_there()
    {
        var mail = Build("""
            Received: from mx.example.test by mail.example.test; Sun, 1 Mar 2026 11:00:05 +0000
            From: Bob <bob@example.test>
            Sender: office@example.test
            To: Alice <alice@example.test>, carol@example.test
            Cc: Dave <dave@example.test>
            Reply-To: list@example.test
            Subject: Re: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
            Message-ID: <two@example.test>
            In-Reply-To: <one@example.test>
            Importance: high
            Date: Sun, 1 Mar 2026 12:00:00 +0100
            Content-Type: text/plain; charset=iso-8859-1

            Hello,
              how are you?
            """, out var built);

        Assert.Equal("\"Bob\" <bob@example.test>", mail.Text(MailField.From));
        Assert.Equal("office@example.test", mail.Text(MailField.Sender));
        Assert.Equal("\"Alice\" <alice@example.test>, carol@example.test", mail.Text(MailField.To));
        Assert.Equal("\"Dave\" <dave@example.test>", mail.Text(MailField.Cc));
        Assert.Equal("list@example.test", mail.Text(MailField.ReplyTo));
        Assert.Equal("Re: Grüße", mail.Text(MailField.Subject));
        Assert.Equal("Grüße", mail.Text(MailField.ThreadTopic));
        Assert.Equal("Alice;carol@example.test", mail.Text(MailField.DisplayTo));
        Assert.Equal("IPM.Note", mail.Text(MailField.MessageClass));
        Assert.Equal(3, mail.Integer(MailField.Importance));
        Assert.Equal(28591, mail.Integer(MailField.InternetCodePage));
        Assert.Equal("two@example.test", mail.Text(MailField.MessageId));
        Assert.Equal("one@example.test", mail.Text(MailField.InReplyTo));
        Assert.Equal("Hello, how are you?", mail.Text(MailField.Preview));
        Assert.Equal("Hello,\n  how are you?", mail.Text(MailField.TextHead).ReplaceLineEndings("\n"));
        Assert.Equal(mail[MailField.TextHead].Length, mail.Integer(MailField.TextBytes));
        Assert.True(mail[MailField.HtmlHead].IsEmpty);
        Assert.Equal(1, mail.Integer(MailField.NativeBodyType));
        Assert.Equal(0, mail.Integer(MailField.AttachmentCount));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 11, 0, 5, TimeSpan.Zero), built.Received);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 11, 0, 0, TimeSpan.Zero), built.Date);
    }

    [Fact]
    public void Given_HTML_only_when_its_content_is_built_then_the_text_is_made_of_it()
    {
        var mail = Build("Content-Type: text/html\n\n<p>Hello <b>Alice</b></p>", out _);

        Assert.Equal("Hello Alice", mail.Text(MailField.TextHead));
        Assert.Equal("<p>Hello <b>Alice</b></p>", mail.Text(MailField.HtmlHead));
        Assert.Equal(2, mail.Integer(MailField.NativeBodyType));
    }

    [Theory]
    [InlineData(2047)]
    [InlineData(2048)]
    [InlineData(2049)]
    public void Given_a_text_around_the_head_s_size_when_its_content_is_built_then_the_head_is_cut_at_a_character(int asciiBefore)
    {
        var text = new string('a', asciiBefore) + "é";
        var mail = Build("Content-Type: text/plain; charset=utf-8\n\n" + text, out _);

        Assert.Equal(Math.Min(asciiBefore, MailContent.HeadBytes), mail[MailField.TextHead].Length);
        Assert.Equal(asciiBefore + 2, mail.Integer(MailField.TextBytes));
    }

    [Fact]
    public void Given_a_reply_when_its_content_is_built_then_it_is_in_the_thread_of_its_root()
    {
        var root = Build("Subject: A\nMessage-ID: <root@x>\nDate: Sun, 1 Mar 2026 12:00:00 +0000\n\n", out _);
        var reply = Build("Subject: Re: A\nMessage-ID: <reply@x>\nReferences: <root@x>\nIn-Reply-To: <root@x>\nDate: Mon, 2 Mar 2026 12:00:00 +0000\n\n", out _);
        var again = Build("Subject: Re: A\nMessage-ID: <again@x>\nReferences: <root@x> <reply@x>\n\n", out _);
        var other = Build("Subject: A\nMessage-ID: <other@x>\n\n", out _);

        Assert.Equal(16, root[MailField.ConversationId].Length);
        Assert.True(root[MailField.ConversationId].SequenceEqual(reply[MailField.ConversationId]));
        Assert.True(root[MailField.ConversationId].SequenceEqual(again[MailField.ConversationId]));
        Assert.False(root[MailField.ConversationId].SequenceEqual(other[MailField.ConversationId]));
        Assert.Equal("01DCA972EE", Convert.ToHexString(root[MailField.ConversationIndex]));
        Assert.Equal(10, reply[MailField.ConversationIndex].Length);
        Assert.Equal(15, again[MailField.ConversationIndex].Length);
    }

    [Fact]
    public void Given_mail_without_ids_when_its_content_is_built_then_the_topic_makes_the_thread()
    {
        var one = Build("Subject: Lunch\n\n", out _);
        var two = Build("Subject: RE: lunch\n\n", out _);

        Assert.True(one[MailField.ConversationId].SequenceEqual(two[MailField.ConversationId]));
    }

    [Fact]
    public void Given_a_Thread_Index_when_its_content_is_built_then_reserved_byte_and_GUID_are_left_out()
    {
        byte[] mapi = [1, 2, 3, 4, 5, 6, .. new byte[16], 7, 8, 9, 10, 11];
        var mail = Build($"Thread-Index: {Convert.ToBase64String(mapi)}\n\n", out _);

        Assert.Equal("02030405060708090A0B", Convert.ToHexString(mail[MailField.ConversationIndex]));
    }

    [Fact]
    public void Given_attachments_when_the_content_is_built_then_they_are_counted_and_laid_out()
    {
        var mail = Build("Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b\nContent-Type: application/pdf; name=a.pdf\n\nx\n--b--", out _);

        Assert.Equal(1, mail.Integer(MailField.AttachmentCount));
        Assert.True(MessageLayout.TryRead(mail[MailField.Layout], out var layout));
        Assert.Equal("a.pdf", layout.Attachments.Single().DisplayName);
    }

    [Fact]
    public void Given_everything_as_long_as_it_can_be_when_the_content_is_built_then_it_fits_into_a_property_and_the_body_is_kept()
    {
        var mime = new StringBuilder("Content-Type: multipart/mixed; boundary=b\n");
        foreach (var field in (string[])["From", "To", "Cc", "Bcc", "Reply-To", "Sender"])
        {
            mime.Append(field).Append(": ").AppendJoin(", ", Enumerable.Range(0, 400).Select(i => $"=?utf-8?q?=E2=82=AC{new string('x', 40)}?= <{field}{i}@example.test>")).Append('\n');
        }

        mime.Append("Subject: ").Append(new string('€', 5000)).Append('\n');
        mime.Append("Message-ID: <").Append(new string('m', 400)).Append("@x>\n\n");
        for (var i = 0; i < 300; i++)
        {
            mime.Append("--b\nContent-Type: application/pdf; name=\"").Append(i).Append(new string('n', 150)).Append("\"\nContent-ID: <").Append(new string('c', 200)).Append(">\n\nx\n");
        }

        mime.Append("--b\nContent-Type: text/plain\n\n").Append(new string('t', 5000)).Append("\n--b--");
        var mail = Build(mime.ToString(), out var built);

        Assert.InRange(built.Content.Length, 40_000, MailContentBuilder.MaximumContentBytes);
        Assert.True(MessageLayout.TryRead(mail[MailField.Layout], out var layout));
        Assert.True(layout.PartsOmitted);
        Assert.Equal(mail.Integer(MailField.AttachmentCount), layout.Attachments.Count());
        Assert.All(layout.TextBody, index => Assert.Equal("text/plain", layout.Parts[index].ContentType));
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0, 255, 0, 10, 13 })]
    public void Given_bytes_that_are_hardly_mail_when_the_content_is_built_then_there_is_one(byte[] mime)
    {
        var built = MailContentBuilder.Build(mime, receivedAsBcc: false);

        Assert.False(built.IsStandIn);
        Assert.Equal(16, new MailFields(built.Content)[MailField.ConversationId].Length);
    }

    [Fact]
    public void Given_a_parser_that_fails_when_the_content_is_built_then_a_note_stands_in_and_says_so()
    {
        var built = MailContentBuilder.Build("x"u8.ToArray(), receivedAsBcc: false, _ => throw new InvalidOperationException());
        var mail = new MailFields(built.Content);

        Assert.True(built.IsStandIn);
        Assert.Equal(1, mail.Integer(MailField.StandIn));
        Assert.Contains("could not be shown", mail.Text(MailField.TextHead), StringComparison.Ordinal);
        Assert.Equal(mail[MailField.TextHead].Length, mail.Integer(MailField.TextBytes));
        Assert.True(MailHeads.TryHtml(mail, long.MaxValue, out var html));
        Assert.Equal(mail.Integer(MailField.HtmlBytes), html.Length);
    }

    private static MailFields Build(string mime, out BuiltMail built)
    {
        built = MailContentBuilder.Build(Encoding.UTF8.GetBytes(mime), receivedAsBcc: false);
        return new MailFields(built.Content);
    }
}
