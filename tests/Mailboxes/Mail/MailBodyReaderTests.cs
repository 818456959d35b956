using System.Buffers;
using System.Text;
using Carbonio.Cloud.Mailboxes.BadItems;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests;

public sealed class MailBodyReaderTests
{
    private readonly DeliveryFixture mailboxes = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("7bit")]
    [InlineData("base64")]
    [InlineData("quoted-printable")]
    public async Task Given_an_attachment_longer_than_many_reads_when_any_range_is_asked_for_then_exactly_its_bytes_come(string encoding)
    {
        var bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{i:d6}=\n")));
        var (mail, _) = await OpenAsync(Mixed(encoding, bytes));
        using var reader = mail;
        var part = reader.Layout.Attachments.Single();

        Assert.Equal(bytes, await CollectAsync(reader.ReadPartAsync(part, 0, part.DecodedLength, Token)));
        Assert.Equal(bytes[..1], await CollectAsync(reader.ReadPartAsync(part, 0, 1, Token)));
        Assert.Equal(bytes[65_530..140_001], await CollectAsync(reader.ReadPartAsync(part, 65_530, 140_001 - 65_530, Token)));
        Assert.Equal(bytes[^1..], await CollectAsync(reader.ReadPartAsync(part, bytes.Length - 1, 100, Token)));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(MailBodyReader.ChunkBytes - 1)]
    [InlineData(MailBodyReader.ChunkBytes)]
    [InlineData(MailBodyReader.ChunkBytes + 1)]
    [InlineData(5 * MailBodyReader.ChunkBytes)]
    public async Task Given_a_mail_of_any_length_when_it_is_read_whole_then_its_bytes_come(int bodyBytes)
    {
        var mime = DeliveryFixture.Mail(body: new string('b', bodyBytes));
        var (mail, _) = await OpenAsync(mime);
        using var reader = mail;

        Assert.Equal(mime, await CollectAsync(reader.ReadMimeAsync(0, reader.Length, Token)));
        Assert.Equal(mime[5..9], await CollectAsync(reader.ReadMimeAsync(5, 4, Token)));
        Assert.Equal(mime.Length - bodyBytes, reader.HeaderBytes);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16le")]
    [InlineData("iso-8859-1")]
    public async Task Given_a_long_text_when_part_of_it_is_read_then_it_is_cut_between_characters_and_nothing_is_missing(string charset)
    {
        var text = string.Concat(Enumerable.Repeat("Füße und Öl. ", 20_000));
        var encoded = charset switch { "utf-8" => Encoding.UTF8.GetBytes(text), "utf-16le" => Encoding.Unicode.GetBytes(text), _ => Encoding.Latin1.GetBytes(text) };
        byte[] mime = [.. Encoding.ASCII.GetBytes($"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(encoded, Base64FormattingOptions.InsertLineBreaks)}")];
        var (mail, item) = await OpenAsync(mime);
        using var reader = mail;

        Assert.Equal(Encoding.UTF8.GetByteCount(text), new MailFields(item.Content).Integer(MailField.TextBytes));
        Assert.Equal(text, Encoding.UTF8.GetString((await reader.ReadTextAsync(long.MaxValue, Token)).Span));
        foreach (var bytes in (int[])[0, 1, 2, 3, 4, 5000, 5001, 5002, 100_000])
        {
            var cut = Encoding.UTF8.GetString((await reader.ReadTextAsync(bytes, Token)).Span);
            Assert.StartsWith(cut, text, StringComparison.Ordinal);
            Assert.InRange(Encoding.UTF8.GetByteCount(cut), Math.Max(0, bytes - 1), bytes);
        }
    }

    [Fact]
    public async Task Given_HTML_only_when_text_is_read_then_all_of_the_HTML_is_looked_at()
    {
        var html = $"<style>{new string('s', 100_000)}</style><p>Here it is</p>";
        var (mail, _) = await OpenAsync(Encoding.UTF8.GetBytes("Content-Type: text/html\r\n\r\n" + html));
        using var reader = mail;

        Assert.Equal("Here", Encoding.UTF8.GetString((await reader.ReadTextAsync(4, Token)).Span));
        Assert.Equal(html, Encoding.UTF8.GetString((await reader.ReadHtmlAsync(long.MaxValue, Token)).Span));
    }

    [Fact]
    public async Task Given_text_only_when_HTML_is_read_then_head_and_blob_give_the_same_beginning()
    {
        var text = string.Concat(Enumerable.Range(0, 2000).Select(i => $"Line {i} <of> https://example.test/{i}\r\n"));
        var (mail, item) = await OpenAsync(Encoding.UTF8.GetBytes("Content-Type: text/plain\r\n\r\n" + text));
        using var reader = mail;
        var whole = await reader.ReadHtmlAsync(long.MaxValue, Token);

        Assert.Equal(new MailFields(item.Content).Integer(MailField.HtmlBytes), whole.Length);
        foreach (var bytes in (int[])[0, 1, 500, 1000, 1900])
        {
            Assert.True(MailHeads.TryHtml(new MailFields(item.Content), bytes, out var head));
            Assert.True(whole.Span[..bytes].SequenceEqual(head.Span));
            var cut = await reader.ReadHtmlAsync(bytes, Token);
            Assert.True(whole.Span[..bytes].SequenceEqual(cut.Span));
        }

        Assert.False(MailHeads.TryHtml(new MailFields(item.Content), 2100, out _));
    }

    [Fact]
    public async Task Given_a_mail_whose_blob_is_gone_when_it_is_opened_then_there_is_none()
    {
        var (mail, item) = await OpenAsync(DeliveryFixture.Mail());
        mail.Dispose();
        await mailboxes.Blobs.DeleteAsync(item.Blob!, Token);

        Assert.Null(await MailBodyReader.OpenAsync(mailboxes.Services.Open(mailboxes.Alice), item, Token));
    }

    [Fact]
    public async Task Given_a_mail_that_is_deleted_while_it_is_read_when_more_is_wanted_then_its_blob_is_said_to_be_missing()
    {
        var (mail, item) = await OpenAsync(DeliveryFixture.Mail(body: new string('b', 200_000)));
        using var reader = mail;
        await mailboxes.Blobs.DeleteAsync(item.Blob!, Token);

        var thrown = await Assert.ThrowsAsync<BadItemException>(() => CollectAsync(reader.ReadMimeAsync(0, reader.Length, Token)));
        Assert.Equal(BadItemReason.BlobMissing, thrown.Reason);
    }

    private static byte[] Mixed(string encoding, byte[] attachment)
    {
        var encoded = encoding switch
        {
            "base64" => Convert.ToBase64String(attachment, Base64FormattingOptions.InsertLineBreaks),
            "quoted-printable" => Encoding.ASCII.GetString(attachment).Replace("=", "=3D", StringComparison.Ordinal).Replace("\n", "=0A=\r\n", StringComparison.Ordinal),
            _ => Encoding.ASCII.GetString(attachment),
        };
        return Encoding.ASCII.GetBytes(
            $"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHello\r\n--b\r\nContent-Type: application/octet-stream; name=a.bin\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{encoded}\r\n--b--\r\n");
    }

    private static async Task<byte[]> CollectAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        var all = new ArrayBufferWriter<byte>();
        await foreach (var piece in pieces)
        {
            all.Write(piece.Span);
        }

        return all.WrittenSpan.ToArray();
    }

    private async Task<(MailBodyReader Reader, Item Item)> OpenAsync(byte[] mime)
    {
        await mailboxes.DeliverAsync(mime);
        var item = Assert.Single(await mailboxes.ItemsAsync());
        var reader = await MailBodyReader.OpenAsync(mailboxes.Services.Open(mailboxes.Alice), item, Token);
        return (Assert.IsType<MailBodyReader>(reader), item);
    }
}
