using System.Text;

namespace Carbonio.Cloud.Mime;

/// <summary>Decodes UTF-7, which the framework no longer does.</summary>
/// <remarks>RFC 2152. Only for showing old mail: the text is escaped like any other before it meets HTML.</remarks>
internal static class Utf7
{
    /// <summary>Bytes to text; bytes beyond ASCII and halves of surrogate pairs become U+FFFD.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        var isShifted = false;
        var isFirst = false;
        var bits = 0;
        var bitCount = 0;
        foreach (var b in bytes)
        {
            if (isShifted)
            {
                var value = Value(b);
                if (value >= 0)
                {
                    isFirst = false;
                    bits = (bits << 6) | value;
                    bitCount += 6;
                    if (bitCount >= 16)
                    {
                        bitCount -= 16;
                        text.Append((char)((bits >> bitCount) & 0xFFFF));
                        bits &= (1 << bitCount) - 1;
                    }

                    continue;
                }

                isShifted = false;
                if (b == '-')
                {
                    text.Append(isFirst ? "+" : string.Empty);
                    continue;
                }
            }

            if (b == '+')
            {
                (isShifted, isFirst, bits, bitCount) = (true, true, 0, 0);
            }
            else
            {
                text.Append(b < 0x80 ? (char)b : '\uFFFD');
            }
        }

        return Utf8Text.ReplaceLoneSurrogates(text.ToString());
    }

    private static int Value(byte b) => b switch
    {
        >= (byte)'A' and <= (byte)'Z' => b - 'A',
        >= (byte)'a' and <= (byte)'z' => b - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => b - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };
}
