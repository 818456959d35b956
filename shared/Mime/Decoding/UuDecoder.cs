namespace Carbonio.Cloud.Mime;

/// <summary>Uuencode: lines of a length character and groups of four, between <c>begin</c> and <c>end</c>.</summary>
/// <remarks>POSIX.1-2017, uuencode.</remarks>
internal sealed class UuDecoder : ITransferDecoder
{
    /// <summary>Characters of a line that are looked at: a length of 63 takes 85.</summary>
    private const int MaximumLineBytes = 128;

    private readonly byte[] line = new byte[MaximumLineBytes];
    private int length;
    private bool hasBegun;
    private bool hasEnded;

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<byte> encoded, Span<byte> output)
    {
        var written = 0;
        while (!encoded.IsEmpty && !hasEnded)
        {
            var end = encoded.IndexOfAny((byte)'\n', (byte)'\r');
            var part = end < 0 ? encoded : encoded[..end];
            var taken = Math.Min(part.Length, MaximumLineBytes - length);
            part[..taken].CopyTo(line.AsSpan(length));
            length += taken;
            if (end < 0)
            {
                break;
            }

            written += EndLine(output[written..]);
            encoded = encoded[(end + 1)..];
        }

        return written;
    }

    /// <inheritdoc/>
    public int Finish(Span<byte> output) => EndLine(output);

    private int EndLine(Span<byte> output)
    {
        var text = line.AsSpan(0, length);
        length = 0;
        if (!hasBegun)
        {
            hasBegun = text.StartsWith("begin "u8);
            return 0;
        }

        if (text.IsEmpty || text.TrimEnd(" \t"u8).SequenceEqual("end"u8))
        {
            hasEnded = text.Length > 0;
            return 0;
        }

        var bytes = Math.Min(Value(text[0]), (text.Length - 1) * 3 / 4);
        for (var i = 0; i < bytes; i++)
        {
            var group = text[(1 + (i / 3 * 4))..];
            var first = Value(group[i % 3]);
            var second = Value(group[(i % 3) + 1]);
            output[i] = (byte)((i % 3) switch
            {
                0 => (first << 2) | (second >> 4),
                1 => (first << 4) | (second >> 2),
                _ => (first << 6) | second,
            });
        }

        return bytes;
    }

    private static int Value(byte b) => (b - 0x20) & 0x3F;
}
