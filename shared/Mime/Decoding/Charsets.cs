using System.Collections.Frozen;
using System.Text;
using System.Text.Unicode;

namespace Carbonio.Cloud.Mime;

/// <summary>Charset names as mail has them, and bytes to text. Never throws: what can't be decoded becomes U+FFFD.</summary>
/// <remarks>
/// RFC 2045, 5.1, IANA "Character Sets". A name that senders use for its superset is read as that (iso-8859-1 as Windows-1252, gb2312 as GB 18030,
/// ks_c_5601 as Windows-949), as the WHATWG Encoding Standard, 4.2 does.
/// </remarks>
public static class Charsets
{
    /// <summary>Longest charset name that is looked at.</summary>
    public const int MaximumNameCharacters = 40;

    private const int Utf7CodePage = 65000;
    private const int Utf8CodePage = 65001;
    private const int AsciiCodePage = 20127;
    private const int Windows1252CodePage = 1252;
    private const int Iso88591CodePage = 28591;
    private const int Utf16CodePage = 1200;
    private const int Utf16BigEndianCodePage = 1201;
    private const int Utf32CodePage = 12000;
    private const int Utf32BigEndianCodePage = 12001;

    private static readonly FrozenDictionary<string, int> CodePages = new Dictionary<string, int>
    {
        ["utf8"] = Utf8CodePage, ["unicode11utf8"] = Utf8CodePage, ["unicode20utf8"] = Utf8CodePage, ["xunicode20utf8"] = Utf8CodePage,
        ["utf7"] = Utf7CodePage, ["unicode11utf7"] = Utf7CodePage, ["unicode20utf7"] = Utf7CodePage,
        ["utf16"] = Utf16CodePage, ["utf16le"] = Utf16CodePage, ["ucs2"] = Utf16CodePage, ["iso10646ucs2"] = Utf16CodePage, ["unicode"] = Utf16CodePage,
        ["utf16be"] = Utf16BigEndianCodePage, ["utf32"] = Utf32CodePage, ["utf32le"] = Utf32CodePage, ["utf32be"] = Utf32BigEndianCodePage,
        ["usascii"] = AsciiCodePage, ["ascii"] = AsciiCodePage, ["ansix341968"] = AsciiCodePage, ["iso646us"] = AsciiCodePage, ["us"] = AsciiCodePage, ["646"] = AsciiCodePage,
        ["iso88591"] = Iso88591CodePage, ["latin1"] = Iso88591CodePage, ["l1"] = Iso88591CodePage, ["isolatin1"] = Iso88591CodePage, ["cp819"] = Iso88591CodePage, ["ibm819"] = Iso88591CodePage,
        ["iso88592"] = 28592, ["latin2"] = 28592, ["iso88593"] = 28593, ["latin3"] = 28593, ["iso88594"] = 28594, ["latin4"] = 28594,
        ["iso88595"] = 28595, ["cyrillic"] = 28595, ["iso88596"] = 28596, ["arabic"] = 28596, ["iso88597"] = 28597, ["greek"] = 28597,
        ["iso88598"] = 28598, ["iso88598i"] = 28598, ["iso88598e"] = 28598, ["hebrew"] = 28598, ["iso88599"] = 1254, ["latin5"] = 1254,
        ["iso885911"] = 874, ["tis620"] = 874, ["iso885913"] = 28603, ["latin7"] = 28603, ["iso885915"] = 28605, ["latin9"] = 28605,
        ["koi8r"] = 20866, ["koi8"] = 20866, ["cskoi8r"] = 20866, ["koi8u"] = 21866, ["koi8ru"] = 21866,
        ["gb2312"] = 54936, ["gbk"] = 54936, ["gb18030"] = 54936, ["gb231280"] = 54936, ["euccn"] = 54936, ["xgbk"] = 54936, ["chinese"] = 54936, ["hzgb2312"] = 52936, ["hz"] = 52936,
        ["big5"] = 950, ["big5hkscs"] = 950, ["xxbig5"] = 950, ["cnbig5"] = 950, ["csbig5"] = 950,
        ["shiftjis"] = 932, ["sjis"] = 932, ["xsjis"] = 932, ["mskanji"] = 932, ["windows31j"] = 932, ["xmscp932"] = 932,
        ["iso2022jp"] = 50220, ["iso2022jp1"] = 50220, ["iso2022jp2"] = 50220, ["iso2022jp3"] = 50220, ["iso2022jp2004"] = 50220, ["iso2022jpext"] = 50220, ["csiso2022jp"] = 50220, ["iso2022jpms"] = 50221, ["eucjp"] = 51932, ["xeucjp"] = 51932,
        ["euckr"] = 949, ["ksc56011987"] = 949, ["ksc5601"] = 949, ["ksc56011989"] = 949, ["korean"] = 949, ["uhc"] = 949, ["iso2022kr"] = 50225, ["xwindows949"] = 949,
        ["macintosh"] = 10000, ["macroman"] = 10000, ["mac"] = 10000, ["macce"] = 10029, ["maccyrillic"] = 10007,
    }.ToFrozenDictionary();

    private static readonly EncodingProvider Legacy = CodePagesEncodingProvider.Instance;

    private static readonly UTF32Encoding Utf32BigEndian = new(bigEndian: true, byteOrderMark: false);

    private static readonly Encoding Windows1252 = GetLegacy(Windows1252CodePage)!;

    /// <summary>The Windows code page of a charset, as EAS' InternetCPID has it; null for a name we don't know.</summary>
    /// <remarks>[MS-ASEMAIL] InternetCPID.</remarks>
    public static int? FindCodePage(string? charset)
    {
        if (charset is null || charset.Length > MaximumNameCharacters)
        {
            return null;
        }

        var name = Normalize(charset);
        if (CodePages.TryGetValue(name, out var known))
        {
            return known;
        }

        foreach (var prefix in (ReadOnlySpan<string>)["windows", "xcp", "cp", "ibm", "win", "dos"])
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal) && int.TryParse(name.AsSpan(prefix.Length), out var page) && page is > 0 and < 2000)
            {
                return page is 936 ? 54936 : GetLegacy(page) is null ? null : page;
            }
        }

        return null;
    }

    /// <summary>Bytes to text.</summary>
    /// <param name="bytes">Any bytes; a byte order mark is dropped.</param>
    /// <param name="charset">The name as declared. For none, an unknown one and US-ASCII the bytes are UTF-8 when valid as that, else Windows-1252; so are bytes declared as UTF-8 of which none beyond ASCII belongs to a valid character.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, string? charset)
    {
        switch (FindCodePage(charset))
        {
            case null or AsciiCodePage:
                return DecodeGuessed(bytes);
            case Utf8CodePage:
                return DecodeUtf8(WithoutMark(bytes));
            case Utf7CodePage:
                return Utf7.Decode(bytes);
            case Utf16CodePage:
                return Utf16.Decode(bytes, isBigEndian: false);
            case Utf16BigEndianCodePage:
                return Utf16.Decode(bytes, isBigEndian: true);
            case Utf32CodePage:
                return Encoding.UTF32.GetString(bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) ? bytes[4..] : bytes);
            case Utf32BigEndianCodePage:
                return Utf32BigEndian.GetString(bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]) ? bytes[4..] : bytes);
            case Iso88591CodePage:
                return Windows1252.GetString(bytes);
            case { } page:
                return GetLegacy(page) is { } encoding ? encoding.GetString(bytes) : DecodeGuessed(bytes);
        }
    }

    /// <summary>UTF-8 when valid as that (a character cut off at the end doesn't count), else Windows-1252.</summary>
    internal static string DecodeGuessed(ReadOnlySpan<byte> bytes)
    {
        bytes = WithoutMark(bytes);
        if (Ascii.IsValid(bytes))
        {
            return Encoding.ASCII.GetString(bytes);
        }

        var whole = bytes[..Utf8Text.WholeLength(bytes)];
        return whole.Length > 0 && Utf8.IsValid(whole) ? Encoding.UTF8.GetString(whole) : Windows1252.GetString(bytes);
    }

    /// <summary>Text declared as UTF-8 in which no character beyond ASCII is one was declared wrongly: it is Windows-1252.</summary>
    private static string DecodeUtf8(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes[..Utf8Text.WholeLength(bytes)]) || Utf8Text.HasLongCharacter(bytes) ? Encoding.UTF8.GetString(bytes) : Windows1252.GetString(bytes);

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;

    private static Encoding? GetLegacy(int codePage) =>
        Legacy.GetEncoding(codePage, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"));

    /// <summary>Senders disagree on case, hyphens and underscores only.</summary>
    private static string Normalize(string charset) => string.Create(charset.AsSpan().CountLetters(), charset, static (target, from) =>
    {
        var i = 0;
        foreach (var c in from)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                target[i++] = char.ToLowerInvariant(c);
            }
        }
    });

    private static int CountLetters(this ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var c in text)
        {
            count += char.IsAsciiLetterOrDigit(c) ? 1 : 0;
        }

        return count;
    }
}
