using System.Text;
using Xunit;

namespace Carbonio.Cloud.Mime.Tests;

public sealed class MimeLimitsTests
{
    [Theory]
    [InlineData(MimeLimits.DefaultMaximumDepth - 1, false)]
    [InlineData(MimeLimits.DefaultMaximumDepth, false)]
    [InlineData(MimeLimits.DefaultMaximumDepth + 1, true)]
    [InlineData(200, true)]
    public void Given_nested_multiparts_when_parsed_then_the_depth_limit_closes_the_innermost(int levels, bool limitReached)
    {
        var mail = new StringBuilder();
        for (var i = 1; i < levels; i++)
        {
            mail.Append($"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n");
        }

        var message = Mail.Parse(mail + "Content-Type: text/plain\n\nx\n");

        Assert.Equal(limitReached, message.LimitReached);
        Assert.Equal(Math.Min(levels, MimeLimits.DefaultMaximumDepth), Depth(message.Root));
    }

    [Fact]
    public void Given_messages_within_messages_when_parsed_then_the_depth_limit_holds_for_them_too()
    {
        var message = Mail.Parse(string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\n\n", 100_000)));

        Assert.True(message.LimitReached);
        Assert.Equal(MimeLimits.DefaultMaximumDepth, Depth(message.Root));
    }

    [Theory]
    [InlineData(MimeLimits.DefaultMaximumParts - 2, false)]
    [InlineData(MimeLimits.DefaultMaximumParts - 1, false)]
    [InlineData(MimeLimits.DefaultMaximumParts, true)]
    [InlineData(100_000, true)]
    public void Given_many_parts_when_parsed_then_what_is_beyond_the_limit_is_one_opaque_part(int parts, bool limitReached)
    {
        var message = Mail.Parse("Content-Type: multipart/mixed; boundary=b\n\n" + string.Concat(Enumerable.Repeat("--b\n\nx\n", parts)) + "--b--\n");

        Assert.Equal(limitReached, message.LimitReached);
        Assert.Equal(Math.Min(parts, MimeLimits.DefaultMaximumParts), message.Root.Children.Count);
        Assert.Equal(limitReached, message.Root.Children[^1].IsOpaque);
    }

    [Theory]
    [InlineData(MimeLimits.DefaultMaximumHeaders - 1, false)]
    [InlineData(MimeLimits.DefaultMaximumHeaders, false)]
    [InlineData(MimeLimits.DefaultMaximumHeaders + 1, true)]
    public void Given_many_headers_when_parsed_then_the_first_are_kept(int count, bool limitReached)
    {
        var message = Mail.Parse(string.Concat(Enumerable.Repeat("X-A: b\n", count)) + "\nbody");

        Assert.Equal(limitReached, message.LimitReached);
        Assert.Equal(Math.Min(count, MimeLimits.DefaultMaximumHeaders), message.Root.Headers.Count);
        Assert.Equal("body", message.Body(message.Root));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Given_a_long_header_value_when_parsed_then_it_is_cut_at_the_limit(int beyond, bool limitReached)
    {
        var value = new string('x', MimeLimits.DefaultMaximumHeaderValueBytes + beyond);
        var message = Mail.Parse($"A:{value}\n\nbody");

        Assert.Equal(limitReached, message.LimitReached);
        Assert.Equal(Math.Min(value.Length, MimeLimits.DefaultMaximumHeaderValueBytes), message.Root.Headers[0].RawValue.Length);
        Assert.Equal("body", message.Body(message.Root));
    }

    [Theory]
    [InlineData(99, 2)]
    [InlineData(100, 2)]
    [InlineData(101, 2)]
    [InlineData(102, 1)]
    public void Given_a_long_header_block_when_parsed_then_fields_that_start_beyond_the_limit_are_dropped(int firstLineLength, int kept)
    {
        var limits = MimeLimits.Default with { MaximumHeaderBytes = 104 };
        var message = MimeParser.Parse(Mail.Bytes($"A:{new string('x', firstLineLength - 2)}\nB: y\n\nbody"), limits);

        Assert.Equal(kept, message.Root.Headers.Count);
        Assert.Equal(kept < 2, message.LimitReached);
        Assert.Equal("body", message.Body(message.Root));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Given_a_long_boundary_when_parsed_then_beyond_the_limit_the_multipart_is_opaque(int beyond, bool isOpaque)
    {
        var boundary = new string('b', MimeLimits.DefaultMaximumBoundaryBytes + beyond);
        var message = Mail.Parse($"Content-Type: multipart/mixed; boundary={boundary}\n\n--{boundary}\n\nx\n--{boundary}--\n");

        Assert.Equal((isOpaque, isOpaque), (message.LimitReached, message.Root.IsOpaque));
        Assert.Equal(isOpaque ? 0 : 1, message.Root.Children.Count);
    }

    public static TheoryData<string> Bombs => ["header-block", "endless-header", "endless-line", "hyphens", "hyphen-lines", "boundary-prefixes", "comments", "encoded-words", "parameters", "blank-boundary", "word-starts", "word-charsets", "uu-begins", "uu-lines", "guessed-boundaries", "to-fields", "address-starts", "latin-as-utf8", "html-tags", "links", "links-of-a-line"];

    /// <summary>16 MB each. Quadratic work would take hours, so a guard of seconds needs no exact clock.</summary>
    [Theory(Timeout = 30_000), MemberData(nameof(Bombs))]
    public async Task Given_a_bomb_when_parsed_laid_out_and_summed_up_then_the_work_stays_linear(string kind)
    {
        var source = Encoding.Latin1.GetBytes(Bomb(kind, 16 * 1024 * 1024));
        await Task.Run(
            () =>
            {
                var message = MimeParser.Parse(source, MimeLimits.Default);
                var layout = MessageLayout.From(message);
                MessageSummary.Of(message, layout);
                Assert.InRange(MessageBody.ReadPreview(layout, MessageBody.In(source), 255).Length, 0, 255);
                Assert.InRange(MessageBody.ReadText(layout, MessageBody.In(source), 4 * 1024 * 1024).Length, 0, 5 * 1024 * 1024);
                Assert.InRange(MessageBody.MeasureHtml(layout, MessageBody.In(source), 4 * 1024 * 1024), 0, 64 * 1024 * 1024);
            },
            TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Given_a_mail_of_25_MB_when_parsed_then_hardly_anything_is_allocated()
    {
        var source = new byte[25 * 1024 * 1024];
        source.AsSpan().Fill((byte)'A');
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Transfer-Encoding: base64\r\n\r\n"u8.CopyTo(source);
        MessageLayout.From(MimeParser.Parse(source.AsMemory(0, 1024), MimeLimits.Default));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var layout = MessageLayout.From(MimeParser.Parse(source, MimeLimits.Default));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(Assert.Single(layout.Parts).DecodedLength, 19_000_000, 20_000_000);
        Assert.InRange(allocated, 0, 64 * 1024);
    }

    private static int Depth(MimeEntity entity)
    {
        var depth = 1;
        for (; entity.Children.Count > 0; entity = entity.Children[0])
        {
            depth++;
        }

        return depth;
    }

    private static string Bomb(string kind, int length) => kind switch
    {
        "header-block" => Fill("X-Spam: 1\r\n", length),
        "endless-header" => "Subject: " + Fill("x", length),
        "endless-line" => Nested(31) + Fill("x", length),
        "hyphens" => Nested(31) + Fill("-", length),
        "hyphen-lines" => Nested(31) + Fill("--\r\n", length),
        "boundary-prefixes" => Nested(31) + Fill("--" + new string('b', 200) + "\r\n", length),
        "comments" => "From: " + Fill("(", length / 2) + "\r\nTo: " + Fill("\"\\", length / 2) + "\r\n\r\n",
        "encoded-words" => "Subject: " + Fill("=?a?Q?", length) + "\r\n\r\n",
        "parameters" => "Content-Type: multipart/mixed; " + Fill("a*1*=b;", length) + "\r\n\r\n",
        "word-starts" => "Subject: " + Fill("=?", length) + "\r\n\r\n",
        "word-charsets" => "Subject: " + Fill("=?x?B?AAAA?= =?y?Q?a?= ", length) + "\r\n\r\n",
        "uu-begins" => "\r\n" + Fill("begin 644 x\r\n", length),
        "uu-lines" => "\r\nbegin 644 x\r\n" + Fill("#0V%T\r\n", length),
        "guessed-boundaries" => "Content-Type: multipart/mixed\r\n\r\n" + Fill("--x\r\nContent-Type: multipart/mixed\r\n\r\n", length),
        "to-fields" => Fill("To: a@x, b@x\r\n", length),
        "address-starts" => "To: " + Fill("<\"(", length) + "\r\n\r\n",
        "latin-as-utf8" => "Content-Type: text/plain; charset=utf-8\r\n\r\n" + Fill("\u00ff ", length),
        "html-tags" => "Content-Type: text/html\r\n\r\n" + Fill("<p style=display:none><td><li>", length),
        "links" => "\r\n" + Fill("http://", length),
        "links-of-a-line" => "\r\n" + Fill("http://a ", length),
        _ => "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b" + Fill(" ", length),
    };

    private static string Nested(int levels) =>
        string.Concat(Enumerable.Range(0, levels).Select(i => $"Content-Type: multipart/mixed; boundary={new string('b', 200)}{i}\r\n\r\n--{new string('b', 200)}{i}\r\n")) + "\r\n";

    private static string Fill(string piece, int length) => new StringBuilder(length + piece.Length).Insert(0, piece, length / piece.Length).ToString();
}
