using System.Text;
using Xunit;

namespace Carbonio.Cloud.Lmtp.Tests;

/// <summary>Whole conversations, byte for byte.</summary>
public sealed class ConversationTests
{
    private const string Message = "From: anna@out.test\r\nSubject: Hi\r\n\r\n..two dots\r\nlast line\r\n";

    private const string Sent =
        "LHLO client.test\r\nMAIL FROM:<anna@out.test> SIZE=60 BODY=8BITMIME\r\nRCPT TO:<alice@example.test>\r\nRCPT TO:<nobody@example.test>\r\n"
        + "RCPT TO:<bob@example.test>\r\nDATA\r\nFrom: anna@out.test\r\nSubject: Hi\r\n\r\n...two dots\r\nlast line\r\n.\r\nNOOP\r\nQUIT\r\n";

    private const string Heard =
        LmtpBench.Greeting + LmtpBench.Extensions
        + "250 2.1.0 Sender ok\r\n250 2.1.5 Recipient ok\r\n550 5.1.1 There is no such mailbox\r\n250 2.1.5 Recipient ok\r\n354 End with CR LF . CR LF\r\n"
        + "250 2.0.0 Delivered\r\n250 2.0.0 Delivered\r\n250 2.0.0 Ok\r\n221 2.0.0 Goodbye\r\n";

    private readonly LmtpBench bench = new();

    [Fact]
    public async Task Given_a_message_for_two_when_all_comes_at_once_then_each_gets_it_and_each_is_answered()
    {
        Assert.Equal(Heard, await bench.ConverseAsync(Sent));

        Assert.Equal([Message], bench.Mailboxes.Alice.Content);
        Assert.Equal([Message], bench.Mailboxes.Bob.Content);
        Assert.Equal(["anna@out.test"], bench.Mailboxes.Alice.Senders);
        Assert.Equal((2, 1, 0), (bench.Counts.Delivered, bench.Counts.Refused, bench.Counts.Deferred));
    }

    [Fact]
    public async Task Given_a_conversation_when_it_comes_in_two_pieces_cut_anywhere_then_nothing_is_different()
    {
        for (var cut = 1; cut < Sent.Length; cut++)
        {
            var fresh = new LmtpBench();
            var client = fresh.Connect();
            await client.SendAsync(Sent[..cut]);
            await client.SendAsync(Sent[cut..]);

            Assert.Equal(Heard, await client.EndAsync());
            Assert.Equal([Message], fresh.Mailboxes.Alice.Content);
        }
    }

    [Fact]
    public async Task Given_a_conversation_when_it_comes_byte_by_byte_then_nothing_is_different()
    {
        var client = bench.Connect();
        foreach (var one in Encoding.Latin1.GetBytes(Sent))
        {
            await client.SendAsync(new[] { one });
        }

        Assert.Equal(Heard, await client.EndAsync());
        Assert.Equal([Message], bench.Mailboxes.Bob.Content);
    }

    [Fact]
    public async Task Given_a_client_that_waits_for_each_reply_when_it_sends_then_each_reply_is_there_at_once()
    {
        var client = bench.Connect();
        Assert.Equal(LmtpBench.Greeting, client.Heard());
        await client.SendAsync("LHLO client.test\r\n");
        Assert.Equal(LmtpBench.Extensions, client.Heard());
        await client.SendAsync("MAIL FROM:<>\r\n");
        Assert.Equal("250 2.1.0 Sender ok\r\n", client.Heard());
        await client.SendAsync("RCPT TO:<alice@example.test>\r\n");
        Assert.Equal("250 2.1.5 Recipient ok\r\n", client.Heard());
        await client.SendAsync("DATA\r\n");
        Assert.Equal("354 End with CR LF . CR LF\r\n", client.Heard());
        await client.SendAsync("x\r\n.\r\n");
        Assert.Equal("250 2.0.0 Delivered\r\n", client.Heard());
        await client.SendAsync("QUIT\r\n");
        Assert.Equal("221 2.0.0 Goodbye\r\n", client.Heard());
        Assert.True(client.Session.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Given_several_messages_when_they_come_in_one_session_then_each_has_its_own_envelope()
    {
        var heard = await bench.ConverseAsync(
            LmtpBench.ToAlice + "one\r\n.\r\nMAIL FROM:<b@out.test>\r\nRCPT TO:<bob@example.test>\r\nDATA\r\ntwo\r\n.\r\nRCPT TO:<alice@example.test>\r\n");

        Assert.Equal("220 250 250 250 354 250 250 250 354 250 503", LmtpBench.Codes(heard));
        Assert.Equal(["one\r\n"], bench.Mailboxes.Alice.Content);
        Assert.Equal(["two\r\n"], bench.Mailboxes.Bob.Content);
        Assert.Equal(["b@out.test"], bench.Mailboxes.Bob.Senders);
    }

    [Fact]
    public async Task Given_recipients_with_different_outcomes_when_a_message_comes_then_the_answers_stand_in_their_order()
    {
        bench.Mailboxes.Alice.Answer = (_, _) => Task.FromResult(LmtpOutcome.OverQuota);
        bench.Mailboxes.Bob.Answer = (_, _) => Task.FromResult(LmtpOutcome.TryLater);
        bench.Mailboxes["d@example.test"] = new() { Answer = (_, _) => Task.FromResult(LmtpOutcome.TooLarge) };

        var heard = await bench.ConverseAsync(
            "LHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<alice@example.test>\r\nRCPT TO:<carl@example.test>\r\nRCPT TO:<bob@example.test>\r\n"
            + "RCPT TO:<d@example.test>\r\nDATA\r\nx\r\n.\r\n");

        Assert.EndsWith(
            "354 End with CR LF . CR LF\r\n452 4.2.2 The mailbox is full\r\n250 2.0.0 Delivered\r\n451 4.3.0 Not now, try again later\r\n552 5.3.4 The message is too large\r\n",
            heard,
            StringComparison.Ordinal);
        Assert.Equal((1, 1, 2), (bench.Counts.Delivered, bench.Counts.Refused, bench.Counts.Deferred));
    }

    [Fact]
    public async Task Given_a_slow_first_recipient_when_the_second_is_done_then_its_answer_waits_for_its_turn()
    {
        var first = new TaskCompletionSource<LmtpOutcome>();
        bench.Mailboxes.Alice.Answer = (_, _) => first.Task;
        var client = bench.Connect();
        await client.SendAsync("LHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<alice@example.test>\r\nRCPT TO:<bob@example.test>\r\nDATA\r\nx\r\n.\r\n");

        Assert.EndsWith("354 End with CR LF . CR LF\r\n", client.Heard(), StringComparison.Ordinal);
        Assert.Single(bench.Mailboxes.Bob.Content); // at the same time, all the same

        first.SetResult(LmtpOutcome.OverQuota);
        Assert.Equal("452 4.2.2 The mailbox is full\r\n250 2.0.0 Delivered\r\n", await client.EndAsync());
    }

    [Fact]
    public async Task Given_two_addresses_of_one_mailbox_when_a_message_goes_to_both_then_it_is_handed_over_once_and_both_are_answered()
    {
        bench.Mailboxes["alias@example.test"] = bench.Mailboxes.Alice;

        var heard = await bench.ConverseAsync(
            "LHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<alice@example.test>\r\nRCPT TO:<alias@example.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nx\r\n.\r\n");

        Assert.Equal("220 250 250 250 250 250 354 250 250 250", LmtpBench.Codes(heard));
        Assert.Equal(["x\r\n"], bench.Mailboxes.Alice.Content);
    }

    [Fact]
    public async Task Given_many_mailboxes_when_a_message_comes_then_no_more_than_the_limit_are_written_to_at_a_time()
    {
        var gate = new TaskCompletionSource<LmtpOutcome>();
        var running = 0;
        var text = new StringBuilder("LHLO c\r\nMAIL FROM:<>\r\n");
        for (var i = 0; i <= LmtpLimits.DeliveriesAtOnce; i++)
        {
            bench.Mailboxes[$"u{i}@example.test"] = new()
            {
                Answer = (_, _) =>
                {
                    running++;
                    return gate.Task;
                },
            };
            text.Append("RCPT TO:<u").Append(i).Append("@example.test>\r\n");
        }

        var client = bench.Connect();
        await client.SendAsync(text.Append("DATA\r\nx\r\n.\r\n").ToString());
        Assert.Equal(LmtpLimits.DeliveriesAtOnce, running);

        gate.SetResult(LmtpOutcome.Delivered);
        await client.EndAsync();
        Assert.Equal(LmtpLimits.DeliveriesAtOnce + 1, running);
        Assert.Equal(LmtpLimits.DeliveriesAtOnce + 1, bench.Counts.Delivered);
    }

    [Fact]
    public async Task Given_a_store_that_is_away_when_a_recipient_is_named_then_the_client_is_told_to_come_again()
    {
        bench.Mailboxes.Away = true;

        Assert.Equal("451 4.3.0 Not now, try again later", await bench.LastReplyAsync("LHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<alice@example.test>\r\n"));
        Assert.Equal(1, bench.Counts.Deferred);
    }
}
