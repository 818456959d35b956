using System.Text;
using Xunit;

namespace Carbonio.Cloud.Lmtp.Tests;

/// <summary>What is taken for the content of a message, what for its end, and what is put in front.</summary>
public sealed class DataTests
{
    private readonly LmtpBench bench = new();

    [Theory]
    [InlineData("", "")]
    [InlineData("a\r\n", "a\r\n")]
    [InlineData("\r\n", "\r\n")]
    [InlineData("..\r\n", ".\r\n")]
    [InlineData("...\r\n", "..\r\n")]
    [InlineData(".a\r\n", "a\r\n")]
    [InlineData("a.b\r\n", "a.b\r\n")]
    [InlineData("a\r\n..b\r\n..c\r\n", "a\r\n.b\r\n.c\r\n")]
    [InlineData("a\n.\nb\r\n", "a\n.\nb\r\n")]
    [InlineData("a\n.\r\nb\r\n", "a\n.\r\nb\r\n")]
    [InlineData("a\r.\r\nb\r\n", "a\r.\r\nb\r\n")]
    [InlineData("a\r.\rb\r\n", "a\r.\rb\r\n")]
    [InlineData("a\r\n.\nb\r\n", "a\r\n\nb\r\n")]
    [InlineData("a\r\n.\rb\r\n", "a\r\n\rb\r\n")]
    [InlineData("a\r\n.\r\r\nb\r\n", "a\r\n\r\r\nb\r\n")]
    [InlineData("a\r\r\nb\r\n", "a\r\r\nb\r\n")]
    [InlineData("a\n\r\n", "a\n\r\n")]
    [InlineData("a\0b\0\r\n", "a\0b\0\r\n")]
    [InlineData("\u00ff\u00fe\u0080\r\n", "\u00ff\u00fe\u0080\r\n")]
    public async Task Given_content_when_it_is_received_whole_and_byte_by_byte_then_it_is_kept_as_it_was_meant(string sent, string kept)
    {
        await bench.ConverseAsync(LmtpBench.ToAlice + sent + ".\r\n");
        var client = bench.Connect();
        await client.SendAsync(LmtpBench.ToAlice);
        foreach (var one in Encoding.Latin1.GetBytes(sent + ".\r\n"))
        {
            await client.SendAsync(new[] { one });
        }

        await client.EndAsync();
        Assert.Equal([kept, kept], bench.Mailboxes.Alice.Content);
    }

    [Theory]
    [InlineData("\n.\n")]
    [InlineData("\n.\r\n")]
    [InlineData("\r.\r\n")]
    [InlineData("\r.\r")]
    [InlineData("\r\n.\n")]
    [InlineData("\r\n.\r")]
    [InlineData("\r\n\0.\r\n")]
    [InlineData("\r\n.\0\r\n")]
    [InlineData("\n\n.\r\n")]
    public async Task Given_what_another_server_may_take_for_the_end_when_commands_follow_then_they_stay_content(string end)
    {
        var heard = await bench.ConverseAsync(
            LmtpBench.ToAlice + "a" + end + "MAIL FROM:<smuggled@out.test>\r\nRCPT TO:<bob@example.test>\r\nDATA\r\nsmuggled\r\n.\r\n");

        Assert.Equal("220 250 250 250 354 250", LmtpBench.Codes(heard));
        Assert.Single(bench.Mailboxes.Alice.Content);
        Assert.Empty(bench.Mailboxes.Bob.Content);
    }

    [Fact]
    public async Task Given_a_line_of_a_megabyte_when_it_is_received_then_it_is_kept()
    {
        bench.Options = bench.Options with { MessageBytes = 2_000_000 };
        var line = new string('x', 1_000_000) + "\r\n";

        await bench.ConverseAsync(LmtpBench.ToAlice + line + ".\r\n");

        Assert.Equal([line], bench.Mailboxes.Alice.Content);
    }

    [Fact]
    public async Task Given_one_recipient_when_a_message_is_kept_then_its_path_stands_in_front()
    {
        await bench.ConverseAsync(LmtpBench.ToAlice + "x\r\n.\r\n");

        Assert.Equal(
            [
                "Return-Path: <anna@out.test>\r\nReceived: from client.test ([127.0.0.1])\r\n\tby mx.test with LMTP\r\n\tfor <alice@example.test>;\r\n"
                + "\tSun, 01 Mar 2026 12:00:00 +0000\r\nx\r\n",
            ],
            bench.Mailboxes.Alice.Got);
    }

    [Fact]
    public async Task Given_several_recipients_when_a_message_is_kept_then_none_is_named_to_the_others()
    {
        await bench.ConverseAsync(
            "LHLO [10.0.0.1]\r\nMAIL FROM:<> SMTPUTF8\r\nRCPT TO:<alice@example.test>\r\nRCPT TO:<bob@example.test>\r\nDATA\r\nx\r\n.\r\n");

        Assert.Equal(
            ["Return-Path: <>\r\nReceived: from [10.0.0.1] ([127.0.0.1])\r\n\tby mx.test with UTF8LMTP;\r\n\tSun, 01 Mar 2026 12:00:00 +0000\r\nx\r\n"],
            bench.Mailboxes.Bob.Got);
    }

    [Fact]
    public async Task Given_names_of_any_kind_when_a_message_is_kept_then_the_lines_in_front_stay_within_their_room()
    {
        var sender = new string('s', LmtpLimits.AddressBytes - 6) + "@s.tes";
        var recipient = new string('r', LmtpLimits.AddressBytes - 6) + "@r.tes";
        bench.Mailboxes[recipient] = bench.Mailboxes.Alice;

        await bench.ConverseAsync(
            $"LHLO <(\";,{new string('c', 1000)}\r\nMAIL FROM:<{sender}> SMTPUTF8\r\nRCPT TO:<{recipient}>\r\nDATA\r\nx\r\n.\r\n");

        var got = Assert.Single(bench.Mailboxes.Alice.Got);
        Assert.Contains($"Received: from ?????{new string('c', 250)} (", got, StringComparison.Ordinal);
        Assert.Contains($"for <{recipient}>", got, StringComparison.Ordinal);
        Assert.InRange(got.Length, 1000, LmtpLimits.TraceBytes);
    }

    [Theory]
    [InlineData("Received: by mx.test; now\r\n\r\nx", true)]
    [InlineData("Subject: x\nRECEIVED: by mx.test\n\nx", true)]
    [InlineData("Subject: x\r\n\r\nReceived: by mx.test\r\n", false)]
    [InlineData("Subject: x\n\nReceived: by mx.test\n", false)]
    [InlineData("X-Received: by mx.test\r\n\r\nx", false)]
    [InlineData("Subject: x\r\n\tReceived: by mx.test\r\n", false)]
    [InlineData("Received:", false)]
    [InlineData("", false)]
    public void Given_a_message_when_it_has_been_through_a_mail_server_then_it_has_a_key_to_know_it_by(string sent, bool hasKey)
    {
        var message = new LmtpMessage("", Encoding.Latin1.GetBytes("front\r\n" + sent), 7);
        var later = new LmtpMessage("", Encoding.Latin1.GetBytes("FRONT, and more\r\n" + sent), 17);

        Assert.Equal(hasKey, message.RepeatKey is not null);
        Assert.Equal(message.RepeatKey, later.RepeatKey); // what we put in front is no part of it
    }

    [Fact]
    public void Given_two_messages_when_a_byte_is_different_then_so_is_the_key() =>
        Assert.NotEqual(
            new LmtpMessage("", "Received: a\r\n\r\nx"u8.ToArray(), 0).RepeatKey,
            new LmtpMessage("", "Received: a\r\n\r\ny"u8.ToArray(), 0).RepeatKey);
}
