using System.Text;

namespace Carbonio.Cloud.Mime;

/// <summary>Decodes UTF-16 of which mail often does not say the byte order, or says it wrongly.</summary>
/// <remarks>RFC 2781, 3.3: a byte order mark decides; without one <c>UTF-16</c> should be read as big-endian, but is little-endian from most programs that write it.</remarks>
internal static class Utf16
{
    /// <summary>Bytes looked at to find the order.</summary>
    private const int SearchedBytes = 1024;

    /// <summary>Bytes to text.</summary>
    /// <param name="bytes">A mark at the beginning is dropped, and decides. Else zeros do, of which text has most in the high bytes.</param>
    /// <param name="isBigEndian">What holds when neither says anything.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, bool isBigEndian)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return Encoding.Unicode.GetString(bytes[2..]);
        }

        var (even, odd) = CountZeros(bytes[..Math.Min(bytes.Length, SearchedBytes)]);
        if (even + odd == 0 && Ascii.IsValid(bytes))
        {
            // Two bytes a character would have left zeros around the first space or line break: it is not UTF-16 at all.
            return Encoding.ASCII.GetString(bytes);
        }

        return even > odd + 1 || (isBigEndian && odd <= even + 1) ? Encoding.BigEndianUnicode.GetString(bytes) : Encoding.Unicode.GetString(bytes);
    }

    private static (int Even, int Odd) CountZeros(ReadOnlySpan<byte> bytes)
    {
        var counts = (Even: 0, Odd: 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            counts.Even += bytes[i] == 0 && i % 2 == 0 ? 1 : 0;
            counts.Odd += bytes[i] == 0 && i % 2 == 1 ? 1 : 0;
        }

        return counts;
    }
}
