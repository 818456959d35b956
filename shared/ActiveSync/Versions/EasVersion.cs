using System.Globalization;

namespace Carbonio.Cloud.ActiveSync.Versions;

/// <summary>A protocol version. It cannot be compared on purpose: what differs is asked of <see cref="VersionRules"/>.</summary>
/// <param name="Code">Version times ten, as in a base64 query: 141 is 14.1.</param>
public readonly record struct EasVersion(byte Code)
{
    /// <summary>14.1.</summary>
    public static EasVersion V141 { get; } = new(141);

    /// <summary>16.1.</summary>
    public static EasVersion V161 { get; } = new(161);

    /// <summary>The version behind the text of MS-ASProtocolVersion, or null.</summary>
    public static EasVersion? Parse(ReadOnlySpan<char> text)
    {
        var dot = text.IndexOf('.');
        return dot > 0 && dot == text.Length - 2
            && byte.TryParse(text[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var major) && major <= 25
            && char.IsAsciiDigit(text[^1])
            ? new EasVersion((byte)((major * 10) + (text[^1] - '0')))
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Code / 10}.{Code % 10}");
}
