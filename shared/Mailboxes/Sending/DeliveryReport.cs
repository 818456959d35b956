using System.Globalization;
using System.Text;

namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>Tells a sender who has not got a mail: for people, for programs, and with the header of the mail.</summary>
/// <remarks>[RFC 3462] multipart/report, [RFC 3464] message/delivery-status, [RFC 3834] Auto-Submitted.</remarks>
internal static class DeliveryReport
{
    /// <summary>Bytes of the mail's header that are given back; a longer one is cut behind a line.</summary>
    public const int MaximumHeaderBytes = 64 * 1024;

    /// <summary>Makes the report.</summary>
    /// <param name="id">New for each report.</param>
    /// <param name="transmission">The mail.</param>
    /// <param name="failed">Who has not got it.</param>
    /// <param name="message">The mail itself; empty when it is gone.</param>
    /// <param name="from">The address that reports come from.</param>
    /// <param name="now">When it is made.</param>
    public static byte[] Write(
        string id,
        Transmission transmission,
        IReadOnlyList<FailedRecipient> failed,
        ReadOnlySpan<byte> message,
        string from,
        DateTimeOffset now)
    {
        var domain = from[(from.LastIndexOf('@') + 1)..];
        var boundary = $"=_{id}";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            Return-Path: <>
            Date: {Date(now)}
            From: Mail Delivery System <{from}>
            To: <{transmission.Sender}>
            Subject: Undelivered mail returned to sender
            Message-ID: <{id}@{domain}>
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="{boundary}"

            --{boundary}
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            This is the mail system of {domain}.

            A mail of yours, sent on {Date(transmission.Submitted)}, has not reached everybody.
            Its header is below.


            """);
        foreach (var recipient in failed)
        {
            text.Append(CultureInfo.InvariantCulture, $"<{recipient.Address}>\n    {ReportText.Line(recipient.Reason)}\n\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"""
            --{boundary}
            Content-Type: message/delivery-status

            Reporting-MTA: dns; {domain}
            Arrival-Date: {Date(transmission.Submitted)}


            """);
        foreach (var recipient in failed)
        {
            text.Append(CultureInfo.InvariantCulture, $"Final-Recipient: {ReportText.Address(recipient.Address)}\nAction: failed\nStatus: {recipient.Status}\n");
            text.Append(recipient.Diagnostic is { } said ? $"Diagnostic-Code: smtp; {ReportText.Line(said)}\n\n" : "\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"""
            --{boundary}
            Content-Type: text/rfc822-headers
            Content-Transfer-Encoding: 8bit


            """);
        byte[] end = [.. Encoding.ASCII.GetBytes($"\r\n--{boundary}--\r\n")];
        return [.. Encoding.UTF8.GetBytes(text.ToString().ReplaceLineEndings("\r\n")), .. Header(message), .. end];
    }

    private static string Date(DateTimeOffset moment) => moment.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);

    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> message)
    {
        var read = 0;
        while (read < message.Length)
        {
            var line = message[read..];
            var length = line.IndexOf((byte)'\n') + 1;
            if (length == 0)
            {
                length = line.Length;
            }

            if (line[..length].Trim("\r\n"u8).IsEmpty || read + length > MaximumHeaderBytes)
            {
                break;
            }

            read += length;
        }

        return message[..read];
    }
}
