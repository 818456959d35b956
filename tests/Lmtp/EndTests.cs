using Xunit;

namespace Carbonio.Cloud.Lmtp.Tests;

/// <summary>How sessions end that nobody ends well: time, the client, the server's stop.</summary>
public sealed class EndTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private readonly LmtpBench bench = new();

    [Fact]
    public async Task Given_a_client_that_says_nothing_when_its_time_is_over_then_it_is_told_so()
    {
        var client = bench.Connect();
        bench.Time.Advance(bench.Options.CommandTime - Tick);
        Assert.Equal(LmtpBench.Greeting, client.Heard());

        bench.Time.Advance(Tick);
        Assert.Equal("421 4.4.2 Nothing came for too long\r\n", await HeardAsync(client));
        await client.EndAsync();
    }

    [Fact]
    public async Task Given_a_command_in_pieces_when_they_come_slowly_then_it_has_its_time_as_a_whole()
    {
        var client = bench.Connect();
        await client.SendAsync("NO");
        bench.Time.Advance(bench.Options.CommandTime / 2);
        await client.SendAsync("OP");
        bench.Time.Advance(bench.Options.CommandTime / 2);

        Assert.Equal(LmtpBench.Greeting + "421 4.4.2 Nothing came for too long\r\n", await HeardAsync(client));
        await client.EndAsync();
    }

    [Fact]
    public async Task Given_a_client_that_never_sends_the_end_when_its_time_is_over_then_nothing_is_delivered()
    {
        var client = bench.Connect();
        await client.SendAsync(LmtpBench.ToAlice + "all of it\r\n");
        client.Heard();
        bench.Time.Advance(bench.Options.DataTime - Tick);
        Assert.Equal("", client.Heard());

        bench.Time.Advance(Tick);
        Assert.Equal("421 4.4.2 Nothing came for too long\r\n", await HeardAsync(client));
        await client.EndAsync();
        Assert.Empty(bench.Mailboxes.Alice.Content);
    }

    [Fact]
    public async Task Given_a_message_that_comes_byte_by_byte_when_its_whole_time_is_over_then_the_session_ends()
    {
        var client = bench.Connect();
        await client.SendAsync(LmtpBench.ToAlice);
        client.Heard();
        for (var passed = TimeSpan.Zero; passed < bench.Options.MessageTime - TimeSpan.FromMinutes(2); passed += TimeSpan.FromMinutes(2))
        {
            await client.SendAsync("x");
            bench.Time.Advance(TimeSpan.FromMinutes(2));
        }

        Assert.Equal("", client.Heard());
        await client.SendAsync("x");
        bench.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("421 4.4.2 Nothing came for too long\r\n", await HeardAsync(client));
        await client.EndAsync();
        Assert.Empty(bench.Mailboxes.Alice.Content);
    }

    [Theory]
    [InlineData("")]
    [InlineData("half a mess")]
    [InlineData("all of it\r\n")]
    [InlineData("all of it\r\n.")]
    [InlineData("all of it\r\n.\r")]
    public async Task Given_a_client_that_is_gone_when_its_message_has_no_end_then_nothing_is_delivered(string sent)
    {
        await bench.ConverseAsync(LmtpBench.ToAlice + sent);

        Assert.Empty(bench.Mailboxes.Alice.Content);
        Assert.Equal(0, bench.Counts.Sessions);
    }

    [Fact]
    public async Task Given_a_client_that_is_gone_when_its_message_was_whole_then_it_is_delivered_to_all()
    {
        var gate = new TaskCompletionSource<LmtpOutcome>();
        bench.Mailboxes.Alice.Answer = (_, _) => gate.Task;
        var client = bench.Connect();
        await client.SendAsync("LHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<alice@example.test>\r\nRCPT TO:<bob@example.test>\r\nDATA\r\nx\r\n.\r\n");
        await client.HangUpAsync();
        await client.StopReadingAsync();
        Assert.False(client.Session.IsCompleted);

        gate.SetResult(LmtpOutcome.Delivered);
        await client.Session;
        Assert.Equal(2, bench.Counts.Delivered);
    }

    [Fact]
    public async Task Given_a_client_that_reads_nothing_when_it_sends_on_then_the_server_waits_and_at_last_goes_away()
    {
        var client = bench.Connect(unreadBytes: 10_000);
        var sent = 0;
        for (; sent < 100; sent++)
        {
            await client.SendAsync("LHLO c\r\nHELP\r\nRSET\r\nMAIL FROM:<>\r\n" + string.Concat(Enumerable.Repeat("RCPT TO:<nobody@example.test>\r\n", 100)));
        }

        Assert.InRange(bench.Mailboxes.Asked.Count, 100, 1000); // and not the ten thousand that were sent

        bench.Time.Advance(bench.Options.CommandTime);
        bench.Time.Advance(bench.Options.PartingTime);
        await client.Session.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(0, bench.Counts.Sessions);
    }

    [Fact]
    public async Task Given_a_waiting_client_when_the_server_stops_then_it_is_told_to_come_again()
    {
        var client = bench.Connect();
        client.Heard();
        await client.StopServerAsync();

        Assert.Equal("421 4.3.2 The server stops, try again later\r\n", client.Heard());
        await client.EndAsync();
    }

    [Fact]
    public async Task Given_a_message_under_way_when_the_server_stops_then_it_is_to_come_again_and_nothing_is_delivered()
    {
        var client = bench.Connect();
        await client.SendAsync(LmtpBench.ToAlice + "half");
        client.Heard();
        await client.StopServerAsync();

        Assert.Equal("421 4.3.2 The server stops, try again later\r\n", client.Heard());
        await client.SendAsync("other half\r\n.\r\n");
        await client.EndAsync();
        Assert.Empty(bench.Mailboxes.Alice.Content);
    }

    [Fact]
    public async Task Given_a_delivery_under_way_when_the_server_stops_then_it_is_answered_first()
    {
        var gate = new TaskCompletionSource<LmtpOutcome>();
        bench.Mailboxes.Alice.Answer = (_, _) => gate.Task;
        var client = bench.Connect();
        await client.SendAsync(LmtpBench.ToAlice + "x\r\n.\r\nNOOP\r\n");
        client.Heard();
        await client.StopServerAsync();
        Assert.Equal("", client.Heard());

        gate.SetResult(LmtpOutcome.Delivered);
        Assert.Equal("250 2.0.0 Delivered\r\n421 4.3.2 The server stops, try again later\r\n", await client.EndAsync());
    }

    [Fact]
    public async Task Given_a_delivery_that_does_not_end_when_the_server_has_no_more_time_then_it_is_given_up_without_an_answer()
    {
        bench.Mailboxes.Alice.Answer = async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return LmtpOutcome.Delivered;
        };
        var client = bench.Connect();
        await client.SendAsync(LmtpBench.ToAlice + "x\r\n.\r\n");
        client.Heard();
        await client.StopServerAsync();
        await client.AbandonAsync();

        await client.Session.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal("", client.Heard());
        Assert.Equal(0, bench.Counts.Delivered);
    }

    [Fact]
    public async Task Given_a_client_that_goes_on_sending_when_it_was_sent_away_then_it_has_a_moment_to_read_why()
    {
        var client = bench.Connect();
        await client.SendAsync("NOOP\n");
        await client.SendAsync("and more");
        Assert.EndsWith("421 4.5.2 Commands end with CR LF, not with LF alone\r\n", client.Heard(), StringComparison.Ordinal);
        Assert.False(client.Session.IsCompleted);

        bench.Time.Advance(bench.Options.PartingTime);
        await client.Session.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    /// <summary>What it hears next; the clock's timers may fire on another thread.</summary>
    private static async Task<string> HeardAsync(LmtpClient client)
    {
        await client.HangUpAsync();
        await client.Session.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        return client.Heard();
    }
}
