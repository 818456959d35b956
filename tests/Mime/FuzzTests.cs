using System.Buffers;
using System.Text;
using Xunit;

namespace Carbonio.Cloud.Mime.Tests;

/// <summary>Broken mails end in a message, whatever broke them.</summary>
public sealed class FuzzTests
{
    private const int Seed = 20260302;
    private const int SeedCount = 16;
    private const int MutationsOfAMail = 8;

    private static readonly byte[][] Corpus =
        [.. new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "Corpus")).GetFiles("*.eml").OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => File.ReadAllBytes(file.FullName))];

    /// <summary>What parsers trip over.</summary>
    private static readonly string[] Fragments =
    [
        "--", "--m\r\n", "--m--\r\n", "\r\n\r\n", "\r", "\n", "\0", "=", "=?", "?=", "=?utf-8?B?", "=?utf-8?Q?=", ";", "\"", "(", ")", "<", ">", ",", ":", "*0*=", "%",
        "Content-Type: multipart/mixed; boundary=m\r\n", "Content-Type: message/rfc822\r\n", "Content-Transfer-Encoding: base64\r\n",
        "Content-Transfer-Encoding: quoted-printable\r\n", "Content-Transfer-Encoding: uuencode\r\n", "charset=iso-2022-kr", "charset=hz-gb-2312", "charset=utf-7", "charset=utf-16",
        "begin 644 x\r\n", "<table><td>", "<pre>", "<a href=x>", "&#x110000;", "\u00ff\u00fe", "\u001b$B", "99999999999999999999",
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(Seed, SeedCount)];

    public static TheoryData<string> KeptInputs => [.. new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "Fuzz")).GetFiles("*.eml").Select(file => file.Name)];

    [Theory(Timeout = 60_000), MemberData(nameof(Seeds))]
    public async Task Given_a_mutated_mail_when_everything_is_read_then_nothing_throws(int seed)
    {
        var random = new Random(seed);
        foreach (var mail in Corpus)
        {
            for (var i = 0; i < MutationsOfAMail; i++)
            {
                await ReadEverything(Mutate(mail, random));
            }
        }
    }

    [Theory(Timeout = 60_000), MemberData(nameof(Seeds))]
    public async Task Given_random_bytes_when_everything_is_read_then_nothing_throws(int seed)
    {
        var random = new Random(seed);
        var bytes = new byte[random.Next(4096)];
        random.NextBytes(bytes);
        await ReadEverything(bytes);
    }

    [Theory(Timeout = 60_000), MemberData(nameof(KeptInputs))]
    public async Task Given_a_kept_hostile_input_when_everything_is_read_then_nothing_throws(string name) =>
        await ReadEverything(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Fuzz", name), TestContext.Current.CancellationToken));

    [Theory, MemberData(nameof(Seeds))]
    public void Given_a_mutated_layout_when_read_then_it_is_refused_or_within_bounds(int seed)
    {
        var random = new Random(seed);
        foreach (var mail in Corpus)
        {
            var output = new ArrayBufferWriter<byte>();
            MessageLayout.From(MimeParser.Parse(mail, MimeLimits.Default)).Write(output);
            if (MessageLayout.TryRead(Mutate(output.WrittenSpan.ToArray(), random), out var layout))
            {
                Assert.All(layout.Parts, part => Assert.True(part.Offset >= 0 && part.EncodedLength >= 0 && part.Offset + part.EncodedLength >= part.Offset));
                Assert.All(layout.TextBody.Concat(layout.HtmlBody), index => Assert.InRange(index, 0, layout.Parts.Count - 1));
            }
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Given_any_bytes_when_decoded_in_any_chunks_then_the_result_is_that_of_one_chunk(int seed)
    {
        var random = new Random(seed);
        var mail = Mutate(Corpus[random.Next(Corpus.Length)], random);
        foreach (var encoding in Enum.GetValues<TransferEncoding>())
        {
            var whole = PartDecoder.Decode(mail, encoding, int.MaxValue);
            var output = new ArrayBufferWriter<byte>();
            var decoder = new PartDecoder(encoding);
            for (var position = 0; position < mail.Length;)
            {
                var length = Math.Min(random.Next(1, 30), mail.Length - position);
                decoder.Decode(mail.AsSpan(position, length), output);
                position += length;
            }

            decoder.Finish(output);
            Assert.Equal(whole.ToArray(), output.WrittenSpan.ToArray());
            Assert.Equal(whole.Length, PartDecoder.Measure(mail, encoding));
        }
    }

    /// <summary>On another thread, so that the test's time limit holds while it runs.</summary>
    private static Task ReadEverything(byte[] mail) => Task.Run(() => Read(mail), TestContext.Current.CancellationToken);

    private static void Read(byte[] mail)
    {
        var message = MimeParser.Parse(mail, MimeLimits.Default);
        var layout = MessageLayout.From(message);
        LayoutAssert.ReadsBack(layout);
        MessageSummary.Of(message, layout);
        var open = MessageBody.In(message.Source);
        MessageBody.ReadText(layout, open, int.MaxValue);
        MessageBody.ReadHtml(layout, open, 1000);
        Assert.InRange(MessageBody.ReadPreview(layout, open, PreviewText.MaximumCharacters).Length, 0, PreviewText.MaximumCharacters);
        foreach (var part in layout.Parts)
        {
            Assert.Equal(part.DecodedLength, PartContent.Decode(open(part), part, int.MaxValue).Length);
            HtmlToText.Convert(PartContent.DecodeText(open(part), part, int.MaxValue), 1000, withLinks: true);
        }
    }

    private static byte[] Mutate(byte[] mail, Random random)
    {
        var bytes = new List<byte>(mail);
        for (var i = random.Next(1, 12); i > 0; i--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(5))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(40), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(200), bytes.Count - at)));
                    break;
                default:
                    bytes.InsertRange(at, Encoding.Latin1.GetBytes(Fragments[random.Next(Fragments.Length)]));
                    break;
            }
        }

        return [.. bytes];
    }
}
