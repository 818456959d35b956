using System.Text;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>Messages to deliver.</summary>
public static class Letters
{
    /// <summary>The text in <see cref="Alternative"/>, whose umlauts are two bytes each.</summary>
    public const string Umlauts = "äöüäöüäöüäöüäöü";

    /// <summary>Plain text.</summary>
    public static string Plain(string subject, string text = "Hello from the test.") => WithCrLf($"""
        From: Carol <carol@example.org>
        To: You <you@example.test>
        Subject: {subject}
        Date: Sun, 22 Nov 2026 10:30:00 +0000
        Message-ID: <{Guid.NewGuid():N}@example.org>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit

        {text}

        """);

    /// <summary>Plain text and HTML of the same.</summary>
    public static string Alternative(string subject) => WithCrLf($"""
        From: Carol <carol@example.org>
        To: You <you@example.test>
        Subject: {subject}
        Date: Sun, 22 Nov 2026 10:30:00 +0000
        Message-ID: <{Guid.NewGuid():N}@example.org>
        MIME-Version: 1.0
        Content-Type: multipart/alternative; boundary="two-forms"

        --two-forms
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit

        {Umlauts}
        --two-forms
        Content-Type: text/html; charset=utf-8
        Content-Transfer-Encoding: 8bit

        <html><body><p>{Umlauts} in <b>bold</b></p></body></html>
        --two-forms--

        """);

    /// <summary>Plain text and one attachment.</summary>
    public static string WithAttachment(string subject, string fileName, byte[] attachment) => WithCrLf($"""
        From: Carol <carol@example.org>
        To: You <you@example.test>
        Subject: {subject}
        Date: Sun, 22 Nov 2026 10:30:00 +0000
        Message-ID: <{Guid.NewGuid():N}@example.org>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="text-and-file"

        --text-and-file
        Content-Type: text/plain; charset=utf-8

        The file is attached.
        --text-and-file
        Content-Type: application/octet-stream
        Content-Disposition: attachment; filename="{fileName}"
        Content-Transfer-Encoding: base64

        {Convert.ToBase64String(attachment, Base64FormattingOptions.InsertLineBreaks)}
        --text-and-file--

        """);

    /// <summary>What a phone hands in to be sent.</summary>
    /// <param name="from">The author.</param>
    /// <param name="to">The recipients.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="fields">More header fields, each with its line end.</param>
    public static byte[] Written(string from, string to, string subject, string fields = "") => Encoding.UTF8.GetBytes(
        $"From: {from}\r\nTo: {to}\r\n{fields}Subject: {subject}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nAt noon?\r\n");

    private static string WithCrLf(string text) => text.ReplaceLineEndings("\r\n");
}
