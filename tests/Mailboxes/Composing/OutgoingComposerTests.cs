using System.Text;
using Carbonio.Cloud.Mailboxes.Composing;
using Carbonio.Cloud.Mime;
using Carbonio.Cloud.Support;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests.Composing;

public sealed class OutgoingComposerTests
{
    private const string Whole = "From: Alice <alice@example.test>\r\nTo: bob@example.test\r\nSubject: s\r\nDate: Sat, 28 Nov 2026 10:00:00 +0100\r\nMessage-ID: <m@x>\r\nMIME-Version: 1.0\r\n";

    private static readonly SenderIdentity Alice = new(new("Alice Example", "alice@example.test"), new HashSet<string> { "alice@example.test", "al@example.test" });

    [Fact]
    public void Given_a_whole_message_when_composed_then_what_is_sent_and_kept_are_its_bytes()
    {
        var mail = Compose(Whole + "\r\nbody\nas it is\r");

        Assert.Equal(Whole + "\r\nbody\nas it is\r", Text(mail.Copy));
        Assert.Equal(Text(mail.Copy), Text(mail.Submission.Message));
        Assert.Equal("alice@example.test", mail.Submission.Sender);
    }

    [Fact]
    public void Given_hidden_recipients_when_composed_then_they_get_it_and_only_the_copy_names_them()
    {
        var mail = Compose(Whole + "Bcc: eve@example.test,\r\n mallory@example.test\r\nbcc : oscar@example.test\r\n\r\nx");

        Assert.Equal(["bob@example.test", "eve@example.test", "mallory@example.test", "oscar@example.test"], mail.Submission.Recipients);
        Assert.Equal(Whole + "\r\nx", Text(mail.Submission.Message));
        Assert.Equal(Whole + "Bcc: eve@example.test,\r\n mallory@example.test\r\nbcc : oscar@example.test\r\n\r\nx", Text(mail.Copy));
    }

    [Fact]
    public void Given_only_recipients_when_composed_then_the_rest_is_put_in()
    {
        var mail = Compose("To: bob@example.test\r\n\r\nx");

        Assert.Equal(
            "To: bob@example.test\r\nFrom: \"Alice Example\" <alice@example.test>\r\nDate: Sat, 28 Nov 2026 10:00:00 +0000\r\nMessage-ID: <id@example.test>\r\nMIME-Version: 1.0\r\n\r\nx",
            Text(mail.Copy));
    }

    [Theory]
    [InlineData("From: Alice\r\n")]
    [InlineData("From: \r\n")]
    [InlineData("From: <>\r\n")]
    public void Given_an_author_who_is_nobody_when_composed_then_the_owner_is_the_author(string from)
    {
        var mail = Compose(from + "To: bob@example.test\r\n\r\nx");

        Assert.Equal("\"Alice Example\" <alice@example.test>", Assert.Single(Fields(mail.Copy, "From")));
        Assert.Equal("alice@example.test", mail.Submission.Sender);
    }

    [Theory]
    [InlineData("From: Whatever She Says <AL@Example.Test>\r\n", "AL@Example.Test")]
    [InlineData("From: \"ceo@bank.test\" <alice@example.test>\r\n", "alice@example.test")]
    [InlineData("From: alice@example.test, al@example.test\r\n", "alice@example.test")]
    public void Given_an_address_of_the_account_when_composed_then_it_stands_as_written(string from, string sender)
    {
        var mail = Compose(from + "To: bob@example.test\r\n\r\nx");

        Assert.Contains(from, Text(mail.Copy), StringComparison.Ordinal);
        Assert.Equal(sender, mail.Submission.Sender);
    }

    [Theory]
    [InlineData("From: bob@example.test\r\n")]
    [InlineData("From: alice@example.test\r\nFrom: ceo@bank.test\r\n")]
    [InlineData("From: alice@example.test, ceo@bank.test\r\n")]
    [InlineData("From: alice@example.test\rFrom: ceo@bank.test\r\n")]
    [InlineData("From: Alice <alice@example.test>\r\n \r\n <ceo@bank.test>\r\n")]
    [InlineData("From : ceo@bank.test\r\n")]
    [InlineData("From: alice@example.test.bank.test\r\n")]
    public void Given_somebody_else_as_author_when_composed_then_nothing_may_be_sent(string from) =>
        Assert.Equal(OutgoingProblem.ForeignSender, Problem(from + "To: bob@example.test\r\n\r\nx"));

    [Fact]
    public void Given_fields_that_only_servers_write_when_composed_then_they_are_left_out()
    {
        var mail = Compose(
            "Return-Path: <ceo@bank.test>\r\nReceived: from bank\r\n\tby us\r\nSender: ceo@bank.test\r\nResent-From: ceo@bank.test\r\nResent-Bcc: eve@x.test\r\n"
            + "Authentication-Results: us; pass\r\nX-Carbonio-Anything: 1\r\nX-Mailer: Phone\r\n" + Whole + "\r\nx");

        Assert.Equal("X-Mailer: Phone\r\n" + Whole + "\r\nx", Text(mail.Copy));
        Assert.Equal(["bob@example.test"], mail.Submission.Recipients);
    }

    [Fact]
    public void Given_the_owners_other_address_as_sender_when_composed_then_it_stays() =>
        Assert.Single(Fields(Compose("Sender: al@example.test\r\n" + Whole + "\r\nx").Copy, "Sender"));

    [Theory]
    [InlineData("Date: yesterday\r\n")]
    [InlineData("Message-ID: \r\n")]
    public void Given_a_field_that_says_nothing_when_composed_then_there_is_one_that_does(string field)
    {
        var mail = Compose("From: alice@example.test\r\nTo: bob@example.test\r\n" + field + "\r\nx");

        Assert.Equal("Sat, 28 Nov 2026 10:00:00 +0000", Assert.Single(Fields(mail.Copy, "Date")));
        Assert.Equal("<id@example.test>", Assert.Single(Fields(mail.Copy, "Message-ID")));
    }

    [Theory]
    [InlineData("From: alice@example.test\r\n\r\nx")]
    [InlineData("To: \r\nCc: ,;\r\n\r\nx")]
    [InlineData("To: undisclosed-recipients:;\r\n\r\nx")]
    public void Given_nobody_to_send_to_when_composed_then_it_says_so(string message) => Assert.Equal(OutgoingProblem.NoRecipients, Problem(message));

    [Theory]
    [InlineData("")]
    [InlineData("\r\nTo: bob@example.test\r\n")]
    [InlineData("no fields at all")]
    public void Given_no_header_fields_when_composed_then_it_is_no_message(string message) => Assert.Equal(OutgoingProblem.InvalidMessage, Problem(message));

    [Fact]
    public void Given_groups_and_addresses_beyond_ASCII_when_composed_then_every_member_gets_it()
    {
        var mail = Compose(Whole.Replace("To: bob@example.test", "To: Friends: \"Bob, B.\" <bob@example.test>, jürgen@bücher.test;, \"a b\"@x.test", StringComparison.Ordinal) + "\r\nx");

        Assert.Equal(["bob@example.test", "jürgen@bücher.test", "\"a b\"@x.test"], mail.Submission.Recipients);
    }

    [Theory]
    [InlineData(0, OutgoingProblem.None)]
    [InlineData(1, OutgoingProblem.InvalidMessage)]
    public void Given_a_head_of_the_largest_size_when_a_byte_is_added_then_it_is_refused(int more, OutgoingProblem problem)
    {
        var filler = OutgoingComposer.MaximumHeadBytes - Whole.Length - "X: \r\n".Length + more;

        Assert.Equal(problem, Problem($"X: {new string('x', filler)}\r\n{Whole}\r\nx"));
    }

    [Fact]
    public void Given_a_message_that_begins_a_thread_when_it_answers_then_the_threads_fields_are_put_in_where_they_lack()
    {
        var threading = new Threading("p@x", ["r@x", "p@x"], "Grüße", "AdxI");

        var bare = Compose(Whole + "\r\nx", threading);
        var own = Compose("In-Reply-To: <own@x>\r\nReferences: <own@x>\r\nThread-Topic: own\r\nThread-Index: own\r\n" + Whole + "\r\nx", threading);

        Assert.Equal(Whole + "In-Reply-To: <p@x>\r\nReferences: <r@x> <p@x>\r\nThread-Topic: =?utf-8?B?R3LDvMOfZQ==?=\r\nThread-Index: AdxI\r\n\r\nx", Text(bare.Copy));
        Assert.Equal("In-Reply-To: <own@x>\r\nReferences: <own@x>\r\nThread-Topic: own\r\nThread-Index: own\r\n" + Whole + "\r\nx", Text(own.Copy));
    }

    [Theory]
    [InlineData(50, 50, "r1@x")]
    [InlineData(51, 50, "r2@x")]
    public void Given_a_long_thread_when_an_answer_is_composed_then_the_first_and_the_latest_references_stay(int before, int after, string second)
    {
        var threading = new Threading(null, [.. Enumerable.Range(0, before).Select(n => $"r{n}@x")], "", "i");

        var references = MessageIds.Parse(Assert.Single(Fields(Compose(Whole + "\r\nx", threading).Copy, "References")), 100);

        Assert.Equal((after, "r0@x", second, $"r{before - 1}@x"), (references.Count, references[0], references[1], references[^1]));
    }

    [Fact]
    public void Given_a_draft_when_composed_then_its_date_is_now()
    {
        Assert.Equal(OutgoingProblem.None, Composer().TryCompose(Parse(Whole + "\r\nx"), Alice, null, isNow: true, out var mail));

        Assert.Equal("Sat, 28 Nov 2026 10:00:00 +0000", Assert.Single(Fields(mail!.Copy, "Date")));
    }

    [Theory]
    [InlineData("multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=s")]
    [InlineData("application/pkcs7-mime; smime-type=enveloped-data")]
    public void Given_a_signed_or_encrypted_message_when_composed_then_its_body_keeps_every_byte(string type)
    {
        const string Body = "--s\r\nContent-Type: text/plain\r\n\r\nsigned \t\n--s\r\n\r\nx\r\n--s--";

        var mail = Compose($"To: bob@example.test\r\nContent-Type: {type}\r\n\r\n{Body}");

        Assert.EndsWith($"\r\n\r\n{Body}", Text(mail.Submission.Message), StringComparison.Ordinal);
    }

    private static OutgoingComposer Composer() => new(new FakeTimeProvider(new(2026, 11, 28, 10, 0, 0, TimeSpan.Zero)), () => "id");

    private static ComposedMail Compose(string message, Threading? threading = null)
    {
        Assert.Equal(OutgoingProblem.None, Composer().TryCompose(Parse(message), Alice, threading, isNow: false, out var mail));
        return mail!;
    }

    private static OutgoingProblem Problem(string message) => Composer().TryCompose(Parse(message), Alice, null, isNow: false, out _);

    private static MimeMessage Parse(string message) => MimeParser.Parse(Encoding.UTF8.GetBytes(message), MimeLimits.Default);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    private static IEnumerable<string> Fields(ReadOnlyMemory<byte> message, string name) =>
        MimeParser.Parse(message, MimeLimits.Default).Root.Headers.Where(field => field.Name == name).Select(field => field.Text);
}
