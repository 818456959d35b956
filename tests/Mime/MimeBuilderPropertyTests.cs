using System.Text;
using Xunit;

namespace Carbonio.Cloud.Mime.Tests;

/// <summary>What is built is read back as it was given, whatever it is.</summary>
public sealed class MimeBuilderPropertyTests
{
    private const int SeedCount = 200;
    private const int Messages = 12;

    private static readonly string[] Words =
    [
        "a", "Report", "x y", "  ", "ü", "Größe", "日本語", "😀", "👩‍👩‍👧", "שלום", "مرحبا", "\u202E", "\"", "\\", "'", ",", ";", ":", "(", ")", "<", ">", "@", "%41", "%", "*", "=", "=?utf-8?Q?x?=", "=?", "?=",
        "\r\n", "\r", "\n", "\nBcc: v@example.test\n", "\r\n\r\n", "\t", "\0", "\u0001", "\u007F", "\u0085", "\u2028", "\f", "\uD800", "\uDC00", ".", "\n.\n", "\nFrom me", "--", "\n--b\n", "../", "C:\\", new('w', 90), new('ö', 60), " end ",
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, SeedCount)];

    [Theory, MemberData(nameof(Seeds))]
    public void Given_any_heads_when_built_and_read_then_they_come_back_and_bring_no_field_of_their_own(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < Messages; i++)
        {
            var draft = Draft(random) with { Text = "x" };
            var (message, _) = Read(draft, random);
            var summary = MessageSummary.Of(message, MessageLayout.From(message));

            Assert.Equal(Line(draft.Subject), summary.Subject);
            Assert.Equal([Known(draft.From)], summary.FromAddresses);
            Assert.Equal(draft.To.Select(Known), summary.ToAddresses);
            Assert.Equal(draft.Cc.Select(Known), summary.CcAddresses);
            Assert.Equal(draft.Date, summary.Date);
            Assert.Null(message.Root.Headers.Find("Bcc"));
            Assert.Equal(["From", "To", "Cc", "Subject", "Date", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"], message.Root.Headers.Select(field => field.Name));
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Given_any_bodies_and_files_when_built_and_read_then_they_come_back(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < Messages; i++)
        {
            var files = Enumerable.Range(0, random.Next(4)).Select(number => File(random, number)).ToList();
            var draft = Draft(random) with { Text = random.Next(4) == 0 ? null : Text(random, 40), Html = random.Next(2) == 0 ? null : $"<p>{Text(random, 40)}</p>", Attachments = files };
            var (message, layout) = Read(draft, random);
            var open = MessageBody.In(message.Source);

            Assert.Equal(Lines(draft.Text ?? (draft.Html is null ? "" : HtmlToText.Convert(Lines(draft.Html), int.MaxValue, withLinks: true))), MessageBody.ReadText(layout, open, int.MaxValue));
            Assert.True(draft.Html is null || Lines(draft.Html) == MessageBody.ReadHtml(layout, open, int.MaxValue));
            Assert.Equal(files.Select(Known).Order(), layout.Attachments.Select(part => Known(part, open)).Order());
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Given_any_draft_when_built_then_no_line_is_too_long_or_changed_on_the_way(int seed)
    {
        var random = new Random(seed);
        var draft = Draft(random) with { Text = Text(random, 200), Html = Text(random, 200), Attachments = [new MimeAttachment(Text(random, 20), "application/pdf", new byte[100])] };
        var built = Encoding.UTF8.GetString(new MimeBuilder(random.NextBytes).Build(draft).Span);

        Assert.DoesNotContain('\n', built.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.DoesNotContain('\r', built.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.DoesNotContain('\0', built);
        Assert.All(built.Split("\r\n"), line =>
        {
            Assert.InRange(line.Length, 0, 998);
            Assert.False(line.StartsWith('.') || line.StartsWith("From ", StringComparison.Ordinal));
        });
    }

    [Theory]
    [InlineData("Subject: s\r\n\r\nx", "7bit")]
    [InlineData("Subject: s\r\n\r\nü", "8bit")]
    [InlineData("Subject: s\r\n\r\na\0b", "binary")]
    [InlineData("Subject: s\n\n.\nFrom x\n--b--", "7bit")]
    public void Given_a_message_as_a_file_when_built_then_its_bytes_stay(string content, string encoding)
    {
        var random = new Random(1);
        var (message, layout) = Read(Draft(random) with { Attachments = [new MimeAttachment("m.eml", "message/rfc822", Encoding.UTF8.GetBytes(content))] }, random);
        var part = Assert.Single(layout.Attachments);

        Assert.Equal(content, Encoding.UTF8.GetString(MessageBody.In(message.Source)(part).Span));
        Assert.Equal((true, encoding), (part.IsEmbeddedMessage, message.Root.Children[1].Headers.FindText("Content-Transfer-Encoding")));
    }

    private static MimeDraft Draft(Random random) => new()
    {
        From = Address(random, 0),
        To = [.. Enumerable.Range(1, random.Next(1, 5)).Select(number => Address(random, number))],
        Cc = [Address(random, 9)],
        Subject = Text(random, 12),
        Date = DateTimeOffset.FromUnixTimeSeconds(random.Next()).ToOffset(TimeSpan.FromMinutes(15 * random.Next(-48, 56))),
    };

    private static MailAddress Address(Random random, int number) => new(Text(random, 5), $"user{number}@example.test");

    private static MimeAttachment File(Random random, int number)
    {
        var content = new byte[random.Next(300)];
        random.NextBytes(content);
        return new MimeAttachment(Text(random, 4), "application/x-file", content) { ContentId = random.Next(2) == 0 ? null : $"{number}@x" };
    }

    private static string Text(Random random, int words) => string.Concat(Enumerable.Range(0, random.Next(words)).Select(_ => Words[random.Next(Words.Length)]));

    private static (MimeMessage Message, MessageLayout Layout) Read(MimeDraft draft, Random random)
    {
        var message = MimeParser.Parse(new MimeBuilder(random.NextBytes).Build(draft), MimeLimits.Default);
        return (message, MessageLayout.From(message));
    }

    /// <summary>What a field can hold of a text: no control characters, no spaces around it, whole characters.</summary>
    private static string Line(string text) => Whole(string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim());

    private static string Lines(string text) => Whole(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\n", "\r\n", StringComparison.Ordinal));

    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static MailAddress Known(MailAddress address) =>
        address with { DisplayName = string.Join(' ', Line(address.DisplayName).Split(' ', StringSplitOptions.RemoveEmptyEntries)) };

    private static string Known(MimeAttachment file) => $"{FileNames.Clean(Line(file.FileName))} {file.ContentId} {Convert.ToHexString(file.Content.Span)}";

    private static string Known(MimePartLayout part, Func<MimePartLayout, ReadOnlyMemory<byte>> open) =>
        $"{part.FileName} {part.ContentId} {Convert.ToHexString(PartContent.Decode(open(part), part, int.MaxValue).Span)}";
}
