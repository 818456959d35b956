using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Carbonio.Cloud.Lmtp.Tests;

/// <summary>
/// Whatever a client sends, in whatever pieces, it is answered line by line and the session ends with it. A failure names its
/// seed. <c>CARBONIO_FUZZ_SECONDS</c> makes it a long run with seeds of its own.
/// </summary>
public sealed partial class FuzzTests(ITestOutputHelper output)
{
    private const int Seed = 20260301;
    private const int SeedCount = 40;
    private const int ConversationsOfASeed = 50;
    private const int GuardMilliseconds = 60_000;

    private static readonly string[] Pieces =
    [
        "LHLO c\r\n", "MAIL FROM:<a@b.test>\r\n", "MAIL FROM:<> SIZE=10 BODY=8BITMIME SMTPUTF8\r\n", "RCPT TO:<alice@example.test>\r\n",
        "RCPT TO:<bob@example.test>\r\n", "RCPT TO:<nobody@example.test>\r\n", "DATA\r\n", "Received: x\r\n\r\ntext\r\n", ".\r\n", "..\r\n", "\r\n.\r\n", "\n.\n",
        "RSET\r\n", "NOOP\r\n", "QUIT\r\n", "VRFY x\r\n", "HELO x\r\n", "\r", "\n", "\0", "\u00ff", ".", "<", ">", "\"", "\\", ":", "@", " ", "=",
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(Seed, SeedCount)];

    [Theory(Timeout = GuardMilliseconds), MemberData(nameof(Seeds))]
    public async Task Given_any_conversation_when_it_comes_in_any_pieces_then_it_is_answered_as_if_it_came_at_once(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < ConversationsOfASeed; i++)
        {
            await CheckAsync(random);
        }
    }

    [Fact]
    public async Task Given_a_time_for_fuzzing_when_conversations_are_made_that_long_then_each_is_answered()
    {
        var seconds = int.TryParse(Environment.GetEnvironmentVariable("CARBONIO_FUZZ_SECONDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        var first = seconds > 0 ? Random.Shared.Next() : -Seed;
        var conversations = 0L;
        for (var (seed, clock) = (first, Stopwatch.StartNew()); seconds > 0 ? clock.Elapsed.TotalSeconds < seconds : conversations < ConversationsOfASeed; seed = unchecked(seed + 1))
        {
            var failure = await Record.ExceptionAsync(() => CheckAsync(new Random(seed)));
            Assert.True(failure is null, $"seed {seed}: {failure}");
            conversations++;
        }

        output.WriteLine($"{conversations} conversations from seed {first} on");
    }

    private static async Task CheckAsync(Random random)
    {
        var sent = Conversation(random);
        var whole = new LmtpBench();
        var heard = await whole.ConverseAsync(Encoding.Latin1.GetString(sent));
        Assert.Matches(Replies(), heard);
        Assert.Equal(0, whole.Counts.Sessions);
        Assert.Equal(Count(heard, "250 2.0.0 Delivered"), whole.Counts.Delivered);

        var pieces = new LmtpBench();
        var client = pieces.Connect();
        for (var at = 0; at < sent.Length && !client.Session.IsCompleted;)
        {
            var length = Math.Min(random.Next(1, 40), sent.Length - at);
            await client.SendAsync(sent.AsMemory(at, length));
            at += length;
        }

        Assert.Equal(heard, await client.EndAsync());
        Assert.Equal(whole.Mailboxes.Alice.Content, pieces.Mailboxes.Alice.Content);
        Assert.Equal(whole.Mailboxes.Bob.Content, pieces.Mailboxes.Bob.Content);
    }

    private static byte[] Conversation(Random random)
    {
        var bytes = new List<byte>();
        for (var count = random.Next(1, 60); count > 0; count--)
        {
            // Mostly what makes sense, so that the sessions come far.
            var piece = random.Next(8) == 0 ? Enumerable.Range(0, random.Next(1, 3000)).Select(_ => (char)random.Next(256)) : Pieces[random.Next(random.Next(2) == 0 ? 12 : Pieces.Length)];
            bytes.AddRange(piece.Select(character => (byte)character));
        }

        for (var changes = random.Next(4); changes > 0; changes--)
        {
            bytes[random.Next(bytes.Count)] = (byte)random.Next(256);
        }

        return [.. bytes];
    }

    private static int Count(string heard, string line) => heard.Split("\r\n").Count(one => one == line);

    [GeneratedRegex(@"\A([2-5]\d\d[ -][ -~]*\r\n)+\z")]
    private static partial Regex Replies();
}
