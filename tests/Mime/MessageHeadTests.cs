using System.Text;
using Xunit;

namespace Carbonio.Cloud.Mime.Tests;

public sealed class MessageHeadTests
{
    [Fact]
    public void Given_a_plain_head_when_nothing_is_changed_then_the_message_has_its_bytes()
    {
        const string Source = "To: a@x,\r\n\tb@x\r\nSubject: =?utf-8?Q?=C3=BC?=\r\nX-Odd:no blank\r\n\r\nbody\nwith its own ends\r";

        Assert.Equal(Source, Written(Head(Source, out var body).With(body)));
    }

    [Fact]
    public void Given_a_field_that_stands_twice_folded_and_in_odd_case_when_removed_then_nothing_of_it_is_left()
    {
        var head = Head("To: a@x\r\nBcc: b@x,\r\n c@x\r\nSubject: s\r\nBCC : d@x\r\n\r\n", out _);

        head.Remove(name => name.Equals("Bcc", StringComparison.OrdinalIgnoreCase));

        Assert.Equal("To: a@x\r\nSubject: s\r\n\r\n", Written(head.With(default)));
    }

    [Theory]
    [InlineData("Subject: s\rBcc: b@x\r\n\r\n", "Subject: s\r\nBcc: b@x\r\n\r\n")]
    [InlineData("Subject: s\nBcc: b@x\n\n", "Subject: s\r\nBcc: b@x\r\n\r\n")]
    [InlineData("Subject: s\r\n \t\r\n t\r\nBcc: b@x\r\n\r\n", "Subject: s\r\n t\r\nBcc: b@x\r\n\r\n")]
    [InlineData("Subject: s", "Subject: s\r\n\r\n")]
    [InlineData("From bob Sat Nov 28\r\nSubject: s\r\n\r\n", "Subject: s\r\n\r\n")]
    public void Given_lines_that_readers_understand_differently_when_written_then_there_is_one_way_to_read_them(string source, string written) =>
        Assert.Equal(written, Written(Head(source, out var body).With(body)));

    [Fact]
    public void Given_a_value_longer_than_the_parser_keeps_when_read_then_all_of_it_is_there()
    {
        var addresses = string.Join(",\r\n ", Enumerable.Range(0, 10_000).Select(n => $"recipient{n}@example.test"));

        var head = Head($"To: {addresses}\r\n\r\n", out _);

        Assert.EndsWith("recipient9999@example.test", head.Text("To")!);
    }

    [Theory]
    [InlineData("x\r\nBcc: evil@x")]
    [InlineData("x\nBcc: evil@x")]
    [InlineData("x\rBcc: evil@x")]
    public void Given_a_line_break_in_a_value_when_put_in_then_it_brings_no_field(string value)
    {
        var head = Head("A: b\r\n\r\n", out _);

        head.PutText("Thread-Topic", value);
        head.Put("Thread-Index", value);
        head.PutIds("In-Reply-To", [value]);
        head.PutAddresses("From", [new(value, "a@x"), new("", $"b@x{value}")]);

        var again = MimeParser.Parse(head.With(default), MimeLimits.Default).Root.Headers;
        Assert.Equal(["A", "Thread-Topic", "Thread-Index", "In-Reply-To", "From"], again.Select(field => field.Name));
    }

    [Fact]
    public void Given_several_fields_of_one_name_when_only_the_first_stays_then_the_others_are_gone()
    {
        var head = Head("From: a@x\r\nTo: t@x\r\nfrom: b@x\r\n\r\n", out _);

        head.KeepFirst("From");

        Assert.Equal(["a@x"], head.Texts("From"));
        Assert.True(head.Has("To"));
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public void Given_a_mail_of_the_corpus_when_written_anew_then_the_parser_sees_the_same_fields_and_body(string name)
    {
        var source = File.ReadAllBytes(Path.Combine(CorpusTests.Folder, name));
        var before = MimeParser.Parse(source, MimeLimits.Default);

        var after = MimeParser.Parse(MessageHead.Of(source, before.Root).With(source.AsSpan(before.Root.BodyOffset)), MimeLimits.Default);

        Assert.Equal(Fields(before), Fields(after));
        Assert.Equal(source[before.Root.BodyOffset..], after.Source[after.Root.BodyOffset..].ToArray());
    }

    public static TheoryData<string> Mails => CorpusTests.Mails;

    // A line of blanks within a field leaves one blank less.
    private static IEnumerable<(string, string)> Fields(MimeMessage message) =>
        message.Root.Headers.Select(field => (field.Name, string.Join(' ', field.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))));

    private static MessageHead Head(string source, out byte[] body)
    {
        var bytes = Encoding.Latin1.GetBytes(source);
        var message = MimeParser.Parse(bytes, MimeLimits.Default);
        body = bytes[message.Root.BodyOffset..];
        return MessageHead.Of(bytes, message.Root);
    }

    private static string Written(ReadOnlyMemory<byte> bytes) => Encoding.Latin1.GetString(bytes.Span);
}
