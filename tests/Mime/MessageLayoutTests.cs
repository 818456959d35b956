using System.Buffers;
using Xunit;

namespace Carbonio.Cloud.Mime.Tests;

public sealed class MessageLayoutTests
{
    private const string Png = "Content-Type: image/png\nContent-ID: <i@x>\nContent-Transfer-Encoding: base64\n\niVBORw0=\n";

    [Fact]
    public void Given_plain_text_only_when_laid_out_then_it_is_the_body_of_both_forms()
    {
        var layout = Mail.Layout("Content-Type: text/plain; charset=utf-8\n\nabc");

        Assert.Equal(new MimePartLayout { PartNumber = "1", ContentType = "text/plain", Charset = "utf-8", Offset = 43, EncodedLength = 3, DecodedLength = 3 }, Assert.Single(layout.Parts));
        Assert.Equal([0], layout.TextBody);
        Assert.Equal([0], layout.HtmlBody);
        Assert.False(layout.HasHtml);
    }

    [Fact]
    public void Given_an_alternative_when_laid_out_then_each_form_has_its_own_body()
    {
        var layout = Mail.Layout("Content-Type: multipart/alternative; boundary=b\n\n--b\n\nold\n--b\n\nplain\n--b\nContent-Type: text/x-amp-html\n\n<x>\n--b\nContent-Type: text/html\n\n<p>\n--b--\n");

        Assert.Equal([1], layout.TextBody);
        Assert.Equal([3], layout.HtmlBody);
        Assert.Empty(layout.Attachments);
        Assert.True(layout.HasHtml);
    }

    [Fact]
    public void Given_html_with_images_and_a_file_when_laid_out_then_images_are_inline_and_the_file_is_not()
    {
        var layout = Mail.Layout($"Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: multipart/related; boundary=r\n\n--r\nContent-Type: text/html\n\n<img src=cid:i@x>\n--r\n{Png}--r--\n--m\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf\n\nx\n--m--\n");

        Assert.Equal(["1.1", "1.2", "2"], layout.Parts.Select(part => part.PartNumber));
        Assert.Equal([(true, true, 5), (true, false, 1)], layout.Attachments.Select(part => (part.IsAttachment, part.IsInline, part.DecodedLength)).Order().Reverse());
        Assert.Equal("i@x", layout.Find("1.2")!.ContentId);
        Assert.Equal("part-1.2.png", layout.Find("1.2")!.DisplayName);
        Assert.Equal("a.pdf", layout.Find("2")!.DisplayName);
    }

    [Fact]
    public void Given_a_related_whose_root_is_named_when_laid_out_then_that_part_is_the_body()
    {
        var layout = Mail.Layout($"Content-Type: multipart/related; start=\"<root>\"; boundary=r\n\n--r\n{Png}--r\nContent-Type: text/html\nContent-ID: <root>\n\n<p>\n--r--\n");

        Assert.Equal([1], layout.HtmlBody);
        Assert.True(layout.Parts[0].IsInline);
    }

    [Fact]
    public void Given_a_related_inside_an_alternative_when_laid_out_then_its_root_is_the_html_body()
    {
        var layout = Mail.Layout($"Content-Type: multipart/alternative; boundary=a\n\n--a\n\nplain\n--a\nContent-Type: multipart/related; boundary=r\n\n--r\nContent-Type: text/html\n\n<p>\n--r\n{Png}--r--\n--a--\n");

        Assert.Equal([0], layout.TextBody);
        Assert.Equal([1], layout.HtmlBody);
        Assert.True(layout.Parts[2].IsInline);
    }

    [Fact]
    public void Given_inline_images_without_html_when_laid_out_then_they_are_ordinary_attachments()
    {
        var layout = Mail.Layout($"Content-Type: multipart/mixed; boundary=m\n\n--m\n\ntext\n--m\nContent-Disposition: inline\n{Png}--m--\n");

        Assert.False(Assert.Single(layout.Attachments).IsInline);
    }

    [Fact]
    public void Given_several_text_parts_when_laid_out_then_unnamed_ones_are_body_and_named_ones_are_files()
    {
        var layout = Mail.Layout("Content-Type: multipart/mixed; boundary=m\n\n--m\n\nfirst\n--m\nContent-Type: text/plain; name=a.txt\n\nfile\n--m\nContent-Disposition: attachment\n\nfile\n--m\nContent-Disposition: inline\n\nfooter\n--m--\n");

        Assert.Equal([0, 3], layout.TextBody);
        Assert.Equal([1, 2], layout.Attachments.Select(part => layout.Parts.ToList().IndexOf(part)));
    }

    [Fact]
    public void Given_a_list_footer_below_an_alternative_when_laid_out_then_both_forms_have_it()
    {
        var layout = Mail.Layout("Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: multipart/alternative; boundary=a\n\n--a\n\nplain\n--a\nContent-Type: text/html\n\n<p>\n--a--\n--m\n\nfooter\n--m--\n");

        Assert.Equal([0, 2], layout.TextBody);
        Assert.Equal([1, 2], layout.HtmlBody);
    }

    [Fact]
    public void Given_an_alternative_whose_html_comes_with_files_when_laid_out_then_the_branch_is_one_body()
    {
        var layout = Mail.Layout("Content-Type: multipart/alternative; boundary=a\n\n--a\n\nplain\n--a\nContent-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: text/html\n\n<p>one\n--m\nContent-Type: application/pdf; name=a.pdf\n\nx\n--m\nContent-Type: text/html\n\n<p>two\n--m--\n--a--\n");

        Assert.Equal([0], layout.TextBody);
        Assert.Equal([1, 3], layout.HtmlBody);
        Assert.Equal("2.2", Assert.Single(layout.Attachments).PartNumber);
    }

    [Fact]
    public void Given_an_embedded_message_when_laid_out_then_it_is_one_attachment_named_by_its_subject()
    {
        var layout = Mail.Layout("Content-Type: multipart/mixed; boundary=m\n\n--m\n\nx\n--m\nContent-Type: message/rfc822\n\nSubject: Plan B/C\n\ninner\n--m--\n");

        var part = Assert.Single(layout.Attachments);
        Assert.True(part.IsEmbeddedMessage);
        Assert.Equal("Plan B_C.eml", part.FileName);
        Assert.Equal("Subject: Plan B/C\r\n\r\ninner".Length, part.EncodedLength);
    }

    [Theory]
    [InlineData("base64", "U3ViamVjdDogUGxhbiBCCgppbm5lcg==")]
    [InlineData("quoted-printable", "Subject: Plan=20B\n\ninner")]
    public void Given_an_embedded_message_that_is_encoded_against_the_rules_when_laid_out_then_it_is_an_attachment_all_the_same(string encoding, string body)
    {
        var part = Assert.Single(Mail.Layout($"Content-Type: message/rfc822\nContent-Transfer-Encoding: {encoding}\n\n{body}").Attachments);

        Assert.Equal(("Plan B.eml", true), (part.FileName, part.IsEmbeddedMessage));
    }

    [Theory]
    [InlineData("application/ms-tnef", "part-1.dat")]
    [InlineData("message/partial; number=1; total=2; id=x", "part-1.eml")]
    [InlineData("message/external-body; access-type=URL; URL=\"https://x.test/\"", "part-1.txt")]
    [InlineData("message/feedback-report", "part-1.txt")]
    public void Given_a_part_of_a_rarer_kind_when_laid_out_then_it_is_an_attachment_with_a_fitting_name(string type, string name)
    {
        var layout = Mail.Layout($"Content-Type: {type}\n\nx");

        Assert.Equal(name, Assert.Single(layout.Attachments).DisplayName);
        Assert.Empty(layout.TextBody);
    }

    [Theory]
    [InlineData("text/markdown", 1)]
    [InlineData("text/enriched", 1)]
    [InlineData("text/rtf", 0)]
    [InlineData("text/csv", 0)]
    public void Given_text_of_another_kind_when_laid_out_then_what_reads_as_it_is_is_the_body(string type, int bodies) =>
        Assert.Equal(bodies, Mail.Layout($"Content-Type: {type}\n\nx").TextBody.Count);

    [Fact]
    public void Given_enriched_text_beside_plain_text_when_laid_out_then_plain_text_is_the_body() =>
        Assert.Equal([0], Mail.Layout("Content-Type: multipart/alternative; boundary=a\n\n--a\n\nplain\n--a\nContent-Type: text/enriched\n\n<bold>x</bold>\n--a--\n").TextBody);

    [Theory]
    [InlineData("text/calendar; method=REQUEST", false)]
    [InlineData("text/calendar; method=REQUEST; name=i.ics", true)]
    public void Given_a_calendar_part_when_laid_out_then_it_is_found_and_a_file_only_with_a_name(string type, bool isAttachment)
    {
        var layout = Mail.Layout($"Content-Type: multipart/mixed; boundary=m\n\n--m\n\nx\n--m\nContent-Type: text/calendar\n\ny\n--m\nContent-Type: {type}\n\nz\n--m--\n");

        Assert.Equal(2, layout.CalendarPart);
        Assert.Equal(isAttachment, layout.Parts[2].IsAttachment);
    }

    [Theory]
    [InlineData("multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=b", MessageProtection.SMimeClearSigned)]
    [InlineData("multipart/signed; protocol=\"application/pgp-signature\"; boundary=b", MessageProtection.PgpSigned)]
    [InlineData("multipart/signed; boundary=b", MessageProtection.None)]
    [InlineData("multipart/encrypted; boundary=b", MessageProtection.PgpEncrypted)]
    [InlineData("application/pkcs7-mime; smime-type=signed-data", MessageProtection.SMimeOpaqueSigned)]
    [InlineData("application/x-pkcs7-mime; smime-type=Enveloped-Data", MessageProtection.SMimeEncrypted)]
    [InlineData("application/pkcs7-mime", MessageProtection.SMimeEncrypted)]
    [InlineData("application/pkcs7-mime; smime-type=signed-receipt", MessageProtection.SMimeReceipt)]
    [InlineData("application/pkcs7-mime; smime-type=certs-only", MessageProtection.None)]
    [InlineData("application/octet-stream; name=smime.p7m", MessageProtection.SMimeEncrypted)]
    [InlineData("text/plain", MessageProtection.None)]
    public void Given_a_protected_message_when_laid_out_then_its_kind_is_known(string type, MessageProtection expected) =>
        Assert.Equal(expected, Mail.Layout($"Content-Type: {type}\n\n--b\n\nx\n--b\n\ny\n--b--\n").Protection);

    [Fact]
    public void Given_a_clear_signed_message_when_laid_out_then_the_signature_is_no_attachment()
    {
        var layout = Mail.Layout("Content-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=b\n\n--b\n\nx\n--b\nContent-Type: application/pgp-signature; name=s.asc\n\ny\n--b--\n");

        Assert.Empty(layout.Attachments);
        Assert.Equal([0], layout.TextBody);
    }

    [Fact]
    public void Given_a_multipart_without_parts_when_laid_out_then_its_text_is_shown()
    {
        var layout = Mail.Layout("Content-Type: multipart/mixed; boundary=never\n\nsome text\n");

        Assert.Equal([0], layout.TextBody);
        Assert.Equal("text/plain", layout.Parts[0].ContentType);
    }

    [Theory]
    [InlineData("<html><head><meta charset=\"koi8-r\"></head>", "koi8-r")]
    [InlineData("<META http-equiv=x content='text/html; charset=windows-1251'>", "windows-1251")]
    [InlineData("<meta charset=utf-16>", null)]
    [InlineData("<meta charset=what>", null)]
    [InlineData("<p>charset=koi8-r", null)]
    public void Given_html_without_declared_charset_when_laid_out_then_the_html_itself_is_asked(string html, string? expected) =>
        Assert.Equal(expected, Mail.Layout($"Content-Type: text/html\n\n{html}").Parts[0].Charset);

    [Theory]
    [InlineData(MessageLayout.MaximumParts - 1, false)]
    [InlineData(MessageLayout.MaximumParts, false)]
    [InlineData(MessageLayout.MaximumParts + 1, true)]
    public void Given_many_parts_when_laid_out_then_the_first_are_kept(int count, bool omitted)
    {
        var layout = Mail.Layout("Content-Type: multipart/mixed; boundary=m\n\n" + string.Concat(Enumerable.Repeat("--m\nContent-Type: image/png\n\nx\n", count)) + "--m--\n");

        Assert.Equal(Math.Min(count, MessageLayout.MaximumParts), layout.Parts.Count);
        Assert.Equal(omitted, layout.PartsOmitted);
        LayoutAssert.ReadsBack(layout);
    }

    [Theory]
    [InlineData(MessageLayout.MaximumBodyParts - 1)]
    [InlineData(MessageLayout.MaximumBodyParts)]
    [InlineData(MessageLayout.MaximumBodyParts + 1)]
    public void Given_many_text_parts_when_laid_out_then_the_bodies_are_limited(int count)
    {
        var layout = Mail.Layout("Content-Type: multipart/mixed; boundary=m\n\n" + string.Concat(Enumerable.Repeat("--m\n\nx\n", count)) + "--m--\n");

        Assert.Equal(Math.Min(count, MessageLayout.MaximumBodyParts), layout.TextBody.Count);
        LayoutAssert.ReadsBack(layout);
    }

    [Fact]
    public void Given_long_names_everywhere_when_laid_out_then_the_bytes_stay_bounded()
    {
        var name = new string('ü', 255);
        var part = $"--m\nContent-Type: application/{new string('x', 100)}; charset={new string('c', 50)}; name=\"{name}\"\nContent-ID: <{name}>\nContent-Location: {name}\n\nx\n";
        var layout = Mail.Layout("Content-Type: multipart/mixed; boundary=m\n\n" + string.Concat(Enumerable.Repeat(part, 150)) + "--m--\n");

        Assert.True(layout.PartsOmitted);
        Assert.InRange(layout.Parts.Count, 20, 149);
        LayoutAssert.ReadsBack(layout);
    }

    [Theory]
    [InlineData(MessageLayout.MaximumReferenceCharacters, true)]
    [InlineData(MessageLayout.MaximumReferenceCharacters + 1, false)]
    public void Given_a_long_content_id_when_laid_out_then_it_is_left_out_rather_than_cut(int length, bool isKept) =>
        Assert.Equal(isKept, Mail.Layout($"Content-Type: image/png\nContent-ID: <{new string('x', length)}>\n\n").Parts[0].ContentId is not null);

    [Theory]
    [InlineData(MessageLayout.MaximumTypeCharacters, true)]
    [InlineData(MessageLayout.MaximumTypeCharacters + 1, false)]
    public void Given_a_long_type_when_laid_out_then_it_becomes_bytes_of_unknown_meaning(int length, bool isKept)
    {
        var type = "application/".PadRight(length, 'x');
        Assert.Equal(isKept ? type : "application/octet-stream", Mail.Layout($"Content-Type: {type}\n\n").Parts[0].ContentType);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000")] // version 0
    [InlineData("02000000000000000000")] // a later version
    [InlineData("01000000")] // no parts
    [InlineData("01000000000000")] // no calendar
    [InlineData("0100000000000000FF")] // something behind
    [InlineData("01000700000000000000")] // unknown protection
    [InlineData("010000000000000001")] // calendar index without a part
    [InlineData("0100000000010000")] // body index without a part
    [InlineData("01000000FFFFFFFF0F000000")] // four billion parts
    public void Given_foreign_bytes_when_read_as_a_layout_then_they_are_refused(string hex) =>
        Assert.False(MessageLayout.TryRead(Convert.FromHexString(hex), out _));

    [Fact]
    public void Given_any_prefix_of_a_layout_when_read_then_it_is_refused()
    {
        var output = new ArrayBufferWriter<byte>();
        Mail.Layout("Content-Type: multipart/mixed; boundary=m\n\n--m\n\nx\n--m\nContent-Type: image/png; name=a.png\n\ny\n--m--\n").Write(output);

        Assert.All(Enumerable.Range(0, output.WrittenCount), length => Assert.False(MessageLayout.TryRead(output.WrittenSpan[..length], out _)));
    }
}
