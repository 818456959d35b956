using System.Globalization;

namespace Carbonio.Cloud.Lmtp.Commands;

/// <summary>What follows the sender in MAIL: SIZE ([RFC 1870]), BODY ([RFC 6152]), SMTPUTF8 ([RFC 6531]).</summary>
/// <param name="Size">The size that the client expects, in bytes; 0 when it says none.</param>
/// <param name="SmtpUtf8">Addresses and header may be UTF-8.</param>
internal readonly record struct MailParameters(long Size, bool SmtpUtf8)
{
    /// <summary>Reads them.</summary>
    /// <param name="text">Parameters, each with a blank in front.</param>
    /// <param name="fault">What is wrong with them; null when nothing is.</param>
    public static MailParameters Parse(string text, out LmtpReply? fault)
    {
        long? size = null;
        string? body = null;
        var utf8 = false;
        fault = null;
        foreach (var parameter in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            var value = equals < 0 ? null : parameter[(equals + 1)..];
            var good = (equals < 0 ? parameter : parameter[..equals]).ToUpperInvariant() switch
            {
                "SIZE" => size is null && (size = ReadSize(value)) is not null,
                "BODY" => body is null && (body = value)?.ToUpperInvariant() is "7BIT" or "8BITMIME",
                "SMTPUTF8" => !utf8 && (utf8 = value is null),
                _ => (bool?)null,
            };
            if (good is not true)
            {
                fault = good is null ? LmtpReply.UnknownParameter : LmtpReply.BadParameter;
                return default;
            }
        }

        return new(size ?? 0, utf8);
    }

    /// <returns>Up to 20 digits; what is beyond a long is the largest there is.</returns>
    private static long? ReadSize(string? digits) =>
        digits is not { Length: > 0 and <= 20 } || digits.AsSpan().ContainsAnyExceptInRange('0', '9') ? null
        : long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size
        : long.MaxValue;
}
