using System.Buffers;
using System.Text;
using Xunit;

namespace Carbonio.Cloud.Mime.Tests;

public sealed class PartDecoderTests
{
    [Theory]
    [InlineData("aGVsbG8=", "hello")]
    [InlineData("aGVsbG8", "hello")]
    [InlineData("aGVs\r\nbG8=\r\n", "hello")]
    [InlineData("a G\tV-s!b#G8=", "hello")]
    [InlineData("aGU=bGxv", "hello")] // two encoded pieces in a row
    [InlineData("aGVsbG8====", "hello")]
    [InlineData("aGVsbG8=A", "hello")] // a lone character is no byte
    [InlineData("====", "")]
    [InlineData("", "")]
    public void Given_base64_when_decoded_then_junk_does_not_matter(string encoded, string expected) =>
        AssertDecodes(TransferEncoding.Base64, encoded, expected);

    [Theory]
    [InlineData("a=3Db", "a=b")]
    [InlineData("=c3=BC", "ü")]
    [InlineData("soft=\r\nbreak", "softbreak")]
    [InlineData("soft=\nbreak", "softbreak")]
    [InlineData("soft= \t\r\nbreak", "softbreak")]
    [InlineData("end \t \r\nnext", "end\r\nnext")]
    [InlineData("in  side", "in  side")]
    [InlineData("kept=20\r\n", "kept \r\n")]
    [InlineData("bad=ZZ", "bad=ZZ")]
    [InlineData("bad=4", "bad=4")]
    [InlineData("bad=4x", "bad=4x")]
    [InlineData("bad= x", "bad= x")]
    [InlineData("==41", "=A")]
    [InlineData("cut=", "cut")]
    [InlineData("cut   ", "cut")]
    public void Given_quoted_printable_when_decoded_then_what_is_no_escape_stays(string encoded, string expected) =>
        AssertDecodes(TransferEncoding.QuotedPrintable, encoded, expected);

    [Theory]
    [InlineData("begin 644 cat.txt\n#0V%T\n`\nend\n", "Cat")]
    [InlineData("preface\r\nbegin 644 cat.txt\r\n#0V%T\r\n`\r\nend\r\nafter\r\n", "Cat")]
    [InlineData("begin 644 x\n#0V%T", "Cat")]
    [InlineData("begin 644 x\n#0V\n", "C")] // line cut short
    [InlineData("#0V%T\n", "")]
    public void Given_uuencode_when_decoded_then_what_is_between_begin_and_end_counts(string encoded, string expected) =>
        AssertDecodes(TransferEncoding.UuEncode, encoded, expected);

    [Theory]
    [InlineData(TransferEncoding.SevenBit)]
    [InlineData(TransferEncoding.EightBit)]
    [InlineData(TransferEncoding.Binary)]
    [InlineData(TransferEncoding.Unknown)]
    public void Given_an_identity_encoding_when_decoded_then_the_bytes_stay(TransferEncoding encoding) =>
        AssertDecodes(encoding, "a=3D\r\n  ", "a=3D\r\n  ");

    [Theory]
    [InlineData(null, TransferEncoding.SevenBit)]
    [InlineData("7BIT", TransferEncoding.SevenBit)]
    [InlineData("8bit (comment)", TransferEncoding.EightBit)]
    [InlineData("binary", TransferEncoding.Binary)]
    [InlineData("Quoted-Printable", TransferEncoding.QuotedPrintable)]
    [InlineData("\"base64\";", TransferEncoding.Base64)]
    [InlineData("x-uue", TransferEncoding.UuEncode)]
    [InlineData("x-magic", TransferEncoding.Unknown)]
    public void Given_a_field_when_parsed_then_the_encoding_is_known_by_its_names(string? text, TransferEncoding expected) =>
        Assert.Equal(expected, TransferEncodings.Parse(text));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(6)]
    public void Given_a_limit_when_decoded_then_it_stops_there(int maximum) =>
        Assert.Equal("hello"[..Math.Min(5, maximum)], Encoding.ASCII.GetString(PartDecoder.Decode("aGVsbG8="u8.ToArray(), TransferEncoding.Base64, maximum).Span));

    [Fact]
    public void Given_an_attachment_of_25_MB_when_decoded_in_chunks_then_memory_stays_at_a_chunk()
    {
        var encoded = new byte[25 * 1024 * 1024];
        encoded.AsSpan().Fill((byte)'A');
        var output = new CountingWriter();
        var decoder = new PartDecoder(TransferEncoding.Base64);

        decoder.Decode(encoded, output);
        decoder.Finish(output);

        Assert.Equal(encoded.Length / 4 * 3, output.Total);
        Assert.InRange(output.LargestRequest, 1, 32 * 1024);
    }

    [Theory]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    public void Given_a_run_of_spaces_when_the_line_goes_on_then_none_is_lost(int spaces) =>
        AssertDecodes(TransferEncoding.QuotedPrintable, "a" + new string(' ', spaces) + "b", "a" + new string(' ', spaces) + "b");

    private static void AssertDecodes(TransferEncoding encoding, string encoded, string expected)
    {
        var bytes = Encoding.ASCII.GetBytes(encoded);
        Assert.Equal(expected, Encoding.UTF8.GetString(PartDecoder.Decode(bytes, encoding, int.MaxValue).Span));
        Assert.Equal(Encoding.UTF8.GetByteCount(expected), PartDecoder.Measure(bytes, encoding));

        var output = new ArrayBufferWriter<byte>();
        var decoder = new PartDecoder(encoding);
        foreach (var b in bytes)
        {
            decoder.Decode([b], output);
        }

        decoder.Finish(output);
        Assert.Equal(expected, Encoding.UTF8.GetString(output.WrittenSpan));
    }

    private sealed class CountingWriter : IBufferWriter<byte>
    {
        private byte[] buffer = [];

        public long Total { get; private set; }

        public int LargestRequest { get; private set; }

        public void Advance(int count) => Total += count;

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            LargestRequest = Math.Max(LargestRequest, sizeHint);
            buffer = buffer.Length >= sizeHint ? buffer : new byte[sizeHint];
            return buffer;
        }

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
    }
}
