using System.Buffers;
using System.Buffers.Text;

namespace Carbonio.Cloud.Mime;

/// <summary>Base64 as mail has it: line breaks, spaces and junk are skipped, padding may be missing or stand between two encoded pieces.</summary>
/// <remarks>RFC 2045, 6.8: characters outside the alphabet are ignored.</remarks>
internal sealed class Base64BodyDecoder : ITransferDecoder
{
    private static readonly SearchValues<byte> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);
    private static readonly SearchValues<byte> AlphabetAndBreaks = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/\r\n"u8);

    private readonly byte[] quantum = new byte[4];
    private int held;

    /// <summary>The decoded length of clean base64: nothing but the alphabet and line breaks, padding at the end only.</summary>
    public static bool TryMeasure(ReadOnlySpan<byte> encoded, out int decodedBytes)
    {
        var data = encoded.TrimEnd("\r\n="u8);
        decodedBytes = 0;
        if (data.ContainsAnyExcept(AlphabetAndBreaks))
        {
            return false;
        }

        var characters = data.Length - data.Count((byte)'\n') - data.Count((byte)'\r');
        decodedBytes = (characters / 4 * 3) + (characters % 4 * 3 / 4);
        return true;
    }

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<byte> encoded, Span<byte> output)
    {
        var written = 0;
        while (!encoded.IsEmpty)
        {
            var run = encoded.IndexOfAnyExcept(Alphabet);
            run = run < 0 ? encoded.Length : run;
            if (run == 0)
            {
                written += encoded[0] == (byte)'=' ? Flush(output[written..]) : 0;
                encoded = encoded[1..];
                continue;
            }

            written += DecodeRun(encoded[..run], output[written..]);
            encoded = encoded[run..];
        }

        return written;
    }

    /// <inheritdoc/>
    public int Finish(Span<byte> output) => Flush(output);

    private int DecodeRun(ReadOnlySpan<byte> run, Span<byte> output)
    {
        var written = 0;
        while (held > 0 && !run.IsEmpty)
        {
            quantum[held++] = run[0];
            run = run[1..];
            if (held == 4)
            {
                Base64.DecodeFromUtf8(quantum, output, out _, out written);
                held = 0;
            }
        }

        Base64.DecodeFromUtf8(run[..(run.Length & ~3)], output[written..], out _, out var bulk);
        foreach (var b in run[(run.Length & ~3)..])
        {
            quantum[held++] = b;
        }

        return written + bulk;
    }

    /// <summary>Ends a piece: two characters are one byte, three are two, one alone is none.</summary>
    private int Flush(Span<byte> output)
    {
        var bytes = held * 3 / 4;
        if (bytes > 0)
        {
            Span<byte> whole = stackalloc byte[3];
            quantum.AsSpan(held).Fill((byte)'A');
            Base64.DecodeFromUtf8(quantum, whole, out _, out _);
            whole[..bytes].CopyTo(output);
        }

        held = 0;
        return bytes;
    }
}
