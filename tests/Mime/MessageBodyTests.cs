using Xunit;

namespace Carbonio.Cloud.Mime.Tests;

public sealed class MessageBodyTests
{
    private const string Footer = "--m\n\nfooter\n--m--\n";

    [Fact]
    public void Given_text_and_html_parts_when_read_then_each_form_holds_all_of_them()
    {
        var mail = Mail.Bytes($"Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: text/html\n\n<p>a &amp; b</p>\n{Footer}");
        var layout = MessageLayout.From(MimeParser.Parse(mail, MimeLimits.Default));

        Assert.Equal("a & b\n\nfooter", MessageBody.ReadText(layout, MessageBody.In(mail), 1000));
        Assert.Equal("<p>a &amp; b</p><hr>\nfooter", MessageBody.ReadHtml(layout, MessageBody.In(mail), 1000));
    }

    [Fact]
    public void Given_plain_text_only_when_read_as_html_then_it_is_a_document()
    {
        var mail = Mail.Bytes("Content-Type: text/plain\n\na < b");

        Assert.Contains("<body>a &lt; b</body>", MessageBody.ReadHtml(MessageLayout.From(MimeParser.Parse(mail, MimeLimits.Default)), MessageBody.In(mail), 1000), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_html_only_when_previewed_then_styles_and_addresses_are_not_in_it()
    {
        var mail = Mail.Bytes($"Content-Type: text/html\n\n<style>{new string('x', 100_000)}</style><p>Hello <a href='https://x.test'>you</a>,</p><p>bye</p>");

        Assert.Equal("Hello you, bye", MessageBody.ReadPreview(MessageLayout.From(MimeParser.Parse(mail, MimeLimits.Default)), MessageBody.In(mail), 255));
    }

    [Fact]
    public void Given_a_limit_inside_a_character_when_text_is_read_then_the_character_is_left_out()
    {
        var mail = Mail.Bytes("Content-Type: text/plain; charset=utf-8\n\naü");

        Assert.Equal("a", MessageBody.ReadText(MessageLayout.From(MimeParser.Parse(mail, MimeLimits.Default)), MessageBody.In(mail), 2));
    }

    [Fact]
    public void Given_a_message_without_body_when_read_then_it_is_empty()
    {
        var layout = Mail.Layout("Content-Type: image/png\n\nx");

        Assert.Equal(("", "", ""), (MessageBody.ReadText(layout, _ => default, 10), MessageBody.ReadHtml(layout, _ => default, 10), MessageBody.ReadPreview(layout, _ => default, 10)));
    }
}
