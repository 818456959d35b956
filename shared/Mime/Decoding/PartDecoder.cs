using System.Buffers;

namespace Carbonio.Cloud.Mime;

/// <summary>Decodes a body chunk by chunk, so that an attachment is never held whole. Any bytes decode to something.</summary>
/// <remarks>RFC 2045, 6. One decoder for one body; not for several threads.</remarks>
public sealed class PartDecoder
{
    private const int ChunkBytes = 16 * 1024;

    private readonly ITransferDecoder? decoder;

    /// <summary>Starts at the beginning of a body.</summary>
    public PartDecoder(TransferEncoding encoding) => decoder = encoding switch
    {
        TransferEncoding.Base64 => new Base64BodyDecoder(),
        TransferEncoding.QuotedPrintable => new QuotedPrintableDecoder(),
        TransferEncoding.UuEncode => new UuDecoder(),
        _ => null,
    };

    /// <summary>Decodes the next chunk, of any size.</summary>
    public void Decode(ReadOnlySpan<byte> encoded, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        while (!encoded.IsEmpty)
        {
            var chunk = encoded[..Math.Min(encoded.Length, ChunkBytes)];
            if (decoder is null)
            {
                output.Write(chunk);
            }
            else
            {
                // No encoding gives more bytes than it takes, but for what was held back before.
                var target = output.GetSpan(chunk.Length + ITransferDecoder.MaximumHeldBytes);
                output.Advance(decoder.Decode(chunk, target));
            }

            encoded = encoded[chunk.Length..];
        }
    }

    /// <summary>Gives what was held back for a next chunk that doesn't come.</summary>
    public void Finish(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (decoder is not null)
        {
            output.Advance(decoder.Finish(output.GetSpan(ITransferDecoder.MaximumHeldBytes)));
        }
    }

    /// <summary>Decodes a body that is in memory, up to a number of decoded bytes.</summary>
    /// <returns>A copy, or a slice of <paramref name="encoded"/> when the encoding is an identity.</returns>
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> encoded, TransferEncoding encoding, int maximumDecodedBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximumDecodedBytes);
        if (encoding.IsIdentity())
        {
            return encoded[..Math.Min(encoded.Length, maximumDecodedBytes)];
        }

        var output = new ArrayBufferWriter<byte>(Math.Max(1, Math.Min(encoded.Length, maximumDecodedBytes)));
        var decoder = new PartDecoder(encoding);
        for (var position = 0; position < encoded.Length && output.WrittenCount < maximumDecodedBytes; position += ChunkBytes)
        {
            decoder.Decode(encoded.Span[position..Math.Min(encoded.Length, position + ChunkBytes)], output);
        }

        decoder.Finish(output);
        return output.WrittenMemory[..Math.Min(output.WrittenCount, maximumDecodedBytes)];
    }

    /// <summary>Counts the decoded bytes of a body without keeping them.</summary>
    public static int Measure(ReadOnlySpan<byte> encoded, TransferEncoding encoding)
    {
        if (encoding.IsIdentity())
        {
            return encoded.Length;
        }

        if (encoding == TransferEncoding.Base64 && Base64BodyDecoder.TryMeasure(encoded, out var exact))
        {
            return exact;
        }

        var decoder = new PartDecoder(encoding).decoder!;
        var scratch = ArrayPool<byte>.Shared.Rent(ChunkBytes + ITransferDecoder.MaximumHeldBytes);
        var total = 0;
        while (!encoded.IsEmpty)
        {
            var chunk = encoded[..Math.Min(encoded.Length, ChunkBytes)];
            total += decoder.Decode(chunk, scratch);
            encoded = encoded[chunk.Length..];
        }

        total += decoder.Finish(scratch);
        ArrayPool<byte>.Shared.Return(scratch);
        return total;
    }
}
