using System.Globalization;
using System.Text;
using Carbonio.Cloud.Mime;

namespace Carbonio.Cloud.Functions.Demo;

/// <summary>Sixty mails of the kinds that people get, one for each of the last sixty days.</summary>
internal sealed class DemoMails(MimeBuilder builder)
{
    public const int Count = 60;

    // A red dot of 1 by 1 pixel.
    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==");

    private static readonly MailAddress[] Senders =
    [
        new("Carol Baker", "carol@example.org"),
        new("Jürgen Müller", "juergen@example.net"),
        new("山田 太郎", "taro@example.org"),
        new("Zoë Ångström", "zoe@example.net"),
        new("Build server", "build@example.org"),
    ];

    private static readonly string[] Subjects =
    [
        "Lunch on Thursday?",
        "Grüße aus München",
        "来週の打ち合わせについて",
        "Minutes of the meeting",
        "Build 4711 succeeded",
        "Photos from the trip 🏔",
        "Re: Quarterly figures",
        "Your invoice",
        "Déjeuner d’équipe",
        "Привет из отпуска",
    ];

    private static readonly string[] Texts =
    [
        "Hi,\n\nare you free on Thursday at noon? The new place around the corner has a terrace.\n\nCarol",
        "Hallo,\n\nschöne Grüße von der Isar. Das Wetter ist großartig, die Brücken sind voll.\n\nJürgen",
        "こんにちは。\n\n来週の水曜日の午後はいかがでしょうか。\n\n山田",
        "Decisions:\n\n1. We ship on Friday.\n2. Anna writes the notes.\n3. The old server goes off at the end of the month.",
        "All 1204 tests passed in 3 min 12 s.",
    ];

    /// <summary>Builds the mails for an account, newest first.</summary>
    public IEnumerable<(DateTimeOffset Received, ReadOnlyMemory<byte> Message)> For(string address, DateTimeOffset now)
    {
        for (var day = 0; day < Count; day++)
        {
            // Spread over the day, and the newest an hour ago.
            var received = now.AddDays(-day).AddMinutes(-60 - (day * 7 % 60));
            yield return (received, builder.Build(Draft(day, address, received)));
        }
    }

    private static MimeDraft Draft(int number, string address, DateTimeOffset received)
    {
        var text = Texts[number % Texts.Length];
        var draft = new MimeDraft
        {
            From = Senders[number % Senders.Length],
            To = [new("", address)],
            Date = received,
            MessageId = string.Create(CultureInfo.InvariantCulture, $"demo-{number}-{received.ToUnixTimeSeconds()}@example.org"),
            Subject = string.Create(CultureInfo.InvariantCulture, $"{Subjects[number % Subjects.Length]} ({number + 1})"),
            Importance = number % 15 == 7 ? MessageImportance.High : MessageImportance.Normal,
        };
        return (number % 6) switch
        {
            0 => draft with { Text = text },
            1 => draft with { Html = Html(text, image: false) },
            2 => draft with { Text = text, Html = Html(text, image: false) },
            3 => draft with { Text = text, Attachments = [new("Notes.txt", "text/plain", Encoding.UTF8.GetBytes(text)), new("Übersicht.csv", "text/csv", Csv())] },
            4 => draft with { Text = text, Html = Html(text, image: true), Attachments = [new("dot.png", "image/png", Png) { ContentId = "dot@example.org" }] },
            _ => draft with { Text = string.Join("\n\n", Enumerable.Repeat(text, 40)) },
        };
    }

    private static string Html(string text, bool image)
    {
        var paragraphs = text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("\n\n", "</p><p>", StringComparison.Ordinal);
        return $"<html><body><p>{paragraphs}</p>{(image ? "<p><img src=\"cid:dot@example.org\" alt=\"a red dot\" width=\"16\" height=\"16\"></p>" : "")}</body></html>";
    }

    private static byte[] Csv() => Encoding.UTF8.GetBytes("month,amount\r\nJanuary,120\r\nFebruary,95\r\nMarch,131\r\n");
}
