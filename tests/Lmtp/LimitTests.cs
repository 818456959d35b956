using System.Text;
using Xunit;

namespace Carbonio.Cloud.Lmtp.Tests;

/// <summary>What lies at each limit, below and above it.</summary>
public sealed class LimitTests
{
    private readonly LmtpBench bench = new();

    [Theory]
    [InlineData(LmtpLimits.CommandLineBytes - 1, "250 2.0.0 Ok")]
    [InlineData(LmtpLimits.CommandLineBytes, "250 2.0.0 Ok")]
    [InlineData(LmtpLimits.CommandLineBytes + 1, "500 5.5.2 The line is too long")]
    [InlineData(100_000, "500 5.5.2 The line is too long")]
    public async Task Given_a_command_line_when_it_is_long_then_it_counts_with_its_CR_LF(int bytes, string reply)
    {
        var line = "NOOP " + new string('x', bytes - 7) + "\r\n";

        Assert.Equal(reply, await bench.LastReplyAsync(line));
        Assert.Equal(LmtpBench.Greeting + reply + "\r\n" + "250 2.0.0 Ok\r\n", await bench.ConverseAsync(line + "NOOP\r\n"));
    }

    [Fact]
    public async Task Given_a_line_that_is_too_long_when_it_comes_byte_by_byte_then_it_is_answered_once_and_the_next_is_a_command()
    {
        var client = bench.Connect();
        for (var i = 0; i < LmtpLimits.CommandLineBytes * 2; i++)
        {
            await client.SendAsync("\r");
        }

        await client.SendAsync("\n");
        await client.SendAsync("NOOP\r\n");
        Assert.Equal(LmtpBench.Greeting + "500 5.5.2 The line is too long\r\n250 2.0.0 Ok\r\n", await client.EndAsync());
    }

    [Theory]
    [InlineData(LmtpLimits.AddressBytes - 1, "250 2.1.0 Sender ok")]
    [InlineData(LmtpLimits.AddressBytes, "250 2.1.0 Sender ok")]
    [InlineData(LmtpLimits.AddressBytes + 1, "553 5.1.7 That is no address")]
    public async Task Given_an_address_when_it_is_long_then_it_counts_without_its_brackets(int bytes, string reply) =>
        Assert.Equal(reply, await bench.LastReplyAsync($"LHLO c\r\nMAIL FROM:<{new string('a', bytes - 7)}@b.test>\r\n"));

    [Fact]
    public async Task Given_ten_thousand_recipients_when_they_are_named_then_a_thousand_get_it_now_and_the_others_are_to_come_again()
    {
        const int Named = 10_000;
        var text = new StringBuilder("LHLO c\r\nMAIL FROM:<>\r\n");
        for (var i = 0; i < Named; i++)
        {
            bench.Mailboxes[$"u{i}@example.test"] = new();
            text.Append("RCPT TO:<u").Append(i).Append("@example.test>\r\n");
        }

        var heard = (await bench.ConverseAsync(text.Append("DATA\r\nx\r\n.\r\n").ToString())).Split("\r\n");

        Assert.Equal(LmtpLimits.Recipients, heard.Count(line => line == "250 2.1.5 Recipient ok"));
        Assert.Equal(Named - LmtpLimits.Recipients, heard.Count(line => line == "452 4.5.3 Too many recipients, send the message again for the others"));
        Assert.Equal(LmtpLimits.Recipients, heard.Count(line => line == "250 2.0.0 Delivered"));
        Assert.Equal(LmtpLimits.Recipients, bench.Mailboxes.Asked.Count);
        Assert.Single(bench.Mailboxes[$"u{LmtpLimits.Recipients - 1}@example.test"].Content);
        Assert.Empty(bench.Mailboxes[$"u{LmtpLimits.Recipients}@example.test"].Content);
    }

    [Theory]
    [InlineData(LmtpLimits.RecipientCommands, false)]
    [InlineData(LmtpLimits.RecipientCommands + 1, true)]
    public async Task Given_recipients_without_end_when_they_are_named_then_the_session_ends_at_last(int commands, bool ends)
    {
        var heard = await bench.ConverseAsync(
            "LHLO c\r\nMAIL FROM:<>\r\n" + string.Concat(Enumerable.Repeat("RCPT TO:<nobody@example.test>\r\n", commands)));

        Assert.Equal(ends, heard.EndsWith("421 4.7.0 Too many commands without a message\r\n", StringComparison.Ordinal));
        Assert.Equal(LmtpLimits.RecipientCommands, bench.Counts.Refused);
    }

    [Theory]
    [InlineData(LmtpLimits.CommandsWithoutMessage, false)]
    [InlineData(LmtpLimits.CommandsWithoutMessage + 1, true)]
    public async Task Given_commands_without_a_message_when_they_go_on_then_the_session_ends_at_last(int commands, bool ends)
    {
        var heard = await bench.ConverseAsync(string.Concat(Enumerable.Repeat("NOOP\r\n", commands)));

        Assert.Equal(ends, heard.EndsWith("421 4.7.0 Too many commands without a message\r\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_a_message_when_it_is_delivered_then_commands_are_counted_anew()
    {
        var idle = string.Concat(Enumerable.Repeat("NOOP\r\n", LmtpLimits.CommandsWithoutMessage - 10));

        var heard = await bench.ConverseAsync(idle + LmtpBench.ToAlice + "x\r\n.\r\n" + idle);

        Assert.EndsWith("250 2.0.0 Ok\r\n", heard, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LmtpLimits.BadCommands, false)]
    [InlineData(LmtpLimits.BadCommands + 1, true)]
    public async Task Given_commands_that_are_none_when_they_go_on_then_the_session_ends_soon(int commands, bool ends)
    {
        var heard = await bench.ConverseAsync(string.Concat(Enumerable.Repeat("GARBAGE\r\n", commands)));

        Assert.Equal(ends, heard.EndsWith("421 4.7.0 Too many commands that are none\r\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_a_pipelining_client_when_all_its_recipients_are_unknown_time_and_again_then_its_DATA_is_no_misuse()
    {
        var refused = "MAIL FROM:<>\r\nRCPT TO:<nobody@example.test>\r\nDATA\r\nRSET\r\n";

        var heard = await bench.ConverseAsync("LHLO c\r\n" + string.Concat(Enumerable.Repeat(refused, 2 * LmtpLimits.BadCommands)));

        Assert.EndsWith("503 5.5.1 There is no recipient\r\n250 2.0.0 Ok\r\n", heard, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(99_999, "250 2.0.0 Delivered")]
    [InlineData(100_000, "250 2.0.0 Delivered")]
    [InlineData(100_001, "552 5.3.4 The message is too large")]
    [InlineData(1_000_000, "552 5.3.4 The message is too large")]
    public async Task Given_a_message_when_it_is_large_then_it_counts_without_doubled_dots_and_the_lines_in_front(int bytes, string reply)
    {
        var message = ".." + new string('x', bytes - 3) + "\r\n";
        var heard = await bench.ConverseAsync(
            "LHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<alice@example.test>\r\nRCPT TO:<bob@example.test>\r\nDATA\r\n" + message + ".\r\nNOOP\r\n");

        Assert.EndsWith($"354 End with CR LF . CR LF\r\n{reply}\r\n{reply}\r\n250 2.0.0 Ok\r\n", heard, StringComparison.Ordinal);
        Assert.Equal(reply[0] == '2' ? [bytes] : [], bench.Mailboxes.Alice.Content.Select(content => content.Length));
    }

    [Theory]
    [InlineData(150_000, false)]
    [InlineData(150_001, true)]
    public async Task Given_a_message_without_end_when_more_came_than_is_thrown_away_then_the_session_ends(int bytes, bool ends)
    {
        bench.Options = bench.Options with { DrainedBytes = 50_000 };
        var client = bench.Connect();
        await client.SendAsync("LHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\n");
        client.Heard();
        await client.SendAsync(new string('x', bytes));

        Assert.Equal(ends ? "421 4.3.4 The message has no end\r\n" : "", client.Heard());
        await client.EndAsync();
        Assert.Empty(bench.Mailboxes.Alice.Content);
    }

    [Fact]
    public async Task Given_memory_for_one_message_when_two_come_at_a_time_then_the_second_is_to_come_again_and_then_there_is_room()
    {
        bench.Options = bench.Options with { MemoryBytes = 131_072 + 16_384 };
        var large = new string('x', 90_000) + "\r\n";
        var first = bench.Connect();
        await first.SendAsync(LmtpBench.ToAlice + large);

        Assert.Equal("452 4.3.1 Too much mail at a time, try again later", await bench.LastReplyAsync(LmtpBench.ToAlice + large + ".\r\n"));
        Assert.Equal("250 2.0.0 Delivered", await bench.LastReplyAsync(LmtpBench.ToAlice + "small\r\n.\r\n"));

        await first.SendAsync(".\r\n");
        Assert.EndsWith("250 2.0.0 Delivered\r\n", await first.EndAsync(), StringComparison.Ordinal);
        Assert.Equal("250 2.0.0 Delivered", await bench.LastReplyAsync(LmtpBench.ToAlice + large + ".\r\n"));
        Assert.Equal(1, bench.Counts.Deferred);
    }

    [Fact]
    public async Task Given_as_many_sessions_as_there_may_be_when_one_more_comes_then_it_is_sent_away_until_another_ends()
    {
        bench.Options = bench.Options with { Sessions = 2 };
        var first = bench.Connect();
        var second = bench.Connect();
        Assert.Equal(2, bench.Counts.Sessions);

        Assert.Equal("421 4.3.2 Too many sessions, try again later\r\n", await bench.ConverseAsync("LHLO c\r\n"));
        Assert.Equal(LmtpBench.Greeting, second.Heard());

        await first.EndAsync();
        Assert.Equal(LmtpBench.Greeting, await bench.ConverseAsync(""));
        await second.EndAsync();
        Assert.Equal(0, bench.Counts.Sessions);
    }
}
