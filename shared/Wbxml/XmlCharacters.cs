using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Carbonio.Cloud.Wbxml;

/// <summary>Which characters a document may hold.</summary>
/// <remarks>XML 1.0, 2.2 Characters: <c>#x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF]</c>.</remarks>
internal static class XmlCharacters
{
    private const string ForbiddenControls =
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000B\u000C\u000E\u000F" +
        "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F";

    private static readonly SearchValues<char> ForbiddenChars = SearchValues.Create(ForbiddenControls);

    private static readonly SearchValues<byte> ForbiddenBytes = SearchValues.Create(Encoding.ASCII.GetBytes(ForbiddenControls));

    /// <summary>How U+FFFE and U+FFFF begin in UTF-8, and 62 characters that are rare too.</summary>
    private static ReadOnlySpan<byte> RarePrefix => [0xEF, 0xBF];

    public static bool IsAllowed(Rune character) =>
        character.Value is 0x9 or 0xA or 0xD or (>= 0x20 and not (0xFFFE or 0xFFFF));

    /// <summary>Where the first character stands that XML does not allow, or -1. Surrogates are not looked at.</summary>
    public static int IndexOfForbidden(ReadOnlySpan<char> text)
    {
        var control = text.IndexOfAny(ForbiddenChars);
        var other = (control < 0 ? text : text[..control]).IndexOfAny('\uFFFE', '\uFFFF');
        return other < 0 ? control : other;
    }

    /// <summary>Whether the bytes are UTF-8 of allowed characters. A false may also mean: only a look at each character tells.</summary>
    public static bool AreSurelyAllowed(ReadOnlySpan<byte> utf8) =>
        !utf8.ContainsAny(ForbiddenBytes) && utf8.IndexOf(RarePrefix) < 0 && Utf8.IsValid(utf8);

    /// <summary>Whether the bytes are UTF-8 of allowed characters.</summary>
    public static bool AreAllowed(ReadOnlySpan<byte> utf8)
    {
        if (AreSurelyAllowed(utf8))
        {
            return true;
        }

        while (!utf8.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(utf8, out var character, out var used) != OperationStatus.Done || !IsAllowed(character))
            {
                return false;
            }

            utf8 = utf8[used..];
        }

        return true;
    }
}
