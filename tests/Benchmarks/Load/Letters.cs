using System.Globalization;
using System.Text;

namespace Carbonio.Cloud.Benchmarks.Load;

/// <summary>Mails as people get them: text and HTML beside each other, or text alone.</summary>
internal static class Letters
{
    private const string Sentence = "The quarterly figures are in, and the travel plan for Köln needs your answer by Friday. ";

    /// <summary>A mail of about <paramref name="bytes"/> bytes.</summary>
    public static byte[] Make(int number, int bytes, bool html)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            Received: from mx.example.org by mx.example.test; Mon, 2 Nov 2026 {number / 3600 % 24:D2}:{number / 60 % 60:D2}:{number % 60:D2} +0000
            From: "Sender {number % 50}" <sender{number % 50}@example.org>
            To: Alice Example <alice@example.test>
            Subject: Report {number} of the week
            Message-ID: <{number}.{bytes}@example.org>
            Date: Mon, 2 Nov 2026 {number / 3600 % 24:D2}:{number / 60 % 60:D2}:{number % 60:D2} +0000
            MIME-Version: 1.0

            """);
        if (html)
        {
            text.Append("""
                Content-Type: multipart/alternative; boundary="=_part"

                --=_part
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit


                """);
            Fill(text, bytes / 4, "{0}\n");
            text.Append("""

                --=_part
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: 8bit

                <html><head><style>p { color: #333; margin: 0 }</style></head><body>

                """);
            Fill(text, bytes * 3 / 4, "<p style=\"font-family: sans-serif\">{0}<a href=\"https://example.org/r\">Read more</a></p>\n");
            text.Append("</body></html>\n--=_part--\n");
        }
        else
        {
            text.Append("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n");
            Fill(text, bytes, "{0}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString().ReplaceLineEndings("\r\n"));
    }

    private static void Fill(StringBuilder text, int characters, string line)
    {
        var one = string.Format(CultureInfo.InvariantCulture, line, Sentence);
        for (var filled = 0; filled < characters; filled += one.Length)
        {
            text.Append(one);
        }
    }
}
