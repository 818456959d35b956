using System.Buffers.Binary;

namespace Carbonio.Cloud.EasClient;

/// <summary>The parts of an ItemOperations answer in multipart form: the first is WBXML, the others are data.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.10.1 MultiPartResponse.</remarks>
public static class MultipartBody
{
    /// <summary>Cuts a body into its parts.</summary>
    /// <exception cref="EasViolationException">Parts that overlap, leave a gap, or end beyond the body.</exception>
    public static IReadOnlyList<byte[]> Read(byte[] body)
    {
        var count = Number(body, 0);
        if (count < 1 || 4 + ((long)count * 8) > body.Length)
        {
            throw new EasViolationException($"A multipart answer of {body.Length} bytes with {count} parts.");
        }

        var parts = new List<byte[]>();
        var expected = 4 + (count * 8);
        for (var index = 0; index < count; index++)
        {
            var offset = Number(body, 4 + (index * 8));
            var length = Number(body, 8 + (index * 8));
            if (offset != expected || length < 0 || length > body.Length - offset)
            {
                throw new EasViolationException($"Part {index} is said to be {length} bytes at {offset}, expected at {expected} of {body.Length}.");
            }

            parts.Add(body[offset..(offset + length)]);
            expected += length;
        }

        return expected == body.Length
            ? parts
            : throw new EasViolationException($"{body.Length - expected} bytes follow the last part.");
    }

    private static int Number(byte[] body, int offset) =>
        offset + 4 <= body.Length
            ? BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(offset))
            : throw new EasViolationException("A multipart answer that ends within its table.");
}
