using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Carbonio.Cloud.Wbxml;

/// <summary>Writes one document after another, each into the buffer that <see cref="Reset"/> names.</summary>
/// <remarks>
/// <para>
/// WAP-192-WBXML as profiled by [MS-ASWBXML] 2.1: version 1.3, public id unknown, UTF-8, no string table,
/// inline strings. Pages are switched where they must be. Nothing is allocated. What has been written is in the
/// buffer, but for half a character at the end of a piece, so a caller may flush it between two calls.
/// </para>
/// <para>
/// Text loses the characters that XML 1.0 does not allow, NUL among them; lone surrogates and bytes that are
/// not UTF-8 become U+FFFD. Calls out of order are bugs and throw. Not safe for use by two threads.
/// </para>
/// </remarks>
/// <param name="output">Where the first document goes.</param>
public sealed class WbxmlWriter(IBufferWriter<byte> output)
{
    private const int LongestIntegerText = 20; // "-9223372036854775808"
    private const int LongestMultiByteInteger = 5;
    private const int LongestStart = 7; // header, SWITCH_PAGE with its page, tag
    private const int LargestSpan = 4096; // asked of the buffer at once, however long the text
    private const int ShortText = 1024; // written in one go, with its element
    private const int MaximumUtf8BytesOfChar = 3; // of a UTF-16 unit
    private const int MaximumUtf8BytesOfCharacter = 4;

    private enum State
    {
        BeforeRoot,
        InElement,
        InText,
        InOpaque,
        AfterRoot,
        Completed,
    }

    private IBufferWriter<byte> _output = output ?? throw new ArgumentNullException(nameof(output));
    private State _state;
    private int _depth;
    private byte _page;
    private int _opaqueBytesDue;

    // The end of a piece may cut a character in two: its first half waits here for the next piece.
    private char _highSurrogate;
    private uint _partialBytes;
    private int _partialCount;

    private static ReadOnlySpan<byte> Header => [Tokens.Version13, 0x01, (byte)Tokens.Utf8Charset, 0x00];

    private static ReadOnlySpan<byte> Replacement => [0xEF, 0xBF, 0xBD];

    /// <summary>Begins a new document, also when the one before was left unfinished.</summary>
    /// <param name="output">Where it goes.</param>
    public void Reset(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        _state = State.BeforeRoot;
        _depth = 0;
        _page = 0;
        _opaqueBytesDue = 0;
        _highSurrogate = '\0';
        _partialCount = 0;
    }

    /// <summary>Opens an element that has content.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tag has no token from 0x05 to 0x3F.</exception>
    /// <exception cref="InvalidOperationException">The root has ended, or a text is unfinished.</exception>
    public void Start(WbxmlTag tag)
    {
        WriteTag(tag, Tokens.HasContent);
        _depth++;
        _state = State.InElement;
    }

    /// <summary>Closes the innermost open element.</summary>
    /// <exception cref="InvalidOperationException">No element is open, or a text is unfinished.</exception>
    public void End()
    {
        Expect(State.InElement);
        WriteByte(Tokens.End);
        _depth--;
        _state = _depth == 0 ? State.AfterRoot : State.InElement;
    }

    /// <summary>Writes a tag without content, such as <c>MoreAvailable</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tag has no token from 0x05 to 0x3F.</exception>
    /// <exception cref="InvalidOperationException">The root has ended, or a text is unfinished.</exception>
    public void Empty(WbxmlTag tag)
    {
        WriteTag(tag, 0);
        _state = _depth == 0 ? State.AfterRoot : State.InElement;
    }

    /// <summary>Writes a whole text into the open element. An empty text is written too, as an empty string.</summary>
    /// <exception cref="InvalidOperationException">No element is open, or a text is unfinished.</exception>
    public void Text(ReadOnlySpan<char> text)
    {
        BeginText();
        AppendText(text);
        EndText();
    }

    /// <summary>Writes a whole text, given as UTF-8, into the open element.</summary>
    /// <exception cref="InvalidOperationException">No element is open, or a text is unfinished.</exception>
    public void Text(ReadOnlySpan<byte> utf8)
    {
        BeginText();
        AppendText(utf8);
        EndText();
    }

    /// <summary>Writes a decimal number as a text into the open element.</summary>
    /// <exception cref="InvalidOperationException">No element is open, or a text is unfinished.</exception>
    public void Integer(long value)
    {
        Expect(State.InElement);
        var span = _output.GetSpan(LongestIntegerText + 2);
        span[0] = Tokens.InlineString;
        Utf8Formatter.TryFormat(value, span[1..], out var length);
        span[1 + length] = 0;
        _output.Advance(length + 2);
    }

    /// <summary>Writes whole opaque data into the open element.</summary>
    /// <exception cref="InvalidOperationException">No element is open, or a text is unfinished.</exception>
    public void Opaque(ReadOnlySpan<byte> bytes)
    {
        BeginOpaque(bytes.Length);
        AppendOpaque(bytes);
        EndOpaque();
    }

    /// <summary>Writes an element of one text. Where the specification wants no content, call <see cref="Empty"/>.</summary>
    /// <exception cref="InvalidOperationException">The root has ended, or a text is unfinished.</exception>
    public void Element(WbxmlTag tag, ReadOnlySpan<char> text)
    {
        if (text.Length > ShortText || XmlCharacters.IndexOfForbidden(text) >= 0)
        {
            Start(tag);
            Text(text);
            End();
            return;
        }

        var span = BeginElement(tag, text.Length * MaximumUtf8BytesOfChar, out var written);
        Utf8.FromUtf16(text, span[written..], out _, out var length);
        FinishElement(span, written + length);
    }

    /// <summary>Writes an element of one text, given as UTF-8.</summary>
    /// <exception cref="InvalidOperationException">The root has ended, or a text is unfinished.</exception>
    public void Element(WbxmlTag tag, ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > ShortText || !XmlCharacters.AreSurelyAllowed(utf8))
        {
            Start(tag);
            Text(utf8);
            End();
            return;
        }

        var span = BeginElement(tag, utf8.Length, out var written);
        utf8.CopyTo(span[written..]);
        FinishElement(span, written + utf8.Length);
    }

    /// <summary>Writes an element of one decimal number.</summary>
    /// <exception cref="InvalidOperationException">The root has ended, or a text is unfinished.</exception>
    public void Element(WbxmlTag tag, long value)
    {
        var span = BeginElement(tag, LongestIntegerText, out var written);
        Utf8Formatter.TryFormat(value, span[written..], out var length);
        FinishElement(span, written + length);
    }

    /// <summary>Writes an element of <c>1</c> or <c>0</c>, as [MS-ASDTYPE] 2.1 boolean Data Type has it.</summary>
    /// <exception cref="InvalidOperationException">The root has ended, or a text is unfinished.</exception>
    public void Element(WbxmlTag tag, bool value) => Element(tag, value ? "1"u8 : "0"u8);

    /// <summary>Begins a text that comes in pieces, to be finished by <see cref="EndText"/>.</summary>
    /// <exception cref="InvalidOperationException">No element is open, or a text is unfinished.</exception>
    public void BeginText()
    {
        Expect(State.InElement);
        WriteByte(Tokens.InlineString);
        _state = State.InText;
    }

    /// <summary>Writes the next piece of the text. A surrogate pair may be cut between two pieces.</summary>
    /// <exception cref="InvalidOperationException">No text was begun.</exception>
    public void AppendText(ReadOnlySpan<char> text)
    {
        Expect(State.InText);
        FinishPartialBytes();
        if (text.IsEmpty)
        {
            return;
        }

        if (_highSurrogate != '\0')
        {
            text = FinishPair(text);
        }

        while (XmlCharacters.IndexOfForbidden(text) is var forbidden and >= 0)
        {
            WriteChars(text[..forbidden]);
            text = text[(forbidden + 1)..];
        }

        if (!text.IsEmpty && char.IsHighSurrogate(text[^1]))
        {
            _highSurrogate = text[^1];
            text = text[..^1];
        }

        WriteChars(text);
    }

    /// <summary>Writes the next piece of the text, given as UTF-8. A character may be cut between two pieces.</summary>
    /// <exception cref="InvalidOperationException">No text was begun.</exception>
    public void AppendText(ReadOnlySpan<byte> utf8)
    {
        Expect(State.InText);
        FinishSurrogate();
        if (_partialCount > 0)
        {
            utf8 = FinishCharacter(utf8);
        }

        if (XmlCharacters.AreSurelyAllowed(utf8))
        {
            _output.Write(utf8);
        }
        else
        {
            WriteBytesOneByOne(utf8);
        }
    }

    /// <summary>Ends a text that came in pieces.</summary>
    /// <exception cref="InvalidOperationException">No text was begun.</exception>
    public void EndText()
    {
        Expect(State.InText);
        FinishSurrogate();
        FinishPartialBytes();
        WriteByte(0);
        _state = State.InElement;
    }

    /// <summary>Begins opaque data that comes in pieces, to be finished by <see cref="EndOpaque"/>.</summary>
    /// <param name="length">The bytes of all pieces together: the wire has it in front.</param>
    /// <exception cref="InvalidOperationException">No element is open, or a text is unfinished.</exception>
    public void BeginOpaque(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Expect(State.InElement);
        var span = _output.GetSpan(1 + LongestMultiByteInteger);
        span[0] = Tokens.Opaque;
        var written = 1;
        for (var shift = 7 * (LongestMultiByteInteger - 1); shift > 0; shift -= 7)
        {
            if (length >> shift != 0)
            {
                span[written++] = (byte)((length >> shift) | 0x80);
            }
        }

        span[written++] = (byte)(length & 0x7F);
        _output.Advance(written);
        _opaqueBytesDue = length;
        _state = State.InOpaque;
    }

    /// <summary>Writes the next piece of the opaque data.</summary>
    /// <exception cref="InvalidOperationException">None was begun, or the pieces exceed the length announced.</exception>
    public void AppendOpaque(ReadOnlySpan<byte> bytes)
    {
        Expect(State.InOpaque);
        if (bytes.Length > _opaqueBytesDue)
        {
            throw new InvalidOperationException($"{bytes.Length} bytes of opaque data, but {_opaqueBytesDue} are due.");
        }

        _output.Write(bytes);
        _opaqueBytesDue -= bytes.Length;
    }

    /// <summary>Ends opaque data that came in pieces.</summary>
    /// <exception cref="InvalidOperationException">None was begun, or bytes are missing from the length announced.</exception>
    public void EndOpaque()
    {
        Expect(State.InOpaque);
        if (_opaqueBytesDue != 0)
        {
            throw new InvalidOperationException($"{_opaqueBytesDue} bytes of opaque data are still due.");
        }

        _state = State.InElement;
    }

    /// <summary>Marks the place reached, so that <see cref="Rewind"/> can take back what follows it.</summary>
    /// <exception cref="InvalidOperationException">A text is unfinished, or the document is.</exception>
    public WbxmlMark Mark() => _state is State.InText or State.InOpaque or State.Completed
        ? throw Misuse("a place between two elements")
        : new(_depth, _page, _state == State.BeforeRoot);

    /// <summary>
    /// Goes back to a mark of this document, from wherever the writer stands: inside elements, a text, opaque data. What is
    /// written next is byte for byte what it would have been at the mark.
    /// </summary>
    /// <remarks>The caller cuts the buffer back to the bytes that it held when the mark was made. The element that was open then is open still.</remarks>
    /// <exception cref="InvalidOperationException">The document is complete, or the element that was open at the mark has ended.</exception>
    public void Rewind(WbxmlMark mark)
    {
        if (_state == State.Completed || mark.Depth > _depth)
        {
            throw Misuse("the mark's element");
        }

        _state = mark.IsBeforeRoot ? State.BeforeRoot : mark.Depth == 0 ? State.AfterRoot : State.InElement;
        _depth = mark.Depth;
        _page = mark.Page;
        _opaqueBytesDue = 0;
        _highSurrogate = '\0';
        _partialCount = 0;
    }

    /// <summary>Asserts that the document is whole. Nothing more can be written until <see cref="Reset"/>.</summary>
    /// <exception cref="InvalidOperationException">Elements are open, or there is no root element.</exception>
    public void Complete()
    {
        Expect(State.AfterRoot);
        _state = State.Completed;
    }

    /// <summary>Writes a string as it is, for <see cref="WbxmlXml"/> to give back what a device sent.</summary>
    internal void RawText(ReadOnlySpan<byte> bytesWithoutNul)
    {
        Expect(State.InElement);
        WriteByte(Tokens.InlineString);
        _output.Write(bytesWithoutNul);
        WriteByte(0);
    }

    // Most elements are short: their tag, text and END go into one span, which halves the time of a Sync answer.
    private Span<byte> BeginElement(WbxmlTag tag, int longestText, out int written)
    {
        CheckTag(tag);
        var span = _output.GetSpan(LongestStart + longestText + 3);
        written = PutTag(span, tag, Tokens.HasContent);
        span[written++] = Tokens.InlineString;
        return span;
    }

    private void FinishElement(Span<byte> span, int written)
    {
        span[written++] = 0;
        span[written++] = Tokens.End;
        _output.Advance(written);
        _state = _depth == 0 ? State.AfterRoot : State.InElement;
    }

    private void WriteTag(WbxmlTag tag, byte content)
    {
        CheckTag(tag);
        var span = _output.GetSpan(LongestStart);
        _output.Advance(PutTag(span, tag, content));
    }

    private void CheckTag(WbxmlTag tag)
    {
        if (_state is not (State.InElement or State.BeforeRoot))
        {
            throw Misuse("an element");
        }

        if (tag.Token() is < Tokens.FirstTag or > Tokens.LastTag)
        {
            throw new ArgumentOutOfRangeException(nameof(tag), tag, "A tag's token is from 0x05 to 0x3F.");
        }
    }

    private int PutTag(Span<byte> span, WbxmlTag tag, byte content)
    {
        var written = 0;
        if (_state == State.BeforeRoot)
        {
            Header.CopyTo(span);
            written = Header.Length;
        }

        if (tag.PageNumber() != _page)
        {
            _page = tag.PageNumber();
            span[written++] = Tokens.SwitchPage;
            span[written++] = _page;
        }

        span[written++] = (byte)(tag.Token() | content);
        return written;
    }

    private void WriteByte(byte value)
    {
        _output.GetSpan(1)[0] = value;
        _output.Advance(1);
    }

    private void WriteChars(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var span = _output.GetSpan(Math.Min(text.Length, LargestSpan / MaximumUtf8BytesOfChar) * MaximumUtf8BytesOfChar);
            Utf8.FromUtf16(text, span, out var read, out var written);
            _output.Advance(written);
            text = text[read..];
        }
    }

    private ReadOnlySpan<char> FinishPair(ReadOnlySpan<char> text)
    {
        if (!char.IsLowSurrogate(text[0]))
        {
            FinishSurrogate();
            return text;
        }

        WriteChars([_highSurrogate, text[0]]);
        _highSurrogate = '\0';
        return text[1..];
    }

    private void FinishSurrogate()
    {
        if (_highSurrogate != '\0')
        {
            _highSurrogate = '\0';
            _output.Write(Replacement);
        }
    }

    private ReadOnlySpan<byte> FinishCharacter(ReadOnlySpan<byte> utf8)
    {
        Span<byte> character = stackalloc byte[MaximumUtf8BytesOfCharacter];
        for (var i = 0; i < _partialCount; i++)
        {
            character[i] = (byte)(_partialBytes >> (8 * i));
        }

        var taken = Math.Min(utf8.Length, character.Length - _partialCount);
        utf8[..taken].CopyTo(character[_partialCount..]);
        var known = character[..(_partialCount + taken)];
        var status = Rune.DecodeFromUtf8(known, out var rune, out var used);
        if (status == OperationStatus.NeedMoreData)
        {
            Keep(known);
            return default;
        }

        // An ill-formed start ends before the new piece does, so at least the kept bytes are used up.
        var fromPiece = used - _partialCount;
        _partialCount = 0;
        WriteCharacter(rune);
        return utf8[fromPiece..];
    }

    private void FinishPartialBytes()
    {
        if (_partialCount > 0)
        {
            _partialCount = 0;
            _output.Write(Replacement);
        }
    }

    private void WriteBytesOneByOne(ReadOnlySpan<byte> utf8)
    {
        while (!utf8.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(utf8, out var character, out var used) == OperationStatus.NeedMoreData)
            {
                Keep(utf8);
                return;
            }

            WriteCharacter(character);
            utf8 = utf8[used..];
        }
    }

    private void WriteCharacter(Rune character)
    {
        if (XmlCharacters.IsAllowed(character))
        {
            _output.Advance(character.EncodeToUtf8(_output.GetSpan(MaximumUtf8BytesOfCharacter)));
        }
    }

    private void Keep(ReadOnlySpan<byte> start)
    {
        _partialCount = start.Length;
        _partialBytes = 0;
        for (var i = 0; i < start.Length; i++)
        {
            _partialBytes |= (uint)start[i] << (8 * i);
        }
    }

    private void Expect(State state)
    {
        if (_state != state)
        {
            throw Misuse(state.ToString());
        }
    }

    private InvalidOperationException Misuse(string wanted) =>
        new($"The call needs {wanted}, but the writer is {_state} with {_depth} elements open.");
}
