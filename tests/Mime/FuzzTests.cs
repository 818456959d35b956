using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit;

namespace Carbonio.Cloud.Mime.Tests;

/// <summary>
/// Broken mails end in a message, whatever broke them. A failure names its seed, and the input goes to <c>tests/Fuzz/Mime</c>.
/// <c>CARBONIO_FUZZ_SECONDS</c> makes it a long run with seeds of its own.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Seed = 20260302;
    private const int SeedCount = 48;
    private const int MailsOfASeed = 150;
    private const int GuardMilliseconds = 60_000;

    /// <summary>Bytes that reading everything of a mail may allocate for each of its bytes, and for any mail at all.</summary>
    private const int AllocatedForAByte = 400;
    private const int AllocatedForAMail = 16 * 1024 * 1024;

    private static readonly byte[][] Corpus =
    [
        .. new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "Corpus")).GetFiles("*.eml", SearchOption.AllDirectories)
            .OrderBy(file => file.FullName, StringComparer.Ordinal).Select(file => File.ReadAllBytes(file.FullName)),
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(Seed, SeedCount)];

    public static TheoryData<string> KeptInputs => [.. new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "Fuzz")).GetFiles("*.eml").Select(file => file.Name)];

    [Theory(Timeout = GuardMilliseconds), MemberData(nameof(Seeds))]
    public async Task Given_a_mutated_mail_when_everything_is_read_then_nothing_throws(int seed)
    {
        var mutator = new MailMutator(Corpus, new Random(seed));
        for (var i = 0; i < MailsOfASeed; i++)
        {
            await ReadEverything(mutator.Next());
        }
    }

    [Fact]
    public async Task Given_a_time_for_fuzzing_when_mails_are_mutated_that_long_then_nothing_throws()
    {
        var seconds = int.TryParse(Environment.GetEnvironmentVariable("CARBONIO_FUZZ_SECONDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        var (mails, slowest) = (0L, TimeSpan.Zero);
        var first = seconds > 0 ? Random.Shared.Next() : -Seed;
        for (var (seed, clock) = (first, Stopwatch.StartNew()); seconds > 0 ? clock.Elapsed.TotalSeconds < seconds : mails < MailsOfASeed; seed = unchecked(seed + 1))
        {
            var mail = new MailMutator(Corpus, new Random(seed)).Next();
            var start = clock.Elapsed;
            var failure = await Record.ExceptionAsync(() => ReadEverything(mail));
            Assert.True(failure is null, $"seed {seed}: {failure}");
            slowest = clock.Elapsed - start > slowest ? clock.Elapsed - start : slowest;
            mails++;
        }

        output.WriteLine($"{mails} mails from seed {first} on, the slowest took {slowest.TotalMilliseconds:F0} ms");
    }

    [Theory(Timeout = GuardMilliseconds), MemberData(nameof(Seeds))]
    public async Task Given_random_bytes_when_everything_is_read_then_nothing_throws(int seed)
    {
        var random = new Random(seed);
        var bytes = new byte[random.Next(4096)];
        random.NextBytes(bytes);
        await ReadEverything(bytes);
    }

    [Theory(Timeout = GuardMilliseconds), MemberData(nameof(KeptInputs))]
    public async Task Given_a_kept_hostile_input_when_everything_is_read_then_nothing_throws(string name) =>
        await ReadEverything(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Fuzz", name), TestContext.Current.CancellationToken));

    [Theory, MemberData(nameof(Seeds))]
    public void Given_a_mutated_layout_when_read_then_it_is_refused_or_within_bounds(int seed)
    {
        var mutator = new MailMutator(Corpus, new Random(seed));
        foreach (var mail in Corpus)
        {
            var bytes = new ArrayBufferWriter<byte>();
            MessageLayout.From(MimeParser.Parse(mail, MimeLimits.Default)).Write(bytes);
            if (MessageLayout.TryRead(mutator.Mutate(bytes.WrittenSpan.ToArray()), out var layout))
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
        var mail = new MailMutator(Corpus, random).Next();
        foreach (var encoding in Enum.GetValues<TransferEncoding>())
        {
            var whole = PartDecoder.Decode(mail, encoding, int.MaxValue);
            var bytes = new ArrayBufferWriter<byte>();
            var decoder = new PartDecoder(encoding);
            for (var position = 0; position < mail.Length;)
            {
                var length = Math.Min(random.Next(1, 30), mail.Length - position);
                decoder.Decode(mail.AsSpan(position, length), bytes);
                position += length;
            }

            decoder.Finish(bytes);
            Assert.Equal(whole.ToArray(), bytes.WrittenSpan.ToArray());
            Assert.Equal(whole.Length, PartDecoder.Measure(mail, encoding));
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Given_any_text_when_HTML_is_measured_then_it_is_as_long_as_it_is_when_made(int seed)
    {
        var mutator = new MailMutator(Corpus, new Random(seed));
        for (var i = 0; i < MailsOfASeed; i++)
        {
            var text = Encoding.Latin1.GetString(mutator.Next());
            Assert.Equal(Encoding.UTF8.GetByteCount(TextToHtml.ConvertToDocument(text, withLinks: true)), TextToHtml.MeasureDocument(text, withLinks: true));
        }
    }

    /// <summary>On another thread, so that the test's time limit holds while it runs.</summary>
    private static Task ReadEverything(byte[] mail) => Task.Run(
        () =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Read(mail);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocatedForAMail + ((long)AllocatedForAByte * mail.Length));
        },
        TestContext.Current.CancellationToken);

    private static void Read(byte[] mail)
    {
        var message = MimeParser.Parse(mail, MimeLimits.Default);
        var layout = MessageLayout.From(message);
        LayoutAssert.ReadsBack(layout);
        MessageSummary.Of(message, layout);
        var open = MessageBody.In(message.Source);
        MessageBody.ReadText(layout, open, int.MaxValue);
        Assert.Equal(Encoding.UTF8.GetByteCount(MessageBody.ReadHtml(layout, open, 1000)), MessageBody.MeasureHtml(layout, open, 1000));
        Assert.InRange(MessageBody.ReadPreview(layout, open, PreviewText.MaximumCharacters).Length, 0, PreviewText.MaximumCharacters);
        foreach (var part in layout.Parts)
        {
            Assert.InRange(part.Offset, 0, mail.Length - part.EncodedLength);
            Assert.Equal(part.DecodedLength, PartContent.Decode(open(part), part, int.MaxValue).Length);
            HtmlToText.Convert(PartContent.DecodeText(open(part), part, int.MaxValue), 1000, withLinks: true);
        }
    }
}
