using System.Text;
using Xunit;

namespace Carbonio.Cloud.Mime.Tests;

public sealed class MimeParserTests
{
    [Fact]
    public void Given_a_multipart_when_parsed_then_offsets_give_the_bodies_without_the_boundaries_line_breaks()
    {
        var message = Mail.Parse("Content-Type: multipart/mixed; boundary=b\n\npreamble\n--b\n\none\n\n--b\nContent-Type: text/html\n\ntwo\n--b--\nepilogue\n--b\nnot a part\n");

        Assert.Equal(2, message.Root.Children.Count);
        Assert.Equal("one\r\n", message.Body(message.Root.Children[0]));
        Assert.Equal("two", message.Body(message.Root.Children[1]));
        Assert.Equal("text/html", message.Root.Children[1].ContentType.MediaType);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\r\n")]
    public void Given_any_kind_of_line_break_when_parsed_then_the_parts_are_found(string lineBreak)
    {
        var source = Encoding.ASCII.GetBytes("Subject: a\n b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b--\n".Replace("\n", lineBreak, StringComparison.Ordinal));
        var message = MimeParser.Parse(source, MimeLimits.Default);

        Assert.Equal("a b", message.Root.Headers.FindText("Subject"));
        Assert.Equal("one", message.Body(Assert.Single(message.Root.Children)));
    }

    [Fact]
    public void Given_an_inner_multipart_without_its_close_when_the_outer_boundary_comes_then_it_ends_the_inner_one()
    {
        var message = Mail.Parse("Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\ninner\n--o\n\nouter\n--o--\n");

        Assert.Equal("inner", message.Body(message.Root.Children[0].Children[0]));
        Assert.Equal("outer", message.Body(message.Root.Children[1]));
    }

    [Fact]
    public void Given_a_boundary_that_starts_like_another_when_parsed_then_only_the_whole_line_counts()
    {
        var message = Mail.Parse("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=bb\n\n--bb\n\n--bbb\n--bb--\n--b--\n");

        Assert.Equal("--bbb", message.Body(message.Root.Children[0].Children[0]));
    }

    [Theory]
    [InlineData("--x\n\none\n--x\nContent-Type: text/html\n\ntwo\n--x--\n", 2)]
    [InlineData("preamble\n-- \n--\n----\n--two words\n\n--x\n\none\n--x--\n", 1)] // signature marks and rules are none
    [InlineData("--x\nno field\n--x\nnone either\n", 0)]
    [InlineData("--x", 0)]
    public void Given_a_multipart_that_does_not_name_its_boundary_when_parsed_then_the_first_line_that_looks_like_one_is_it(string body, int parts) =>
        Assert.Equal(parts, Mail.Parse("Content-Type: multipart/mixed\n\n" + body).Root.Children.Count);

    [Theory]
    [InlineData(72, 1)]
    [InlineData(73, 0)]
    public void Given_a_long_line_of_hyphens_and_letters_when_a_boundary_is_guessed_then_it_has_72_bytes_at_most(int length, int parts) =>
        Assert.Equal(parts, Mail.Parse($"Content-Type: multipart/mixed\n\n{"--".PadRight(length, 'x')}\n\none\n").Root.Children.Count);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Given_a_long_preamble_when_a_boundary_is_guessed_then_the_search_ends(int beyond, int parts) =>
        Assert.Equal(parts, Mail.Parse($"Content-Type: multipart/mixed\n\n{new string('p', (16 * 1024) - "\r\n--x\r\nA:".Length + beyond)}\n--x\nA:\n\none\n").Root.Children.Count);

    [Fact]
    public void Given_an_outer_boundary_when_one_is_guessed_for_the_part_within_then_the_outer_one_is_not_taken()
    {
        var message = Mail.Parse("Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: multipart/mixed\n\ntext\n--o\n\nouter\n--o--\n");

        Assert.Equal(2, message.Root.Children.Count);
        Assert.Empty(message.Root.Children[0].Children);
    }

    [Theory]
    [InlineData("--b--\nepilogue\n", "")]
    [InlineData("shown\n--b--\nepilogue\n", "shown")]
    public void Given_a_multipart_that_is_closed_before_any_part_when_parsed_then_what_stands_before_is_its_content(string body, string content)
    {
        var message = Mail.Parse("Content-Type: multipart/mixed; boundary=b\n\n" + body);

        Assert.Empty(message.Root.Children);
        Assert.Equal(content, message.Body(message.Root));
    }

    [Fact]
    public void Given_a_boundary_that_looks_like_an_encoded_word_when_parsed_then_it_is_taken_literally()
    {
        var message = Mail.Parse("Content-Type: multipart/mixed; boundary=\"=?utf-8?Q?b?=\"\n\n--=?utf-8?Q?b?=\n\none\n--=?utf-8?Q?b?=--\n");

        Assert.Equal("one", message.Body(Assert.Single(message.Root.Children)));
    }

    [Fact]
    public void Given_a_part_of_headers_only_when_a_boundary_follows_then_its_body_is_empty()
    {
        var message = Mail.Parse("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n--b\n\n--b--\n");

        Assert.Equal(2, message.Root.Children.Count);
        Assert.All(message.Root.Children, part => Assert.Equal(0, part.BodyLength));
        Assert.Equal("text/html", message.Root.Children[0].ContentType.MediaType);
    }

    [Fact]
    public void Given_no_headers_when_parsed_then_everything_is_body()
    {
        var message = Mail.Parse("Hello, no header here.\nFoo: bar\n");

        Assert.Empty(message.Root.Headers);
        Assert.Equal(message.Source.Length, message.Root.BodyLength);
    }

    [Fact]
    public void Given_an_embedded_message_when_parsed_then_it_is_an_entity_of_its_own()
    {
        var message = Mail.Parse("Content-Type: message/rfc822\n\nSubject: inner\n\ntext\n");

        Assert.Equal("inner", message.Root.EmbeddedMessage!.Headers.FindText("Subject"));
        Assert.Equal("text\r\n", message.Body(message.Root.EmbeddedMessage));
        Assert.Equal("Subject: inner\r\n\r\ntext\r\n", message.Body(message.Root));
    }

    [Fact]
    public void Given_an_encoded_embedded_message_when_parsed_then_it_stays_a_leaf()
    {
        var message = Mail.Parse("Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogeA==\n");

        Assert.Null(message.Root.EmbeddedMessage);
        Assert.False(message.LimitReached);
    }

    [Theory]
    [InlineData(new byte[] { 0xC3, 0xBC }, "ü")]
    [InlineData(new byte[] { 0xFC }, "ü")]
    [InlineData(new byte[] { 0x80 }, "€")]
    public void Given_raw_8_bit_headers_when_read_then_UTF8_comes_before_Windows_1252(byte[] raw, string expected)
    {
        var message = MimeParser.Parse((byte[])[.. "Subject: "u8, .. raw, .. "\r\n\r\n"u8], MimeLimits.Default);

        Assert.Equal(expected, message.Root.Headers.FindText("subject"));
    }

    [Theory]
    [InlineData("Subject : spaced\n\n", "spaced")]
    [InlineData("Subject:\n folded\n\n", "folded")]
    [InlineData("Subject: a\n \n b\n\n", "a  b")]
    [InlineData("Subject: first\nSubject: second\n\n", "first")]
    [InlineData("From alice Mon Mar  2\nSubject: mbox\n\n", "mbox")]
    public void Given_a_lenient_header_when_read_then_it_is_understood(string mail, string expected) =>
        Assert.Equal(expected, Mail.Parse(mail).Root.Headers.FindText("Subject"));

    [Fact]
    public void Given_names_in_both_fields_when_read_then_the_disposition_wins()
    {
        var part = Mail.Parse("Content-Type: text/plain; name=a.txt\nContent-Disposition: attachment; filename=b.txt\nContent-ID: <x@y>\nContent-Location: http://example.test/b\n\n").Root;

        Assert.Equal(("b.txt", "x@y", "http://example.test/b"), (part.FileName, part.ContentId, part.ContentLocation));
    }
}
