using System.Text;
using Carbonio.Cloud.Functions.MailOut;
using Carbonio.Cloud.Functions.Settings;
using Carbonio.Cloud.Mailboxes.Sending;
using Carbonio.Cloud.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Carbonio.Cloud.Functions.Tests.MailOut;

public sealed class SmtpRelayTests : IAsyncDisposable
{
    private const string Plain = "From: a@example.test\r\nTo: b@example.org\r\nSubject: Hello\r\n\r\nHello.\r\n";

    private readonly ScriptedSmtpServer server = new();
    private readonly FakeTimeProvider time = new();
    private readonly SmtpOptions options;
    private int handedOver;

    public SmtpRelayTests() => options = new() { Host = "127.0.0.1", Port = server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture) };

    private static string BrokenMailsFolder => Path.Combine(AppContext.BaseDirectory, "BrokenMails");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private Task<IReadOnlyList<SendAnswer>> SendAsync(string message, params string[] recipients) => SendAsync(Encoding.UTF8.GetBytes(message), recipients);

    private Task<IReadOnlyList<SendAnswer>> SendAsync(byte[] message, params string[] recipients) =>
        Relay().SendAsync(new("alice@example.test", recipients.Length == 0 ? ["b@example.org"] : recipients), message, HandOverAsync, Cancel);

    private SmtpRelay Relay() => new(options, time, NullLogger<SmtpRelay>.Instance);

    private Task<bool> HandOverAsync()
    {
        handedOver++;
        return Task.FromResult(true);
    }

    private static IEnumerable<SendVerdict> Verdicts(IReadOnlyList<SendAnswer> answers) => answers.Select(answer => answer.Verdict);

    [Fact]
    public async Task Given_a_friendly_relay_when_sent_then_it_has_the_mail_and_everybody_is_accepted()
    {
        var answers = await SendAsync(Plain, "b@example.org", "c@example.org");

        Assert.Equal([SendAnswer.Accepted, SendAnswer.Accepted], answers);
        Assert.Equal(Plain, Encoding.UTF8.GetString(Assert.Single(server.Messages)));
        Assert.Equal(["MAIL FROM:<alice@example.test> SIZE=" + Plain.Length, "RCPT TO:<b@example.org>", "RCPT TO:<c@example.org>", "DATA", "QUIT"], server.Commands.Skip(1));
        Assert.True(server.SawPipelining);
        Assert.Equal(1, handedOver);
    }

    [Fact]
    public async Task Given_a_relay_without_extensions_when_sent_then_it_gets_one_command_at_a_time()
    {
        server.Extensions = [];

        Assert.Equal([SendAnswer.Accepted], await SendAsync(Plain));

        Assert.False(server.SawPipelining);
        Assert.Contains("MAIL FROM:<alice@example.test>", server.Commands);
        Assert.Equal(Plain, Encoding.UTF8.GetString(Assert.Single(server.Messages)));
    }

    [Fact]
    public async Task Given_lines_that_begin_with_dots_when_sent_then_they_are_stuffed()
    {
        await SendAsync("Subject: Dots\r\n\r\n.\r\n..\r\n.a\r\n");

        Assert.Equal("Subject: Dots\r\n\r\n..\r\n...\r\n..a\r\n", Encoding.UTF8.GetString(Assert.Single(server.Messages)));
    }

    [Fact]
    public async Task Given_recipients_that_the_relay_judges_one_by_one_when_sent_then_each_has_its_answer()
    {
        server.Script = command => command switch
        {
            "RCPT TO:<gone@example.org>" => "550-5.1.1 No such\r\n550 5.1.1 user",
            "RCPT TO:<grey@example.org>" => "451 4.7.1 Greylisted, come again",
            _ => null,
        };

        var answers = await SendAsync(Plain, "gone@example.org", "b@example.org", "grey@example.org");

        Assert.Equal([SendVerdict.Refused, SendVerdict.Accepted, SendVerdict.Deferred], Verdicts(answers));
        Assert.Equal(("5.1.1", "4.7.1"), (answers[0].Status, answers[2].Status));
        Assert.StartsWith("550 5.1.1 No such", answers[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', answers[0].Text);
        Assert.Single(server.Messages);
    }

    [Fact]
    public async Task Given_a_relay_that_takes_no_recipient_when_sent_then_no_message_is_sent_and_each_has_its_answer()
    {
        server.Script = command => command.StartsWith("RCPT TO:<gone", StringComparison.Ordinal) ? "550 no" : command.StartsWith("RCPT", StringComparison.Ordinal) ? "450 later" : null;

        var answers = await SendAsync(Plain, "gone@example.org", "grey@example.org");

        Assert.Equal([SendVerdict.Refused, SendVerdict.Deferred], Verdicts(answers));
        Assert.Equal(("5.0.0", "4.0.0"), (answers[0].Status, answers[1].Status));
        Assert.Empty(server.Messages);
        Assert.Equal(0, handedOver);
    }

    [Theory]
    [InlineData("552 5.3.4 too big", true, SendVerdict.Refused)]
    [InlineData("552 5.3.4 too big", false, SendVerdict.Refused)]
    [InlineData("452 4.3.1 full", true, SendVerdict.Deferred)]
    [InlineData("452 4.3.1 full", false, SendVerdict.Deferred)]
    [InlineData("421 4.3.2 closing", true, SendVerdict.Deferred)]
    [InlineData("530 5.7.0 log in first", true, SendVerdict.Deferred)]
    [InlineData("530 5.7.0 log in first", false, SendVerdict.Deferred)]
    public async Task Given_a_relay_that_refuses_the_sender_when_sent_then_that_is_everybodys_answer(string reply, bool pipelining, SendVerdict expected)
    {
        server.Extensions = pipelining ? ["PIPELINING"] : [];
        server.Script = command => command.Split(' ')[0] switch
        {
            "MAIL" => reply,
            "RCPT" or "DATA" => "503 5.5.1 MAIL first",
            _ => null,
        };

        Assert.Equal([expected, expected], Verdicts(await SendAsync(Plain, "b@example.org", "c@example.org")));
        Assert.Equal(0, handedOver);
    }

    [Theory]
    [InlineData("DATA", "554 5.5.1 no", SendVerdict.Refused)]
    [InlineData("DATA", "451 4.3.0 later", SendVerdict.Deferred)]
    [InlineData(".", "552 5.3.4 larger than I said", SendVerdict.Refused)]
    [InlineData(".", "451 4.3.0 later", SendVerdict.Deferred)]
    [InlineData(".", "421 4.3.2 closing", SendVerdict.Deferred)]
    public async Task Given_a_relay_that_refuses_the_message_when_sent_then_that_is_the_answer_of_who_was_accepted(string command, string reply, SendVerdict expected)
    {
        server.Script = said => said == command ? reply : said == "RCPT TO:<gone@example.org>" ? "550 5.1.1 gone" : null;

        Assert.Equal([SendVerdict.Refused, expected], Verdicts(await SendAsync(Plain, "gone@example.org", "b@example.org")));
    }

    [Theory]
    [InlineData("connect", "554 not you")]
    [InlineData("connect", ScriptedSmtpServer.HangUp)]
    [InlineData("EHLO", ScriptedSmtpServer.HangUp)]
    [InlineData("MAIL", ScriptedSmtpServer.HangUp)]
    [InlineData("RCPT", ScriptedSmtpServer.HangUp)]
    [InlineData("DATA", ScriptedSmtpServer.HangUp)]
    [InlineData("connect", "garbage that is no SMTP")]
    public async Task Given_a_relay_that_breaks_off_before_the_message_when_sent_then_everybody_waits(string verb, string reply)
    {
        server.Script = command => command.StartsWith(verb, StringComparison.Ordinal) ? reply : null;

        Assert.Equal([SendVerdict.Deferred], Verdicts(await SendAsync(Plain)));
        Assert.Equal(0, handedOver);
    }

    [Fact]
    public async Task Given_a_port_where_nobody_listens_when_sent_then_everybody_waits()
    {
        await server.DisposeAsync();

        Assert.Equal([SendVerdict.Deferred], Verdicts(await SendAsync(Plain)));
    }

    [Fact]
    public async Task Given_a_relay_that_hangs_up_behind_the_message_when_sent_then_the_mail_is_lost_but_for_who_was_refused()
    {
        server.Script = command => command == ScriptedSmtpServer.EndOfMessage ? ScriptedSmtpServer.HangUp : command == "RCPT TO:<gone@example.org>" ? "550 gone" : null;

        Assert.Equal([SendVerdict.Lost, SendVerdict.Refused], Verdicts(await SendAsync(Plain, "b@example.org", "gone@example.org")));
        Assert.Equal(1, handedOver);
    }

    [Theory]
    [InlineData("connect", 60, SendVerdict.Deferred)]
    [InlineData("EHLO", 60, SendVerdict.Deferred)]
    [InlineData("MAIL", 300, SendVerdict.Deferred)]
    [InlineData("RCPT", 300, SendVerdict.Deferred)]
    [InlineData("DATA", 300, SendVerdict.Deferred)]
    [InlineData(".", 600, SendVerdict.Lost)]
    public async Task Given_a_relay_that_hangs_when_its_time_is_over_then_it_counts_as_gone_and_not_before(string verb, int seconds, SendVerdict expected)
    {
        server.Script = command => command.StartsWith(verb, StringComparison.Ordinal) ? ScriptedSmtpServer.Hang : null;
        var sending = SendAsync(Plain);
        await server.WhenHangingAsync();

        time.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.False(sending.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([expected], Verdicts(await sending));
    }

    [Fact]
    public async Task Given_a_mail_that_is_somebody_elses_now_when_its_end_would_be_sent_then_it_is_not()
    {
        var answers = await Relay().SendAsync(new("alice@example.test", ["b@example.org"]), Encoding.UTF8.GetBytes(Plain), () => Task.FromResult(false), Cancel);

        Assert.Equal([SendVerdict.Deferred], Verdicts(answers));
        Assert.Empty(server.Messages);
        Assert.Contains("DATA", server.Commands);
    }

    [Theory]
    [InlineData("connect")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    public async Task Given_a_server_that_stops_before_the_end_of_the_message_when_cancelled_then_it_says_so(string verb)
    {
        using var stop = new CancellationTokenSource();
        server.Script = command => command.StartsWith(verb, StringComparison.Ordinal) ? ScriptedSmtpServer.Hang : null;
        var sending = Relay().SendAsync(new("alice@example.test", ["b@example.org"]), Encoding.UTF8.GetBytes(Plain), HandOverAsync, stop.Token);
        await server.WhenHangingAsync();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task Given_a_server_that_stops_behind_the_end_of_the_message_when_cancelled_then_the_mail_is_lost()
    {
        using var stop = new CancellationTokenSource();
        server.Script = command => command == "." ? ScriptedSmtpServer.Hang : null;
        var sending = Relay().SendAsync(new("alice@example.test", ["b@example.org"]), Encoding.UTF8.GetBytes(Plain), HandOverAsync, stop.Token);
        await server.WhenHangingAsync();

        await stop.CancelAsync();

        Assert.Equal([SendVerdict.Lost], Verdicts(await sending));
    }

    [Fact]
    public async Task Given_a_relay_that_lies_about_its_size_when_a_larger_mail_is_sent_then_its_answer_counts_and_not_its_word()
    {
        server.Extensions = ["PIPELINING", "SIZE 10"];

        Assert.Equal([SendAnswer.Accepted], await SendAsync(Plain));
    }

    [Theory]
    [InlineData("Subject: =?utf-8?q?x?=\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nGrüße\r\n")]
    [InlineData("Subject: folded\r\n  twice\r\n\tand more \r\nX-Odd:no blank\r\nX-Empty:\r\n\r\nbody")]
    [InlineData("Content-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=\"b\"\r\n\r\npreamble\r\n--b\r\nContent-Type: text/plain\r\n\r\nsigned  \r\n\r\n--b\r\nContent-Type: application/pgp-signature\r\n\r\nxyz\r\n--b--\r\nepilogue\r\n\r\n")]
    [InlineData("Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\n\r\nno end")]
    [InlineData("Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\nbody\r\n--b--")]
    [InlineData("Content-Type: multipart/mixed\r\n\r\nno boundary\r\n")]
    [InlineData("Subject: before it\r\nBad header line\r\nTo: after it\r\n\r\nbody\r\n")]
    [InlineData("Subject: only a header\r\n\r\n")]
    [InlineData("\r\nno header\r\n")]
    [InlineData("DKIM-Signature: v=1; b=abc\r\nTo: \"Grüße\" <b@example.org>\r\n\r\nHello\r\n")]
    [InlineData("Content-Length: 7\r\nResent-Bcc: secret@example.org\r\nSubject: x\r\n\r\nHello\r\n")]
    public async Task Given_a_mail_when_sent_then_the_relay_gets_the_same_bytes(string message)
    {
        Assert.Equal([SendAnswer.Accepted], await SendAsync(message));

        var sent = Encoding.UTF8.GetString(Assert.Single(server.Messages));
        Assert.Equal(message.EndsWith("\r\n", StringComparison.Ordinal) ? message : message + "\r\n", sent);
    }

    [Fact]
    public async Task Given_bytes_that_begin_with_no_header_when_sent_then_they_are_refused_for_good()
    {
        var answer = Assert.Single(await SendAsync("Bad header line\r\nSubject: after it\r\n\r\nbody\r\n"));

        Assert.Equal((SendVerdict.Refused, "5.6.0"), (answer.Verdict, answer.Status));
    }

    public static TheoryData<string> BrokenMails() => [.. System.IO.Directory.EnumerateFiles(BrokenMailsFolder, "*.eml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(BrokenMailsFolder, file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(BrokenMails))]
    public async Task Given_a_broken_mail_when_sent_then_it_is_taken_or_refused_and_never_tried_for_ever(string file)
    {
        var answer = Assert.Single(await SendAsync(await File.ReadAllBytesAsync(Path.Combine(BrokenMailsFolder, file), Cancel)));

        Assert.Contains(answer.Verdict, new[] { SendVerdict.Accepted, SendVerdict.Refused });
    }

    [Fact]
    public async Task Given_a_relay_without_8BITMIME_when_an_8_bit_mail_is_sent_then_it_arrives_in_7_bits()
    {
        server.Extensions = [];

        Assert.Equal([SendAnswer.Accepted], await SendAsync("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nGrüße, and much more that is plain ASCII text\r\n"));

        var sent = Assert.Single(server.Messages);
        Assert.True(Ascii.IsValid(sent));
        Assert.Contains("Content-Transfer-Encoding: quoted-printable", Encoding.ASCII.GetString(sent), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Gr=C3=BC=C3=9Fe, and much more", Encoding.ASCII.GetString(sent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_relay_without_8BITMIME_when_a_signed_8_bit_mail_is_sent_then_it_is_refused_and_not_broken()
    {
        server.Extensions = [];

        var answer = Assert.Single(await SendAsync("Content-Type: multipart/signed; boundary=\"b\"\r\n\r\n--b\r\n\r\nGrüße\r\n--b\r\n\r\nx\r\n--b--\r\n"));

        Assert.Equal((SendVerdict.Refused, "5.6.3"), (answer.Verdict, answer.Status));
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task Given_a_relay_without_SMTPUTF8_when_one_address_needs_it_then_that_one_is_refused_and_the_others_go()
    {
        server.Extensions = ["8BITMIME"];

        var answers = await SendAsync(Plain, "grüße@example.org", "b@example.org", "b@bücher.example");

        Assert.Equal([SendVerdict.Refused, SendVerdict.Accepted, SendVerdict.Accepted], Verdicts(answers));
        Assert.Equal("5.6.7", answers[0].Status);
        Assert.Contains("RCPT TO:<b@xn--bcher-kva.example>", server.Commands);
    }

    [Fact]
    public async Task Given_a_relay_with_SMTPUTF8_when_an_address_needs_it_then_it_is_said_and_the_bytes_stay()
    {
        var message = "To: grüße@example.org\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\nHello\r\n";

        Assert.Equal([SendAnswer.Accepted], await SendAsync(message, "grüße@example.org"));

        Assert.Contains(server.Commands, command => command.StartsWith("MAIL", StringComparison.Ordinal) && command.Contains("SMTPUTF8", StringComparison.Ordinal));
        Assert.Contains("RCPT TO:<grüße@example.org>", server.Commands);
        Assert.Equal(message, Encoding.UTF8.GetString(Assert.Single(server.Messages)));
    }

    [Theory]
    [InlineData("a..b@example.org")]
    [InlineData("\"a b\"@example.org")]
    [InlineData("\"a\\\"b\"@example.org")]
    [InlineData("a@[192.0.2.1]")]
    [InlineData("a@[IPv6:2001:db8::1]")]
    [InlineData("a+b=c@example.org")]
    public async Task Given_a_rare_address_when_sent_then_it_stands_in_the_command_as_it_was_written(string address)
    {
        Assert.Equal([SendAnswer.Accepted], await SendAsync(Plain, address));
        Assert.Contains($"RCPT TO:<{address}>", server.Commands);
    }

    [Fact]
    public async Task Given_a_hundred_recipients_when_sent_then_all_are_in_one_transaction()
    {
        var answers = await SendAsync(Plain, [.. Enumerable.Range(0, 100).Select(i => $"r{i}@example.org")]);

        Assert.Equal(100, answers.Count(answer => answer == SendAnswer.Accepted));
        Assert.Single(server.Messages);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Given_a_message_of_twenty_megabytes_when_sent_then_all_of_it_arrives()
    {
        var line = Encoding.ASCII.GetBytes(new string('x', 76) + "\r\n");
        var message = new byte[20 * 1024 * 1024 / line.Length * line.Length];
        for (var i = 0; i < message.Length; i += line.Length)
        {
            line.CopyTo(message, i);
        }

        "Subject: 1\r\n\r\n"u8.CopyTo(message);

        Assert.Equal([SendAnswer.Accepted], await SendAsync(message));
        Assert.Equal(message, Assert.Single(server.Messages));
        Assert.Equal(1, handedOver);
    }
}
