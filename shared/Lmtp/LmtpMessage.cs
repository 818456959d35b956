using System.Security.Cryptography;

namespace Carbonio.Cloud.Lmtp;

/// <summary>A message as it was received.</summary>
/// <param name="Sender">The envelope sender without brackets; empty for the null sender.</param>
/// <param name="Bytes">The message to keep: the lines put in front, then what was sent, byte for byte, without doubled dots.</param>
/// <param name="TraceBytes">How many bytes of it were put in front.</param>
public sealed record LmtpMessage(string Sender, ReadOnlyMemory<byte> Bytes, int TraceBytes)
{
    private readonly Lazy<string?> repeatKey = new(() => FindRepeatKey(Bytes[TraceBytes..].Span));

    /// <summary>
    /// What the same message has when it is sent again because an answer was lost: a hash of what was sent. Null when nothing
    /// says that two equal messages are one: without a Received field no mail server has given it a queue id and a time.
    /// </summary>
    public string? RepeatKey => repeatKey.Value;

    private static string? FindRepeatKey(ReadOnlySpan<byte> sent) =>
        HasReceivedField(sent) ? Convert.ToHexStringLower(SHA256.HashData(sent)) : null;

    private static bool HasReceivedField(ReadOnlySpan<byte> sent)
    {
        while (!sent.IsEmpty)
        {
            var end = sent.IndexOf((byte)'\n');
            var line = end < 0 ? sent : sent[..end];
            if (line.IsEmpty || line is [(byte)'\r'])
            {
                return false; // the header is over
            }

            if (line.Length > "Received:"u8.Length && System.Text.Ascii.EqualsIgnoreCase(line[.."Received:"u8.Length], "Received:"u8))
            {
                return true;
            }

            sent = end < 0 ? [] : sent[(end + 1)..];
        }

        return false;
    }
}
