using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Lmtp.Tests;

/// <summary>A server with mailboxes and a clock, all in memory.</summary>
internal sealed class LmtpBench
{
    /// <summary>What the server says first.</summary>
    public const string Greeting = "220 mx.test LMTP Carbonio Cloud\r\n";

    /// <summary>What it says to LHLO.</summary>
    public const string Extensions =
        "250-mx.test\r\n250-PIPELINING\r\n250-ENHANCEDSTATUSCODES\r\n250-SIZE 100000\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n";

    /// <summary>Brings a client to where it may send a message to alice.</summary>
    public const string ToAlice = "LHLO client.test\r\nMAIL FROM:<anna@out.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\n";

    private readonly Lazy<LmtpServer> server;

    public LmtpBench() => server = new(() => new(Mailboxes, Options, Time));

    public FakeTimeProvider Time { get; } = new();

    public TestMailboxes Mailboxes { get; } = new();

    public LmtpOptions Options { get; set; } = new() { HostName = "mx.test", MessageBytes = 100_000 };

    public LmtpServer Server => server.Value;

    public LmtpCounts Counts => Server.Counts;

    public LmtpClient Connect(long unreadBytes = 0) => new(Server, unreadBytes);

    /// <summary>One client that sends all this at once, hangs up, and hears what is returned.</summary>
    public async Task<string> ConverseAsync(string latin1)
    {
        var client = Connect();
        await client.SendAsync(latin1);
        return await client.EndAsync();
    }

    /// <summary>The last line that such a client hears, without CR LF.</summary>
    public async Task<string> LastReplyAsync(string latin1) => (await ConverseAsync(latin1)).TrimEnd().Split("\r\n")[^1];

    /// <summary>Lines of the answers from a code on, as in <c>354</c>: the three digits of each, in one text.</summary>
    public static string Codes(string heard) =>
        string.Join(' ', heard.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Where(line => line[3] == ' ').Select(line => line[..3]));
}
