using System.Text;
using Xunit;

namespace Carbonio.Cloud.Mime.Tests;

public sealed class MessageJoinerTests
{
    private static readonly Quotation Quoted = new("> text", "<blockquote>html</blockquote>");

    [Fact]
    public void Given_a_text_when_joined_then_the_quotation_stands_below_it_and_the_head_is_the_same()
    {
        var joined = Join("To: bob@x\r\nX-Mine: yes\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nGr\u00FC\u00DFe\r\n", Quoted);

        Assert.Equal("Grüße\r\n\r\n> text", Text(joined));
        Assert.Equal(["To", "X-Mine", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"], joined.Root.Headers.Select(field => field.Name));
    }

    [Fact]
    public void Given_text_and_html_when_joined_then_each_has_its_own_quotation_and_the_file_its_bytes()
    {
        const string File = "Content-Type: application/pdf; name=\"a.pdf\"\r\nContent-Transfer-Encoding: base64\r\nX-Part: kept\r\n\r\nAAEC\r\n";
        var joined = Join(
            "To: bob@x\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n"
            + "--a\r\nContent-Type: text/plain\r\n\r\nhello\r\n--a\r\nContent-Type: text/html\r\n\r\n<html><body><p>hello</p></body></html>\r\n--a--\r\n"
            + $"--m\r\n{File}\r\n--m--\r\n",
            Quoted);

        Assert.Equal("hello\r\n\r\n> text", Text(joined));
        Assert.Equal("<html><body><p>hello</p><blockquote>html</blockquote></body></html>", Html(joined));
        Assert.Contains(File, Encoding.Latin1.GetString(joined.Source.Span), StringComparison.Ordinal);
        Assert.Equal("a.pdf", Assert.Single(MessageLayout.From(joined).Attachments).FileName);
    }

    [Fact]
    public void Given_files_and_images_when_joined_then_they_stand_where_readers_look_for_them()
    {
        var quotation = Quoted with
        {
            Inline = [MessageJoiner.File(new("logo.png", "image/png", new byte[] { 1 }) { ContentId = "logo@x" })],
            Files = [MessageJoiner.File(new("b.pdf", "application/pdf", new byte[] { 2 }))],
        };

        var joined = Join("To: bob@x\r\nContent-Type: text/html\r\n\r\n<p>hello</p>\r\n", quotation);

        Assert.Equal("multipart/mixed", joined.Root.ContentType.MediaType);
        Assert.Equal("multipart/related", joined.Root.Children[0].ContentType.MediaType);
        Assert.Equal("text/html", joined.Root.Children[0].ContentType.Parameters.Find("type"));
        Assert.Equal([("logo.png", true), ("b.pdf", false)], MessageLayout.From(joined).Attachments.Select(part => (part.FileName!, part.IsInline)));
    }

    [Fact]
    public void Given_no_html_when_joined_then_images_of_the_quotations_html_are_left_out()
    {
        var quotation = Quoted with { Inline = [MessageJoiner.File(new("logo.png", "image/png", new byte[] { 1 }) { ContentId = "logo@x" })] };

        var joined = Join("To: bob@x\r\n\r\nhello", quotation);

        Assert.Empty(MessageLayout.From(joined).Attachments);
    }

    [Theory]
    [InlineData("Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=s\r\n\r\n--s\r\nContent-Type: text/plain\r\n\r\nsigned\r\n--s\r\nContent-Type: application/pkcs7-signature\r\n\r\nx\r\n--s--\r\n")]
    [InlineData("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\nAAEC\r\n")]
    [InlineData("Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=e\r\n\r\n--e\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--e--\r\n")]
    [InlineData("Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=s\r\n\r\n--s\r\n\r\nx\r\n--s--\r\n--m--\r\n")]
    public void Given_a_signed_or_encrypted_message_when_joined_then_it_keeps_every_byte(string content)
    {
        var source = "To: bob@x\r\n" + content;

        Assert.Equal(source, Encoding.Latin1.GetString(Join(source, Quoted).Source.Span));
    }

    [Fact]
    public void Given_a_message_without_a_text_when_joined_then_the_text_comes_as_a_part_of_its_own()
    {
        var joined = Join("To: bob@x\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nAAEC\r\n", Quoted);

        Assert.Equal("> text", Text(joined).Trim());
        Assert.Equal("a.pdf", Assert.Single(MessageLayout.From(joined).Attachments).FileName);
    }

    [Fact]
    public void Given_a_document_when_made_a_fragment_then_its_styles_go_along()
    {
        Assert.Equal("<style>p{}</style><p>x</p>", HtmlJoin.Fragment("<html><head><title>t</title><style>p{}</style></head><body class=\"a\"><p>x</p></body></html>"));
        Assert.Equal("<p>x</p>", HtmlJoin.Fragment("<p>x</p>"));
        Assert.Equal("", HtmlJoin.Fragment(""));
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public void Given_any_mail_of_the_corpus_when_joined_then_its_files_and_fields_stay_and_the_quotation_is_there(string name)
    {
        var source = File.ReadAllBytes(Path.Combine(CorpusTests.Folder, name));
        var before = MimeParser.Parse(source, MimeLimits.Default);

        var joined = new MessageJoiner(new Random(1).NextBytes).Join(before, new("quoted", "<i>quoted</i>"));

        if (MessageJoiner.IsProtected(before.Root))
        {
            Assert.Equal(source, joined.ToArray());
            return;
        }

        var after = MimeParser.Parse(joined, MimeLimits.Default);
        Assert.Equal(Fields(before), Fields(after));
        Assert.Contains("quoted", Text(after), StringComparison.Ordinal);
        Assert.Contains("quoted", Html(after), StringComparison.Ordinal);
        Assert.Equal(Files(before), Files(after));
    }

    public static TheoryData<string> Mails => CorpusTests.Mails;

    private static IEnumerable<(string, string)> Fields(MimeMessage message) =>
        from field in message.Root.Headers
        where !field.Name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) && !field.Name.Equals("MIME-Version", StringComparison.OrdinalIgnoreCase)
        select (field.Name, string.Join(' ', field.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    private static IEnumerable<string> Files(MimeMessage message) =>
        from part in MessageLayout.From(message).Attachments
        select Convert.ToHexString(PartContent.Decode(MessageBody.In(message.Source)(part), part, int.MaxValue).Span);

    private static MimeMessage Join(string source, Quotation quotation) =>
        MimeParser.Parse(new MessageJoiner(new Random(1).NextBytes).Join(MimeParser.Parse(Encoding.Latin1.GetBytes(source), MimeLimits.Default), quotation), MimeLimits.Default);

    private static string Text(MimeMessage message) => MessageBody.ReadText(MessageLayout.From(message), MessageBody.In(message.Source), int.MaxValue);

    private static string Html(MimeMessage message) => MessageBody.ReadHtml(MessageLayout.From(message), MessageBody.In(message.Source), int.MaxValue);
}
