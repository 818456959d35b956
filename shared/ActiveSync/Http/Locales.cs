namespace Carbonio.Cloud.ActiveSync.Http;

/// <summary>The language behind the locale of a base64 query. The country in its upper bits chooses no text of ours.</summary>
/// <remarks>[MS-LCID] 2.2 LCID Structure: the lower ten bits are the primary language.</remarks>
internal static class Locales
{
    private const int LanguageBits = 0x3FF;

    /// <summary>A tag such as <c>en</c>, or null for a language that is not in the table.</summary>
    public static string? Tag(ushort locale) => (locale & LanguageBits) switch
    {
        0x01 => "ar",
        0x02 => "bg",
        0x03 => "ca",
        0x04 => "zh",
        0x05 => "cs",
        0x06 => "da",
        0x07 => "de",
        0x08 => "el",
        0x09 => "en",
        0x0A => "es",
        0x0B => "fi",
        0x0C => "fr",
        0x0D => "he",
        0x0E => "hu",
        0x10 => "it",
        0x11 => "ja",
        0x12 => "ko",
        0x13 => "nl",
        0x14 => "no",
        0x15 => "pl",
        0x16 => "pt",
        0x18 => "ro",
        0x19 => "ru",
        0x1B => "sk",
        0x1D => "sv",
        0x1E => "th",
        0x1F => "tr",
        0x22 => "uk",
        0x24 => "sl",
        0x2A => "vi",
        _ => null,
    };
}
