using System.Buffers;

namespace Carbonio.Cloud.Mime;

/// <summary>Quoted-printable as mail has it: what is no valid escape stays as it is.</summary>
/// <remarks>RFC 2045, 6.7. White space at the end of a line was added in transport and is dropped (rule 3).</remarks>
internal sealed class QuotedPrintableDecoder : ITransferDecoder
{
    /// <summary>White space held back until it is known whether the line ends. RFC 2045 lines have 76 characters; beyond this it is taken as text.</summary>
    private const int MaximumSpaceBytes = 512;

    private static readonly SearchValues<byte> Special = SearchValues.Create("= \t\r\n"u8);

    private readonly byte[] space = new byte[MaximumSpaceBytes];
    private int spaces;
    private State state;
    private byte firstDigit;

    private enum State
    {
        /// <summary>Plain text, perhaps after held white space.</summary>
        Text,

        /// <summary>After an equals sign, perhaps with held white space behind it.</summary>
        Escape,

        /// <summary>After an equals sign and one hexadecimal digit.</summary>
        Digit,

        /// <summary>After a soft break's CR, whose LF belongs to it.</summary>
        SoftBreak,
    }

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<byte> encoded, Span<byte> output)
    {
        var written = 0;
        for (var i = 0; i < encoded.Length;)
        {
            if (state == State.Text)
            {
                var run = encoded[i..].IndexOfAny(Special);
                run = run < 0 ? encoded.Length - i : run;
                if (run > 0)
                {
                    written += ReleaseSpace(output[written..]);
                    encoded.Slice(i, run).CopyTo(output[written..]);
                    written += run;
                    i += run;
                    continue;
                }
            }

            written += Step(encoded[i], output[written..], out var isConsumed);
            i += isConsumed ? 1 : 0;
        }

        return written;
    }

    /// <inheritdoc/>
    public int Finish(Span<byte> output)
    {
        var written = 0;
        if (state == State.Digit)
        {
            output[written++] = (byte)'=';
            output[written++] = firstDigit;
        }

        // An equals sign at the very end is a soft break whose line break was cut off; white space there is no text either.
        spaces = 0;
        state = State.Text;
        return written;
    }

    /// <summary>Takes one byte, or leaves it for the state that it leads to.</summary>
    private int Step(byte b, Span<byte> output, out bool isConsumed)
    {
        isConsumed = true;
        switch (state)
        {
            case State.Text:
                return StepText(b, output);
            case State.Escape when spaces == 0 && char.IsAsciiHexDigit((char)b):
                firstDigit = b;
                state = State.Digit;
                return 0;
            case State.Escape when b is (byte)' ' or (byte)'\t':
                return Hold(b, output);
            case State.Escape when b is (byte)'\r' or (byte)'\n':
                spaces = 0;
                state = b == '\r' ? State.SoftBreak : State.Text;
                return 0;
            case State.Escape:
                state = State.Text;
                isConsumed = false;
                output[0] = (byte)'=';
                return 1 + ReleaseSpace(output[1..]);
            case State.Digit when char.IsAsciiHexDigit((char)b):
                state = State.Text;
                output[0] = (byte)((Hex(firstDigit) << 4) | Hex(b));
                return 1;
            case State.Digit:
                state = State.Text;
                isConsumed = false;
                output[0] = (byte)'=';
                output[1] = firstDigit;
                return 2;
            default:
                state = State.Text;
                isConsumed = b == '\n';
                return 0;
        }
    }

    private int StepText(byte b, Span<byte> output)
    {
        switch (b)
        {
            case (byte)'=':
                var released = ReleaseSpace(output);
                state = State.Escape;
                return released;
            case (byte)' ' or (byte)'\t':
                return Hold(b, output);
            default:
                spaces = 0;
                output[0] = b;
                return 1;
        }
    }

    private int Hold(byte b, Span<byte> output)
    {
        if (spaces < MaximumSpaceBytes)
        {
            space[spaces++] = b;
            return 0;
        }

        var prefix = 0;
        if (state == State.Escape)
        {
            state = State.Text;
            output[prefix++] = (byte)'=';
        }

        var released = ReleaseSpace(output[prefix..]);
        space[spaces++] = b;
        return prefix + released;
    }

    private int ReleaseSpace(Span<byte> output)
    {
        space.AsSpan(0, spaces).CopyTo(output);
        var released = spaces;
        spaces = 0;
        return released;
    }

    private static int Hex(byte b) => char.IsAsciiDigit((char)b) ? b - '0' : (b | 0x20) - 'a' + 10;
}
