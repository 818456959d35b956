using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Carbonio.Cloud.Mime;

/// <summary>Writes messages that every server and client takes: ASCII only, short lines, CRLF.</summary>
/// <param name="fillRandom">Fills a buffer with random bytes for boundaries, such as <see cref="RandomNumberGenerator.Fill"/>.</param>
/// <remarks>RFC 5322, RFC 2045 to 2047, RFC 2231. Line breaks in any value become spaces: no value can bring a field of its own.</remarks>
public sealed class MimeBuilder(MimeBuilder.FillRandom fillRandom)
{
    /// <summary>Fills a buffer with random bytes.</summary>
    public delegate void FillRandom(Span<byte> buffer);

    /// <summary>Builds a message.</summary>
    public ReadOnlyMemory<byte> Build(MimeDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var output = new ArrayBufferWriter<byte>();
        WriteFields(output, draft);
        FieldWriter.Write(output, "MIME-Version", "1.0");
        WriteMixed(output, draft);
        return output.WrittenMemory;
    }

    private static void WriteFields(ArrayBufferWriter<byte> output, MimeDraft draft)
    {
        FieldWriter.WriteAddresses(output, "From", [draft.From]);
        FieldWriter.WriteAddresses(output, "Sender", draft.Sender is null ? [] : [draft.Sender]);
        FieldWriter.WriteAddresses(output, "To", draft.To);
        FieldWriter.WriteAddresses(output, "Cc", draft.Cc);
        FieldWriter.WriteAddresses(output, "Bcc", draft.Bcc);
        FieldWriter.WriteAddresses(output, "Reply-To", draft.ReplyTo);
        FieldWriter.WriteText(output, "Subject", draft.Subject);
        FieldWriter.Write(output, "Date", FormatDate(draft.Date));
        FieldWriter.WriteIds(output, "Message-ID", draft.MessageId is null ? [] : [draft.MessageId]);
        FieldWriter.WriteIds(output, "In-Reply-To", draft.InReplyTo is null ? [] : [draft.InReplyTo]);
        FieldWriter.WriteIds(output, "References", draft.References);
        if (draft.Importance != MessageImportance.Normal)
        {
            FieldWriter.Write(output, "Importance", draft.Importance == MessageImportance.High ? "high" : "low");
        }
    }

    private void WriteMixed(ArrayBufferWriter<byte> output, MimeDraft draft)
    {
        var files = draft.Attachments.Where(file => file.ContentId is null || draft.Html is null).ToList();
        if (files.Count == 0)
        {
            WriteAlternative(output, draft);
            return;
        }

        var boundary = StartMultipart(output, "mixed");
        StartPart(output, boundary);
        WriteAlternative(output, draft);
        foreach (var file in files)
        {
            StartPart(output, boundary);
            WriteAttachment(output, file, isInline: false);
        }

        EndMultipart(output, boundary);
    }

    private void WriteAlternative(ArrayBufferWriter<byte> output, MimeDraft draft)
    {
        if (draft.Html is null)
        {
            WriteText(output, "plain", draft.Text ?? string.Empty);
            return;
        }

        if (draft.Text is null)
        {
            WriteRelated(output, draft, draft.Html);
            return;
        }

        var boundary = StartMultipart(output, "alternative");
        StartPart(output, boundary);
        WriteText(output, "plain", draft.Text);
        StartPart(output, boundary);
        WriteRelated(output, draft, draft.Html);
        EndMultipart(output, boundary);
    }

    private void WriteRelated(ArrayBufferWriter<byte> output, MimeDraft draft, string html)
    {
        var images = draft.Attachments.Where(file => file.ContentId is not null).ToList();
        if (images.Count == 0)
        {
            WriteText(output, "html", html);
            return;
        }

        var boundary = StartMultipart(output, "related");
        StartPart(output, boundary);
        WriteText(output, "html", html);
        foreach (var image in images)
        {
            StartPart(output, boundary);
            WriteAttachment(output, image, isInline: true);
        }

        EndMultipart(output, boundary);
    }

    private string StartMultipart(ArrayBufferWriter<byte> output, string subtype)
    {
        Span<byte> random = stackalloc byte[16];
        fillRandom(random);
        var boundary = Boundary(random);
        FieldWriter.Write(output, "Content-Type", $"multipart/{subtype}; boundary=\"{boundary}\"");
        return boundary;
    }

    /// <summary>The equals sign before the underscore occurs neither in base64 nor in quoted-printable (RFC 2045, 6.7).</summary>
    internal static string Boundary(ReadOnlySpan<byte> random) => "=_" + Convert.ToHexStringLower(random);

    internal static void StartPart(ArrayBufferWriter<byte> output, string boundary) => output.Write(Encoding.ASCII.GetBytes($"\r\n--{boundary}\r\n"));

    internal static void EndMultipart(ArrayBufferWriter<byte> output, string boundary) => output.Write(Encoding.ASCII.GetBytes($"\r\n--{boundary}--\r\n"));

    internal static void WriteText(ArrayBufferWriter<byte> output, string subtype, string text)
    {
        // Not ReplaceLineEndings, which takes form feeds and Unicode's separators for line breaks too.
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\n", "\r\n", StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(lines);
        FieldWriter.Write(output, "Content-Type", $"text/{subtype}; charset=utf-8");
        WriteBody(output, bytes, BodyEncoder.ChooseForText(bytes));
    }

    internal static void WriteAttachment(ArrayBufferWriter<byte> output, MimeAttachment file, bool isInline)
    {
        var type = ContentType.Parse(file.ContentType).MediaType;
        var isValid = type.Equals(file.ContentType, StringComparison.OrdinalIgnoreCase) && !type.StartsWith("multipart/", StringComparison.Ordinal);
        FieldWriter.Write(output, "Content-Type", isValid ? type : ContentType.OctetStream.MediaType);
        FieldWriter.WriteParameter(output, "Content-Disposition", isInline ? "inline" : "attachment", "filename", file.FileName);
        FieldWriter.WriteIds(output, "Content-ID", file.ContentId is null ? [] : [file.ContentId]);

        // RFC 2046, 5.2.1: a message part must not be encoded again.
        var isMessage = isValid && type is "message/rfc822" or "message/global";
        WriteBody(output, file.Content.Span, isMessage ? BodyEncoder.ChooseForMessage(file.Content.Span) : TransferEncoding.Base64);
    }

    private static void WriteBody(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> bytes, TransferEncoding encoding)
    {
        FieldWriter.Write(output, "Content-Transfer-Encoding", encoding switch
        {
            TransferEncoding.Base64 => "base64",
            TransferEncoding.QuotedPrintable => "quoted-printable",
            TransferEncoding.EightBit => "8bit",
            TransferEncoding.Binary => "binary",
            _ => "7bit",
        });
        output.Write("\r\n"u8);
        BodyEncoder.Write(output, bytes, encoding);
    }

    internal static string FormatDate(DateTimeOffset date)
    {
        var zone = date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", string.Empty, StringComparison.Ordinal);
        return date.ToString("ddd, d MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + zone;
    }
}
