using System.Globalization;
using System.Text;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Content;

/// <summary>Moments on the wire, always in UTC: with dashes and milliseconds in mail and tasks, compact in calendars.</summary>
/// <remarks>[MS-ASDTYPE] 2.3 dateTime Data Type and 2.7.2 Compact DateTime.</remarks>
public static class EasDates
{
    private const string Dashed = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const string Compact = "yyyyMMdd'T'HHmmss'Z'";
    private const int MaximumBytes = 40;

    private static readonly string[] Forms = [Dashed, Compact, "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    /// <summary>Writes an element with a moment such as <c>2026-11-22T10:30:00.000Z</c>.</summary>
    public static void Write(WbxmlWriter writer, WbxmlTag tag, DateTimeOffset moment) => Write(writer, tag, moment, Dashed);

    /// <summary>Writes an element with a moment such as <c>20261122T103000Z</c>.</summary>
    public static void WriteCompact(WbxmlWriter writer, WbxmlTag tag, DateTimeOffset moment) => Write(writer, tag, moment, Compact);

    /// <summary>Reads a moment in either form; null for anything else.</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaximumBytes)
        {
            return null;
        }

        Span<char> text = stackalloc char[MaximumBytes];
        var length = Encoding.UTF8.GetChars(utf8, text);
        return DateTimeOffset.TryParseExact(text[..length].Trim(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;
    }

    private static void Write(WbxmlWriter writer, WbxmlTag tag, DateTimeOffset moment, string form)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Span<byte> text = stackalloc byte[MaximumBytes];
        moment.UtcDateTime.TryFormat(text, out var length, form, CultureInfo.InvariantCulture);
        writer.Element(tag, text[..length]);
    }
}
