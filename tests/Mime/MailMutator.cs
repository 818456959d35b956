using System.Text;

namespace Carbonio.Cloud.Mime.Tests;

/// <summary>Breaks mails, the same way for the same seed.</summary>
internal sealed class MailMutator(IReadOnlyList<byte[]> corpus, Random random)
{
    /// <summary>Bytes that a mutated mail has at most, however often it is doubled.</summary>
    public const int MaximumBytes = 256 * 1024;

    private const int MaximumSteps = 12;
    private const int MaximumBlockBytes = 200;

    /// <summary>What parsers trip over.</summary>
    private static readonly string[] Fragments =
    [
        "--", "--m\r\n", "--m--\r\n", "--b\r\n", "--b--\r\n", "\r\n\r\n", "\r", "\n", "\0", "=", "=?", "?=", "=?utf-8?B?", "=?utf-8?Q?=", ";", "\"", "(", ")", "<", ">", ",", ":", "*0*=", "%", "'", "\\",
        "Content-Type: multipart/mixed; boundary=m\r\n", "Content-Type: multipart/mixed\r\n", "Content-Type: message/rfc822\r\n", "Content-Type: multipart/alternative; boundary=b\r\n",
        "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: quoted-printable\r\n", "Content-Transfer-Encoding: uuencode\r\n",
        "charset=iso-2022-kr", "charset=hz-gb-2312", "charset=utf-7", "charset=utf-16", "charset=utf-32", "charset=gb18030",
        "begin 644 x\r\n#0V%T\r\n`\r\nend\r\n", "begin 644 x\r\n", "<table><tr><td>", "<pre>", "<a href=x>", "<p hidden>", "<blockquote><ul><li>", "&#x110000;", "\u00ff\u00fe", "\u001b$B", "99999999999999999999",
    ];

    /// <summary>A broken form of one of the corpus' mails.</summary>
    public byte[] Next() => Mutate(corpus[random.Next(corpus.Count)]);

    /// <summary>A broken form of these bytes.</summary>
    public byte[] Mutate(byte[] bytes)
    {
        for (var i = random.Next(1, MaximumSteps); i > 0; i--)
        {
            var changed = Step(bytes);
            bytes = changed.Length <= MaximumBytes ? changed : changed[..MaximumBytes];
        }

        return bytes;
    }

    private byte[] Step(byte[] bytes)
    {
        var at = random.Next(bytes.Length + 1);
        switch (random.Next(9))
        {
            case 0 when at < bytes.Length:
                return [.. bytes[..at], (byte)(bytes[at] ^ (1 << random.Next(8))), .. bytes[(at + 1)..]];
            case 1 when at < bytes.Length:
                return [.. bytes[..at], (byte)random.Next(256), .. bytes[(at + 1)..]];
            case 2:
                return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(MaximumBlockBytes))..]];
            case 3: // a block twice
                return [.. bytes[..Math.Min(bytes.Length, at + random.Next(MaximumBlockBytes))], .. bytes[at..]];
            case 4: // two mails in one
                var other = corpus[random.Next(corpus.Count)];
                return [.. bytes[..at], .. other[random.Next(other.Length + 1)..]];
            case 5: // a line twice, or many times
                var (start, end) = LineAt(bytes, at);
                return [.. bytes[..start], .. Enumerable.Repeat(bytes[start..end], random.Next(2, 40)).SelectMany(line => line), .. bytes[end..]];
            case 6: // a boundary of its own, somewhere else
                return [.. bytes[..at], .. Boundary(bytes), .. bytes[at..]];
            case 7: // a number longer, shorter, or out of range
                return ChangeNumber(bytes);
            default:
                return [.. bytes[..at], .. Encoding.Latin1.GetBytes(Fragments[random.Next(Fragments.Length)]), .. bytes[at..]];
        }
    }

    private byte[] Boundary(byte[] bytes)
    {
        var at = bytes.AsSpan().IndexOf("\n--"u8);
        return at < 0 ? "\r\n--b--\r\n"u8.ToArray() : [.. "\r\n"u8, .. bytes[(at + 1)..LineAt(bytes, at + 1).End], .. random.Next(2) == 0 ? "\r\n"u8 : "--\r\n"u8];
    }

    private byte[] ChangeNumber(byte[] bytes)
    {
        var from = random.Next(bytes.Length + 1);
        var digit = bytes.AsSpan(from).IndexOfAnyInRange((byte)'0', (byte)'9');
        return digit < 0
            ? bytes
            : [.. bytes[..(from + digit)], .. Encoding.ASCII.GetBytes(random.NextInt64(-9, 1L << random.Next(1, 62)).ToString(null as IFormatProvider)), .. bytes[(from + digit + 1)..]];
    }

    private static (int Start, int End) LineAt(byte[] bytes, int position)
    {
        var start = bytes.AsSpan(0, position).LastIndexOf((byte)'\n') + 1;
        var length = bytes.AsSpan(position).IndexOf((byte)'\n');
        return (start, length < 0 ? bytes.Length : position + length + 1);
    }
}
