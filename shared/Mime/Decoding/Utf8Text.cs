using System.Buffers;
using System.Text;

namespace Carbonio.Cloud.Mime;

/// <summary>Cuts UTF-8 without breaking a character.</summary>
/// <remarks>RFC 3629, 3.</remarks>
public static class Utf8Text
{
    /// <summary>The longest prefix of at most <paramref name="maximumBytes"/> that ends at a character's end.</summary>
    /// <remarks>[MS-ASAIRS] TruncationSize counts bytes; a device must not get half a character.</remarks>
    public static ReadOnlyMemory<byte> Truncate(ReadOnlyMemory<byte> utf8, int maximumBytes) => utf8[..TruncatedLength(utf8.Span, maximumBytes)];

    /// <summary>Length of what <see cref="Truncate(ReadOnlyMemory{byte}, int)"/> gives.</summary>
    public static int TruncatedLength(ReadOnlySpan<byte> utf8, int maximumBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximumBytes);
        return utf8.Length <= maximumBytes ? utf8.Length : WholeLength(utf8[..maximumBytes]);
    }

    /// <summary>The longest prefix whose UTF-8 takes at most <paramref name="maximumBytes"/>.</summary>
    public static string Truncate(string text, int maximumBytes)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(maximumBytes);

        // A character takes three bytes at most, a surrogate pair four: most texts need no count.
        if (text.Length <= maximumBytes / 3 || Encoding.UTF8.GetByteCount(text) <= maximumBytes)
        {
            return text;
        }

        var bytes = 0;
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > maximumBytes)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }

    /// <summary>The length without a character that is cut off at the end.</summary>
    internal static int WholeLength(ReadOnlySpan<byte> utf8)
    {
        for (var back = 1; back <= Math.Min(3, utf8.Length); back++)
        {
            var b = utf8[^back];
            if (b < 0x80)
            {
                break;
            }

            if (b >= 0xC0)
            {
                var needed = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
                return needed > back ? utf8.Length - back : utf8.Length;
            }
        }

        return utf8.Length;
    }

    /// <summary>Whether a character beyond ASCII is there, whatever else is.</summary>
    internal static bool HasLongCharacter(ReadOnlySpan<byte> utf8)
    {
        while (utf8.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is var at and >= 0)
        {
            utf8 = utf8[at..];
            if (Rune.DecodeFromUtf8(utf8, out _, out var used) == OperationStatus.Done)
            {
                return true;
            }

            utf8 = utf8[used..];
        }

        return false;
    }

    /// <summary>The text with U+FFFD for every half of a surrogate pair.</summary>
    internal static string ReplaceLoneSurrogates(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            }
        }

        return text;
    }
}
