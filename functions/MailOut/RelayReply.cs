using System.Globalization;
using Carbonio.Cloud.Mailboxes.Sending;

namespace Carbonio.Cloud.Functions.MailOut;

/// <summary>What an SMTP reply means for a mail.</summary>
internal static class RelayReply
{
    /// <summary>Judges a reply.</summary>
    /// <param name="code">Three digits.</param>
    /// <param name="text">What stood behind it.</param>
    public static SendAnswer Judge(int code, string text)
    {
        var refused = code is >= 500 and < 600 && !IsAboutUs(code);
        var status = EnhancedStatus(text, refused ? '5' : '4');
        return new(refused ? SendVerdict.Refused : SendVerdict.Deferred, status, string.Create(CultureInfo.InvariantCulture, $"{code} {OneLine(text)}"), FromRelay: true);
    }

    // The relay wants us to log in, or has forgotten that we did: an operator's matter, no fault of the mail.
    private static bool IsAboutUs(int code) => code is 530 or 534 or 535 or 538;

    /// <remarks>[RFC 2034] 4, [RFC 3463] 2.</remarks>
    private static string EnhancedStatus(string text, char kind)
    {
        var first = text.Split(' ', 2)[0];
        return first.Split('.') is [[var c], { Length: > 0 and <= 3 } subject, { Length: > 0 and <= 3 } detail]
            && c == kind && subject.All(char.IsAsciiDigit) && detail.All(char.IsAsciiDigit)
                ? first
                : $"{kind}.0.0";
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
