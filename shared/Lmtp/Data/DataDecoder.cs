namespace Carbonio.Cloud.Lmtp.Data;

/// <summary>
/// Takes the dots away that the client put in front of lines, and finds the end of a message. Lines end with CR LF and nothing
/// else: a CR or LF alone is content, so that no content can be taken for the end by one server and not by the next.
/// </summary>
/// <remarks>[RFC 5321] 4.5.2 Transparency, 2.3.8 Lines.</remarks>
internal sealed class DataDecoder
{
    private State state = State.LineStart;

    private enum State
    {
        LineStart,
        Text,
        Cr,
        Dot,
        DotCr,
    }

    /// <summary>Decodes what came.</summary>
    /// <param name="bytes">Any part of what the client sends.</param>
    /// <param name="message">Where the content goes.</param>
    /// <param name="consumed">How many bytes belong to the message and its end.</param>
    /// <returns>True when the message has ended.</returns>
    public bool Decode(ReadOnlySpan<byte> bytes, MessageBuffer message, out int consumed)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            var next = bytes[at];
            switch (state)
            {
                case State.Text:
                    var rest = bytes[at..];
                    var cr = rest.IndexOf((byte)'\r');
                    message.Append(cr < 0 ? rest : rest[..cr]);
                    at += cr < 0 ? rest.Length : cr + 1;
                    state = cr < 0 ? State.Text : State.Cr;
                    break;
                case State.LineStart when next == '.':
                    state = State.Dot;
                    at++;
                    break;
                case State.Cr when next == '\n':
                    message.Append("\r\n"u8);
                    state = State.LineStart;
                    at++;
                    break;
                case State.Dot when next == '\r':
                    state = State.DotCr;
                    at++;
                    break;
                case State.DotCr when next == '\n':
                    consumed = at + 1;
                    return true;
                case State.Cr or State.DotCr:
                    message.Append("\r"u8);
                    state = State.Text;
                    break;
                default:
                    state = State.Text;
                    break;
            }
        }

        consumed = at;
        return false;
    }
}
