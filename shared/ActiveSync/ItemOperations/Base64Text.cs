using System.Buffers;
using System.Buffers.Text;
using Carbonio.Cloud.ActiveSync.Content;

namespace Carbonio.Cloud.ActiveSync.ItemOperations;

/// <summary>Writes bytes that come in pieces as base64 into an element.</summary>
internal sealed class Base64Text(DataText text) : IDisposable
{
    private const int GroupBytes = 3;
    private const int PieceBytes = 48 * 1024; // whole groups
    private const int PieceCharacters = PieceBytes / GroupBytes * 4;

    private readonly byte[] encoded = ArrayPool<byte>.Shared.Rent(PieceCharacters);
    private readonly byte[] rest = new byte[GroupBytes];
    private int restCount;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (restCount > 0 && restCount < GroupBytes && !bytes.IsEmpty)
        {
            rest[restCount++] = bytes[0];
            bytes = bytes[1..];
        }

        if (restCount == GroupBytes)
        {
            Encode(rest);
            restCount = 0;
        }

        var groups = bytes.Length - (bytes.Length % GroupBytes);
        for (var at = 0; at < groups; at += PieceBytes)
        {
            Encode(bytes[at..Math.Min(groups, at + PieceBytes)]);
        }

        foreach (var b in bytes[groups..])
        {
            rest[restCount++] = b;
        }
    }

    /// <summary>Writes the last group.</summary>
    public void Finish()
    {
        Encode(rest.AsSpan(0, restCount));
        restCount = 0;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(encoded);

    private void Encode(ReadOnlySpan<byte> bytes)
    {
        Base64.EncodeToUtf8(bytes, encoded, out _, out var written);
        text.Append(encoded.AsSpan(0, written));
    }
}
