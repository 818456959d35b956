using System.Text;

namespace Carbonio.Cloud.Mime;

/// <summary>Reads a message's body in the form that is asked for, from the parts of its layout.</summary>
public static class MessageBody
{
    private const string TextRule = "\n\n";
    private const string HtmlRule = "<hr>\n";

    /// <summary>The body as plain text; parts that are HTML only are converted, with the addresses of their links.</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="encoded">Gives the encoded bytes of a part, all or a prefix.</param>
    /// <param name="maximumDecodedBytes">Read at most of each part.</param>
    public static string ReadText(MessageLayout layout, Func<MimePartLayout, ReadOnlyMemory<byte>> encoded, int maximumDecodedBytes) =>
        ReadText(layout, encoded, maximumDecodedBytes, Math.Max(HtmlToText.MaximumInputCharacters, maximumDecodedBytes), withLinks: true);

    /// <summary>The body as HTML; parts that are plain text only are converted. Parts follow each other, separated by a rule.</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="encoded">Gives the encoded bytes of a part, all or a prefix.</param>
    /// <param name="maximumDecodedBytes">Read at most of each part.</param>
    /// <returns>Empty when there is no body. The HTML is the sender's: it has not been made safe.</returns>
    public static string ReadHtml(MessageLayout layout, Func<MimePartLayout, ReadOnlyMemory<byte>> encoded, int maximumDecodedBytes)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(encoded);
        if (layout is { HtmlBody: [var only], HasHtml: true })
        {
            return PartContent.DecodeText(encoded(layout.Parts[only]), layout.Parts[only], maximumDecodedBytes);
        }

        var html = new StringBuilder();
        foreach (var index in layout.HtmlBody)
        {
            var part = layout.Parts[index];
            var text = PartContent.DecodeText(encoded(part), part, maximumDecodedBytes);
            html.Append(html.Length > 0 ? HtmlRule : string.Empty);
            html.Append(part.ContentType == "text/html" ? text
                : layout.HtmlBody.Count == 1 ? TextToHtml.ConvertToDocument(text, withLinks: true)
                : TextToHtml.Convert(text, withLinks: true));
        }

        return html.ToString();
    }

    /// <summary>UTF-8 bytes of what <see cref="ReadHtml"/> gives; of a plain text, without making HTML of it.</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="encoded">Gives the encoded bytes of a part, all or a prefix.</param>
    /// <param name="maximumDecodedBytes">Read at most of each part.</param>
    public static long MeasureHtml(MessageLayout layout, Func<MimePartLayout, ReadOnlyMemory<byte>> encoded, int maximumDecodedBytes)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(encoded);
        var bytes = 0L;
        foreach (var index in layout.HtmlBody)
        {
            var part = layout.Parts[index];
            var text = PartContent.DecodeText(encoded(part), part, maximumDecodedBytes);
            bytes += bytes > 0 ? HtmlRule.Length : 0;
            bytes += part.ContentType == "text/html" ? Encoding.UTF8.GetByteCount(text)
                : layout.HtmlBody.Count == 1 ? TextToHtml.MeasureDocument(text, withLinks: true)
                : TextToHtml.Measure(text, withLinks: true);
        }

        return bytes;
    }

    /// <summary>The preview of a message: of its plain text, else of its HTML, of which only as much is converted as it takes.</summary>
    public static string ReadPreview(MessageLayout layout, Func<MimePartLayout, ReadOnlyMemory<byte>> encoded, int maximumCharacters)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximumCharacters);

        // Marketing mails start with many kilobytes of styles, and white space collapses.
        const int HtmlBytes = 256 * 1024;
        return PreviewText.Make(ReadText(layout, encoded, HtmlBytes, (maximumCharacters * 4) + 256, withLinks: false), maximumCharacters);
    }

    /// <summary>The bytes of a part in a message that is in memory, for the readers above.</summary>
    public static Func<MimePartLayout, ReadOnlyMemory<byte>> In(ReadOnlyMemory<byte> source) => part => part.Offset > source.Length
        ? default
        : source.Slice(part.Offset, Math.Min(part.EncodedLength, source.Length - part.Offset));

    private static string ReadText(MessageLayout layout, Func<MimePartLayout, ReadOnlyMemory<byte>> encoded, int maximumDecodedBytes, int maximumCharacters, bool withLinks)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(encoded);
        var text = string.Empty;
        foreach (var index in layout.TextBody)
        {
            if (text.Length >= maximumCharacters)
            {
                break;
            }

            var part = layout.Parts[index];
            var isHtml = part.ContentType == "text/html";
            var bytes = isHtml ? maximumDecodedBytes : (int)Math.Min(maximumDecodedBytes, 4L * maximumCharacters);
            var decoded = PartContent.DecodeText(encoded(part), part, bytes);
            var own = isHtml ? HtmlToText.Convert(decoded, maximumCharacters, withLinks) : decoded;

            // Nearly every mail has one part of text, which is then not copied.
            text = text.Length > 0 ? text + TextRule + own : own;
        }

        return text;
    }
}
