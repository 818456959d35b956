using System.Globalization;
using System.Text;

namespace Carbonio.Cloud.Lmtp.Data;

/// <summary>What a final delivery puts in front of a message ([RFC 5321] 4.4 Trace Information).</summary>
internal static class TraceLines
{
    private const int MaximumNameCharacters = 255;

    /// <summary>Return-Path and Received, each with CR LF, of at most <see cref="LmtpLimits.TraceBytes"/>.</summary>
    /// <param name="sender">The envelope sender as it was given.</param>
    /// <param name="recipient">The one recipient as it was given; null when there are several, who are not told of each other.</param>
    /// <param name="client">The name that the client gave itself.</param>
    /// <param name="clientAddress">Where it is.</param>
    /// <param name="server">Our name.</param>
    /// <param name="smtpUtf8">The message was sent with SMTPUTF8.</param>
    /// <param name="now">When.</param>
    public static byte[] Write(string sender, string? recipient, string client, string clientAddress, string server, bool smtpUtf8, DateTimeOffset now)
    {
        var text = new StringBuilder()
            .Append("Return-Path: <").Append(sender).Append(">\r\n")
            .Append("Received: from ").Append(Name(client)).Append(" ([").Append(Name(clientAddress)).Append("])\r\n")
            .Append("\tby ").Append(Name(server)).Append(smtpUtf8 ? " with UTF8LMTP" : " with LMTP");
        if (recipient is not null)
        {
            text.Append("\r\n\tfor <").Append(recipient).Append('>');
        }

        text.Append(CultureInfo.InvariantCulture, $";\r\n\t{now.ToUniversalTime():ddd, dd MMM yyyy HH':'mm':'ss} +0000\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>A client may call itself anything; what is no part of a host's name is shown as a question mark.</summary>
    private static string Name(string name) => string.Create(Math.Min(name.Length, MaximumNameCharacters), name, (text, from) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = char.IsAsciiLetterOrDigit(from[i]) || "-._:[]%".Contains(from[i], StringComparison.Ordinal) ? from[i] : '?';
        }
    });
}
