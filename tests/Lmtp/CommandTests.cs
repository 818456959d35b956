using Xunit;

namespace Carbonio.Cloud.Lmtp.Tests;

/// <summary>Each command, at its time and not, well and badly written.</summary>
public sealed class CommandTests
{
    private const string Lhlo = "LHLO c\r\n";
    private const string Mail = Lhlo + "MAIL FROM:<anna@out.test>\r\n";
    private const string Utf8Mail = Lhlo + "MAIL FROM:<anna@out.test> SMTPUTF8\r\n";
    private const string Rcpt = Mail + "RCPT TO:<alice@example.test>\r\n";

    private readonly LmtpBench bench = new();

    [Theory]
    [InlineData("", "NOOP", "250 2.0.0 Ok")]
    [InlineData("", "noop whatever", "250 2.0.0 Ok")]
    [InlineData("", "RSET", "250 2.0.0 Ok")]
    [InlineData("", "RSET now", "501 5.5.4 The command takes no argument")]
    [InlineData("", "QUIT", "221 2.0.0 Goodbye")]
    [InlineData("", "QUIT now", "501 5.5.4 The command takes no argument")]
    [InlineData("", "HELP", "214 2.0.0 LHLO MAIL RCPT DATA RSET NOOP VRFY HELP QUIT; RFC 2033")]
    [InlineData("", "VRFY alice", "252 2.5.0 Ask with RCPT")]
    [InlineData("", "VRFY", "501 5.5.4 The command needs an argument")]
    [InlineData("", "HELO c", "500 5.5.1 This is LMTP, begin with LHLO")]
    [InlineData("", "EHLO c", "500 5.5.1 This is LMTP, begin with LHLO")]
    [InlineData("", "LHLO", "501 5.5.4 LHLO needs the client's name")]
    [InlineData("", "lhlo c", "250 SMTPUTF8")]
    [InlineData("", "EXPN list", "502 5.5.1 The command is not for here")]
    [InlineData("", "STARTTLS", "502 5.5.1 The command is not for here")]
    [InlineData("", "AUTH PLAIN", "502 5.5.1 The command is not for here")]
    [InlineData("", "BDAT 5 LAST", "502 5.5.1 The command is not for here")]
    [InlineData("", "GET / HTTP/1.1", "500 5.5.1 There is no such command")]
    [InlineData("", "", "500 5.5.1 There is no such command")]
    [InlineData("", " NOOP", "500 5.5.1 There is no such command")]
    [InlineData("", "MAIL FROM:<>", "503 5.5.1 Begin with LHLO")]
    [InlineData("", "RCPT TO:<alice@example.test>", "503 5.5.1 Begin with LHLO")]
    [InlineData("", "DATA", "503 5.5.1 Begin with LHLO")]
    [InlineData(Lhlo, "RCPT TO:<alice@example.test>", "503 5.5.1 Begin with MAIL")]
    [InlineData(Lhlo, "DATA", "503 5.5.1 Begin with MAIL")]
    [InlineData(Mail, "DATA", "503 5.5.1 There is no recipient")]
    [InlineData(Mail + "RCPT TO:<nobody@example.test>\r\n", "DATA", "503 5.5.1 There is no recipient")]
    [InlineData(Mail, "MAIL FROM:<b@out.test>", "503 5.5.1 There is a sender already")]
    [InlineData(Rcpt, "DATA now", "501 5.5.4 The command takes no argument")]
    [InlineData(Rcpt + "RSET\r\n", "DATA", "503 5.5.1 Begin with MAIL")]
    [InlineData(Rcpt + "LHLO again\r\n", "DATA", "503 5.5.1 Begin with MAIL")]
    [InlineData(Rcpt + "LHLO\r\n", "DATA", "354 End with CR LF . CR LF")]
    public async Task Given_a_session_when_a_command_comes_then_it_has_its_reply(string before, string command, string reply) =>
        Assert.Equal(reply, await bench.LastReplyAsync(before + command + "\r\n"));

    [Theory]
    [InlineData("FROM:<>", "250 2.1.0 Sender ok")]
    [InlineData("from:<a@b.test>", "250 2.1.0 Sender ok")]
    [InlineData("FROM: <a@b.test> ", "250 2.1.0 Sender ok")]
    [InlineData("FROM:<@relay.test,@other.test:a@b.test>", "250 2.1.0 Sender ok")]
    [InlineData("FROM:<\"a b>\\\"\"@b.test>", "250 2.1.0 Sender ok")]
    [InlineData("FROM:<a@b.test> SIZE=100000", "250 2.1.0 Sender ok")]
    [InlineData("FROM:<a@b.test> size=0 body=7bit smtputf8", "250 2.1.0 Sender ok")]
    [InlineData("FROM:<a@b.test> BODY=8BITMIME", "250 2.1.0 Sender ok")]
    [InlineData("FROM:<a@b.test> SIZE=100001", "552 5.3.4 The message is too large")]
    [InlineData("FROM:<a@b.test> SIZE=99999999999999999999", "552 5.3.4 The message is too large")]
    [InlineData("FROM:<a@b.test> SIZE=999999999999999999999", "501 5.5.4 A parameter is wrong")]
    [InlineData("FROM:<a@b.test> SIZE", "501 5.5.4 A parameter is wrong")]
    [InlineData("FROM:<a@b.test> SIZE=", "501 5.5.4 A parameter is wrong")]
    [InlineData("FROM:<a@b.test> SIZE=-1", "501 5.5.4 A parameter is wrong")]
    [InlineData("FROM:<a@b.test> SIZE=1 SIZE=1", "501 5.5.4 A parameter is wrong")]
    [InlineData("FROM:<a@b.test> BODY=BINARYMIME", "501 5.5.4 A parameter is wrong")]
    [InlineData("FROM:<a@b.test> BODY", "501 5.5.4 A parameter is wrong")]
    [InlineData("FROM:<a@b.test> BODY=7BIT BODY=7BIT", "501 5.5.4 A parameter is wrong")]
    [InlineData("FROM:<a@b.test> SMTPUTF8=1", "501 5.5.4 A parameter is wrong")]
    [InlineData("FROM:<a@b.test> SMTPUTF8 SMTPUTF8", "501 5.5.4 A parameter is wrong")]
    [InlineData("FROM:<a@b.test> RET=HDRS", "555 5.5.4 There is no such parameter")]
    [InlineData("FROM:<a@b.test> =", "555 5.5.4 There is no such parameter")]
    [InlineData("FROM:<a@b.test>SIZE=1", "501 5.5.4 It goes MAIL FROM:<address>")]
    [InlineData("FROM:a@b.test", "501 5.5.4 It goes MAIL FROM:<address>")]
    [InlineData("FROM:<a@b.test", "501 5.5.4 It goes MAIL FROM:<address>")]
    [InlineData("FROM:<\"a@b.test>", "501 5.5.4 It goes MAIL FROM:<address>")]
    [InlineData("FROM:", "501 5.5.4 It goes MAIL FROM:<address>")]
    [InlineData("TO:<a@b.test>", "501 5.5.4 It goes MAIL FROM:<address>")]
    [InlineData("", "501 5.5.4 It goes MAIL FROM:<address>")]
    [InlineData("FROM:<a b@c.test>", "553 5.1.7 That is no address")]
    [InlineData("FROM:<a<b@c.test>", "553 5.1.7 That is no address")]
    [InlineData("FROM:<\"a\">", "553 5.1.7 That is no address")]
    [InlineData("FROM:<\"a\\>", "501 5.5.4 It goes MAIL FROM:<address>")]
    [InlineData("FROM:<\u00c3\u00a4@b.test> SMTPUTF8", "250 2.1.0 Sender ok")]
    [InlineData("FROM:<\u00c3\u00a4@b.test>", "550 5.6.7 The sender needs SMTPUTF8")]
    [InlineData("FROM:<\u00e4@b.test> SMTPUTF8", "500 5.5.2 The line is not plain text")]
    [InlineData("FROM:<a\0@b.test>", "500 5.5.2 The line is not plain text")]
    [InlineData("FROM:<a\r@b.test>", "500 5.5.2 The line is not plain text")]
    [InlineData("FROM:<a\t@b.test>", "500 5.5.2 The line is not plain text")]
    [InlineData("FROM:<a\u007f@b.test>", "500 5.5.2 The line is not plain text")]
    [InlineData("FROM:<a\u00c2\u0085@b.test> SMTPUTF8", "500 5.5.2 The line is not plain text")]
    public async Task Given_a_greeted_client_when_it_names_a_sender_then_it_has_its_reply(string argument, string reply) =>
        Assert.Equal(reply, await bench.LastReplyAsync($"{Lhlo}MAIL {argument}\r\n"));

    [Theory]
    [InlineData("TO:<alice@example.test>", "250 2.1.5 Recipient ok")]
    [InlineData("to: <alice@example.test>", "250 2.1.5 Recipient ok")]
    [InlineData("TO:<@relay.test:alice@example.test>", "250 2.1.5 Recipient ok")]
    [InlineData("TO:<\"alice\"@example.test>", "250 2.1.5 Recipient ok")]
    [InlineData("TO:<\"\\alice\"@example.test>", "250 2.1.5 Recipient ok")]
    [InlineData("TO:<nobody@example.test>", "550 5.1.1 There is no such mailbox")]
    [InlineData("TO:<postmaster>", "550 5.1.1 There is no such mailbox")]
    [InlineData("TO:<\"a b\"@example.test>", "550 5.1.1 There is no such mailbox")]
    [InlineData("TO:<>", "553 5.1.3 That is no address")]
    [InlineData("TO:<a b@example.test>", "553 5.1.3 That is no address")]
    [InlineData("TO:<alice@example.test> NOTIFY=NEVER", "555 5.5.4 There is no such parameter")]
    [InlineData("TO:alice@example.test", "501 5.5.4 It goes RCPT TO:<address>")]
    [InlineData("FROM:<alice@example.test>", "501 5.5.4 It goes RCPT TO:<address>")]
    [InlineData("", "501 5.5.4 It goes RCPT TO:<address>")]
    [InlineData("TO:<\u00c3\u00a4@example.test>", "553 5.6.7 The recipient needs SMTPUTF8")]
    [InlineData("TO:<\u00e4@example.test>", "500 5.5.2 The line is not plain text")]
    public async Task Given_a_sender_when_a_recipient_is_named_then_it_has_its_reply(string argument, string reply) =>
        Assert.Equal(reply, await bench.LastReplyAsync($"{Mail}RCPT {argument}\r\n"));

    [Fact]
    public async Task Given_SMTPUTF8_when_a_recipient_is_beyond_ASCII_then_it_is_looked_up_as_it_is()
    {
        Assert.Equal("550 5.1.1 There is no such mailbox", await bench.LastReplyAsync(Utf8Mail + "RCPT TO:<\u00c3\u00a4@example.test>\r\n"));

        Assert.Equal(["ä@example.test"], bench.Mailboxes.Asked);
    }

    [Fact]
    public async Task Given_SMTPUTF8_in_one_message_when_the_next_has_none_then_it_needs_it_again() =>
        Assert.Equal(
            "553 5.6.7 The recipient needs SMTPUTF8",
            await bench.LastReplyAsync(Utf8Mail + "RSET\r\nMAIL FROM:<>\r\nRCPT TO:<\u00c3\u00a4@example.test>\r\n"));

    [Fact]
    public async Task Given_a_line_that_ends_with_LF_alone_when_it_comes_then_the_session_ends_and_nothing_behind_it_is_a_command()
    {
        var heard = await bench.ConverseAsync("LHLO c\r\nNOOP\nMAIL FROM:<>\r\n");

        Assert.Equal(LmtpBench.Greeting + LmtpBench.Extensions + "421 4.5.2 Commands end with CR LF, not with LF alone\r\n", heard);
    }

    [Fact]
    public async Task Given_garbage_when_it_is_pipelined_then_it_is_answered_until_the_session_ends()
    {
        var heard = await bench.ConverseAsync(string.Concat(Enumerable.Repeat("\u0001\u0002garbage\r\n", 1000)));

        Assert.Equal(
            LmtpBench.Greeting + string.Concat(Enumerable.Repeat("500 5.5.2 The line is not plain text\r\n", LmtpLimits.BadCommands))
            + "421 4.7.0 Too many commands that are none\r\n",
            heard);
    }

    [Fact]
    public async Task Given_a_TLS_client_when_it_says_hello_then_the_session_ends_with_it()
    {
        var client = bench.Connect();
        await client.SendAsync("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003");

        Assert.Equal(LmtpBench.Greeting, await client.EndAsync());
    }
}
