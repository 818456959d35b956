using System.Text;

namespace Carbonio.Cloud.Crash.Tests;

/// <summary>A message to hand in, of a size that a seed gives.</summary>
/// <param name="Subject">Its name.</param>
/// <param name="Text">The message, in ASCII.</param>
/// <param name="IsOld">Its date is long before a window of a week.</param>
internal sealed record Letter(string Subject, string Text, bool IsOld)
{
    private const int LineCharacters = 76;
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz      ";

    /// <summary>Writes one; some are larger than what a row holds of a body.</summary>
    /// <param name="subject">Its name.</param>
    /// <param name="random">The seed's.</param>
    /// <param name="now">About now. Dates keep away from the edge of the week.</param>
    public static Letter Write(string subject, Random random, DateTimeOffset now)
    {
        var isOld = random.Next(4) == 0;
        var date = isOld ? now.AddDays(-20).AddMinutes(-random.Next(1000)) : now.AddDays(-1).AddMinutes(-random.Next(1000));
        var lines = random.Next(10) switch
        {
            0 => random.Next(1000, 3000),
            1 or 2 => random.Next(100, 800),
            _ => random.Next(1, 40),
        };
        var text = new StringBuilder($"""
            From: Carol <carol@example.org>
            To: You <you@crash.test>
            Subject: {subject}
            Date: {date:r}
            Message-ID: <{subject}@example.org>
            MIME-Version: 1.0
            Content-Type: text/plain; charset=us-ascii


            """.ReplaceLineEndings("\r\n"));
        for (var line = 0; line < lines; line++)
        {
            for (var character = 1; character < LineCharacters; character++)
            {
                text.Append(Alphabet[random.Next(Alphabet.Length)]);
            }

            text.Append(".\r\n");
        }

        return new(subject, text.ToString(), isOld);
    }
}
