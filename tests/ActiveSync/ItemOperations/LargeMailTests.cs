using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Carbonio.Cloud.Mailboxes.Mail;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.ItemOperations;

/// <summary>A mail of 25 MB is in memory as the request that brings it and as the answer that takes it, and never beside itself.</summary>
public sealed class LargeMailTests(ITestOutputHelper output)
{
    private const int MailBytes = 25 * 1024 * 1024;
    private const int DeliveryBytes = 256 * 1024;

    // Blocks of the answer, which is the part's base64 again, and what a stream of blocks throws away at their borders.
    private const int FetchBytes = MailBytes / 2 * 3;

    [Fact]
    public async Task Given_a_mail_of_25_MB_when_it_is_delivered_and_its_attachment_fetched_then_it_is_held_once_each_time()
    {
        var phone = new ItemOperationsFixture();
        var mime = Mail(out var attachment);
        MailContentBuilder.Build(mime.AsMemory(0, 4096), receivedAsBcc: false);

        var start = GC.GetAllocatedBytesForCurrentThread();
        var built = MailContentBuilder.Build(mime, receivedAsBcc: false);
        var delivery = GC.GetAllocatedBytesForCurrentThread() - start;
        await phone.Mail.DeliverAsync(phone.Mail.Mailbox, mime);

        var thread = Environment.CurrentManagedThreadId;
        start = GC.GetAllocatedBytesForCurrentThread();
        using var answer = await phone.AnswerAsync(ItemOperationsFixture.Wbxml(ItemOperationsFixture.FetchFile("1:2")));
        var fetch = GC.GetAllocatedBytesForCurrentThread() - start;

        output.WriteLine($"delivery allocates {delivery:N0} bytes beside the request, a fetch {fetch:N0} for an answer of {answer.Body.Length:N0}");
        Assert.Equal(thread, Environment.CurrentManagedThreadId);
        Assert.False(built.IsStandIn);
        Assert.InRange(answer.Body.Length, attachment / 3 * 4, MailBytes);
        Assert.InRange(delivery, 1, DeliveryBytes);
        Assert.InRange(fetch, 1, FetchBytes);
    }

    [Theory]
    [InlineData("application/pkcs7-signature")]
    [InlineData("application/pgp-signature")]
    public async Task Given_a_signed_mail_when_its_MIME_is_fetched_then_the_signed_part_is_byte_for_byte_as_it_was_delivered(string protocol)
    {
        // White space at line ends, a soft break and a line of dots: whoever tidies up breaks the signature.
        const string Signed = "Content-Type: text/plain;\r\n\tcharset=utf-8 \r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nHello  =\r\n J=C3=BCrgen \t\r\n.\r\n\r\n";
        var phone = new ItemOperationsFixture();
        await phone.Mail.DeliverAsync(
            phone.Mail.Mailbox,
            Encoding.ASCII.GetBytes($"From: a@example.test\r\nContent-Type: multipart/signed; protocol=\"{protocol}\"; micalg=sha-256; boundary=\"s\"\r\n\r\nThis is signed.\r\n--s\r\n{Signed}\r\n--s\r\nContent-Type: {protocol}\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--s--\r\n"));
        var operation = ItemOperationsFixture.FetchItem("2:1", "<Options><a:MIMESupport>2</a:MIMESupport><b:BodyPreference><b:Type>4</b:Type></b:BodyPreference></Options>");
        var delivered = Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(Signed)));

        var (_, parts) = await phone.ShowPartsAsync(operation);
        using var answer = await phone.AnswerAsync(ItemOperationsFixture.Wbxml(operation));

        Assert.Equal(delivered, HashOfSigned(Assert.Single(parts)));
        Assert.Equal(delivered, HashOfSigned(answer.Body.ToArray()));
    }

    /// <summary>Hash of what stands between the first two boundary lines, their line breaks apart.</summary>
    private static string HashOfSigned(ReadOnlySpan<byte> mime)
    {
        var start = mime.IndexOf("\r\n--s\r\n"u8) + "\r\n--s\r\n"u8.Length;
        var length = mime[start..].IndexOf("\r\n--s\r\n"u8);
        return Convert.ToHexString(SHA256.HashData(mime.Slice(start, length)));
    }

    private static byte[] Mail(out int attachmentBytes)
    {
        var head = "Subject: large\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nsee below\r\n--b\r\nContent-Type: application/octet-stream; name=large.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"u8;
        const int LineCharacters = 76;
        var mime = new byte[MailBytes];
        head.CopyTo(mime);
        var lines = (MailBytes - head.Length - "--b--\r\n".Length) / (LineCharacters + 2);
        for (var i = 0; i < lines; i++)
        {
            var line = mime.AsSpan(head.Length + (i * (LineCharacters + 2)), LineCharacters + 2);
            line.Fill((byte)('A' + (i % 26)));
            "\r\n"u8.CopyTo(line[LineCharacters..]);
        }

        "--b--\r\n"u8.CopyTo(mime.AsSpan(head.Length + (lines * (LineCharacters + 2))));
        attachmentBytes = lines * LineCharacters / 4 * 3;
        return mime;
    }
}
