using System.Globalization;
using System.Text;

namespace Carbonio.Cloud.Wbxml;

/// <summary>Reads one document, node by node, from bytes that the caller holds.</summary>
/// <remarks>
/// <para>WAP-192-WBXML as profiled by [MS-ASWBXML] 2.1. A command reads it like this:</para>
/// <code>
/// var reader = new WbxmlReader(body);
/// if (reader.Read() == WbxmlNodeKind.StartElement &amp;&amp; reader.Tag == PingPage.Ping)
/// {
///     var ping = reader.Depth;
///     while (reader.ReadChild(ping)) // what the loop does not read is skipped
///     {
///         if (reader.Tag == PingPage.HeartbeatInterval) { heartbeat = reader.ReadInt32(); }
///     }
/// }
/// if (reader.Error is { } error) { /* Status 102 */ }
/// </code>
/// <para>
/// A malformed document does not throw: the reader stops at <see cref="WbxmlNodeKind.Error"/> and stays
/// there, so <see cref="Error"/> is looked at once, at the end. Nothing is allocated but the strings that a
/// caller asks for, the joined bytes of an element sent in several runs, and entities, which ActiveSync does
/// not use.
/// </para>
/// <para>
/// Bytes of a string are handed out as they were sent: some devices send a mail's 8-bit bytes as a string,
/// and one bad byte must not stop a device's Sync for ever. Strings made of them have U+FFFD where the bytes
/// are not UTF-8. Bytes after the root element are left unread: see <see cref="BytesRead"/>. An assignment
/// copies the reader with its place, which looks ahead at no cost.
/// </para>
/// </remarks>
public ref struct WbxmlReader
{
    private const int MaximumIntegerBytes = 5;

    private readonly ReadOnlySpan<byte> _document;
    private readonly ReadOnlySpan<byte> _stringTable;
    private readonly WbxmlLimits _limits;
    private readonly UnknownTags _unknownTags;
    private ReadOnlySpan<byte> _value;
    private WbxmlError _error;
    private ulong _pageTokens;
    private int _position;
    private int _elements;
    private int _referencedBytes;
    private byte _page;
    private bool _endIsDue;

    /// <summary>Checks the header: the reader stands before the root element, or at an error.</summary>
    /// <param name="document">One document. Version 1.1 to 1.3, charset UTF-8 or 0, unknown, which is read as UTF-8; any public id.</param>
    /// <param name="limits">Null for <see cref="WbxmlLimits.Default"/>.</param>
    /// <param name="unknownTags">What a tag outside the tables leads to.</param>
    public WbxmlReader(ReadOnlySpan<byte> document, WbxmlLimits? limits = null, UnknownTags unknownTags = UnknownTags.Refuse)
    {
        _document = document;
        _limits = limits ?? WbxmlLimits.Default;
        _unknownTags = unknownTags;
        _pageTokens = AirSyncPage.Page.KnownTokens;
        _stringTable = ReadHeader();
    }

    /// <summary>What <see cref="Read"/> has come to.</summary>
    public WbxmlNodeKind Kind { readonly get; private set; }

    /// <summary>The element's name. Valid at <see cref="WbxmlNodeKind.StartElement"/>.</summary>
    public WbxmlTag Tag { readonly get; private set; }

    /// <summary>
    /// Whether the element was sent as a tag without content, such as <c>MoreAvailable</c>. An element with
    /// an empty string is not empty in this sense; commands accept either. Valid at StartElement.
    /// </summary>
    public bool IsEmpty { readonly get; private set; }

    /// <summary>Whether <see cref="Tag"/> is in the tables: false only under <see cref="UnknownTags.Report"/>. Valid at StartElement.</summary>
    public readonly bool IsKnown => (_pageTokens >> Tag.Token() & 1) != 0;

    /// <summary>Elements open now. An element counts at its StartElement and no more at its EndElement.</summary>
    public int Depth { readonly get; private set; }

    /// <summary>The offset of the node's first byte.</summary>
    public int Offset { readonly get; private set; }

    /// <summary>
    /// How far the document has been read. At EndOfDocument fewer than its length if bytes follow, which is
    /// tolerated: HTTP has framed the request, and no device should fail for padding.
    /// </summary>
    public readonly int BytesRead => _position;

    /// <summary>The bytes of a Text or an Opaque as they were sent, a slice of the document; else empty.</summary>
    public readonly ReadOnlySpan<byte> Value => _value;

    /// <summary>Null as long as nothing is wrong.</summary>
    public readonly WbxmlError? Error => Kind == WbxmlNodeKind.Error ? _error : null;

    /// <summary>Moves to the next node.</summary>
    /// <returns>Its kind, which is <see cref="Kind"/> from now on.</returns>
    public WbxmlNodeKind Read()
    {
        if (Kind is WbxmlNodeKind.EndOfDocument or WbxmlNodeKind.Error)
        {
            return Kind;
        }

        _value = default;
        if (_endIsDue)
        {
            _endIsDue = false;
            return EndElement();
        }

        if (Depth == 0 && _elements > 0)
        {
            return Kind = WbxmlNodeKind.EndOfDocument;
        }

        return ReadNode();
    }

    /// <summary>
    /// Moves to the next child of an element, past whatever of the child before has not been read and past
    /// text between the children.
    /// </summary>
    /// <param name="parentDepth">The <see cref="Depth"/> that the parent had at its StartElement.</param>
    /// <returns>True at the child's StartElement; false when the parent has ended, or at an error.</returns>
    public bool ReadChild(int parentDepth)
    {
        while (Depth >= parentDepth)
        {
            switch (Read())
            {
                case WbxmlNodeKind.StartElement when Depth == parentDepth + 1:
                    return true;
                case WbxmlNodeKind.EndOfDocument or WbxmlNodeKind.Error:
                    return false;
            }
        }

        return false;
    }

    /// <summary>Moves from a StartElement to its EndElement, past everything inside.</summary>
    /// <exception cref="InvalidOperationException">The reader is not at a StartElement.</exception>
    public void Skip()
    {
        if (!IsAtElement())
        {
            return;
        }

        var outside = Depth - 1;
        while (Depth > outside && Kind != WbxmlNodeKind.Error)
        {
            Read();
        }
    }

    /// <summary>
    /// Moves from a StartElement to its EndElement, and gives the bytes between. Devices send a body or a
    /// mail as one run or as several, strings and opaque data mixed: they are joined.
    /// </summary>
    /// <returns>
    /// A slice of the document, or a new array when there were several runs. Empty for an empty element, and
    /// at an error, which includes a child element (<see cref="WbxmlErrorKind.UnexpectedElement"/>).
    /// </returns>
    /// <exception cref="InvalidOperationException">The reader is not at a StartElement.</exception>
    public ReadOnlySpan<byte> ReadContent()
    {
        if (!IsAtElement())
        {
            return default;
        }

        Read();
        if (!IsAtRun())
        {
            ExpectEnd();
            return default;
        }

        var content = _value;
        Read();
        if (IsAtRun())
        {
            content = JoinRuns(content);
        }

        return ExpectEnd() ? content : default;
    }

    /// <summary>The same as <see cref="ReadContent"/>, as a string with U+FFFD for what is not UTF-8.</summary>
    /// <returns>Empty for an empty element, and at an error.</returns>
    /// <exception cref="InvalidOperationException">The reader is not at a StartElement.</exception>
    public string ReadText() => Encoding.UTF8.GetString(ReadContent());

    /// <summary>Moves from a StartElement to its EndElement, and gives the number between.</summary>
    /// <returns>Null when the content is not a decimal number of this size, and at an error.</returns>
    /// <exception cref="InvalidOperationException">The reader is not at a StartElement.</exception>
    public int? ReadInt32() =>
        int.TryParse(ReadContent(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The same as <see cref="ReadInt32"/> for what exceeds it, such as TruncationSize.</summary>
    /// <returns>Null when the content is not a decimal number of this size, and at an error.</returns>
    /// <exception cref="InvalidOperationException">The reader is not at a StartElement.</exception>
    public long? ReadInt64() =>
        long.TryParse(ReadContent(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary><see cref="Value"/> as a string, with U+FFFD for what is not UTF-8.</summary>
    public readonly string GetString() => Encoding.UTF8.GetString(_value);

    private ReadOnlySpan<byte> ReadHeader()
    {
        if (_document.Length > _limits.DocumentBytes)
        {
            Fail(WbxmlErrorKind.DocumentTooLong, _limits.DocumentBytes, $"the document has {_document.Length} bytes, more than the limit of {_limits.DocumentBytes}");
            return default;
        }

        if (_document.IsEmpty)
        {
            Fail(WbxmlErrorKind.UnexpectedEnd, 0, "the document is empty");
            return default;
        }

        var version = _document[_position++];
        if (version is < Tokens.Version11 or > Tokens.Version13)
        {
            Fail(WbxmlErrorKind.UnsupportedVersion, 0, $"version byte 0x{version:X2} is none of WBXML 1.1 (0x01) to 1.3 (0x03)");
            return default;
        }

        // The public id names a DTD; 0 means that the string table does. ActiveSync has no DTD.
        if (!TryReadInteger(out var publicId) || (publicId == 0 && !TryReadInteger(out _)))
        {
            return default;
        }

        var offset = _position;
        if (!TryReadInteger(out var charset))
        {
            return default;
        }

        if (charset is not (Tokens.Utf8Charset or 0))
        {
            Fail(WbxmlErrorKind.UnsupportedCharset, offset, $"charset {charset} is not UTF-8 (106)");
            return default;
        }

        offset = _position;
        if (!TryReadInteger(out var length))
        {
            return default;
        }

        return TryTake(length, offset, "the string table", out var table) ? table : default;
    }

    private WbxmlNodeKind ReadNode()
    {
        while (_position < _document.Length)
        {
            Offset = _position;
            var token = _document[_position++];
            if ((token & Tokens.LastTag) >= Tokens.FirstTag)
            {
                return ReadTag(token);
            }

            if (token != Tokens.SwitchPage)
            {
                return ReadGlobal(token);
            }

            if (!TrySwitchPage())
            {
                return Kind;
            }
        }

        return Fail(WbxmlErrorKind.UnexpectedEnd, _position, Depth == 0
            ? "the document ends before its root element"
            : $"the document ends with {Depth} elements open");
    }

    private WbxmlNodeKind ReadTag(byte token)
    {
        if ((token & Tokens.HasAttributes) != 0)
        {
            return Fail(WbxmlErrorKind.AttributesNotSupported, Offset, $"tag 0x{token:X2} has attributes, which ActiveSync does not use");
        }

        Tag = (WbxmlTag)((_page << 8) | (token & Tokens.LastTag));
        if (!IsKnown && _unknownTags == UnknownTags.Refuse)
        {
            return Fail(WbxmlErrorKind.UnknownTag, Offset, $"code page {_page} has no tag 0x{Tag.Token():X2}");
        }

        if (Depth == _limits.Depth)
        {
            return Fail(WbxmlErrorKind.TooDeep, Offset, $"more than {_limits.Depth} elements are open");
        }

        if (_elements == _limits.Elements)
        {
            return Fail(WbxmlErrorKind.TooManyElements, Offset, $"the document has more than {_limits.Elements} elements");
        }

        _elements++;
        Depth++;
        IsEmpty = (token & Tokens.HasContent) == 0;
        _endIsDue = IsEmpty;
        return Kind = WbxmlNodeKind.StartElement;
    }

    private WbxmlNodeKind ReadGlobal(byte token)
    {
        switch (token)
        {
            case Tokens.End or Tokens.InlineString or Tokens.TableString or Tokens.Entity or Tokens.Opaque when Depth == 0:
                return Fail(WbxmlErrorKind.ContentOutsideRoot, Offset, $"token 0x{token:X2} stands before the root element");
            case Tokens.End:
                return EndElement();
            case Tokens.InlineString:
                return ReadInlineString();
            case Tokens.Opaque:
                return ReadOpaque();
            case Tokens.TableString:
                return ReadTableString();
            case Tokens.Entity:
                return ReadEntity();
            case Tokens.Literal or Tokens.LiteralWithContent or Tokens.LiteralWithAttributes or Tokens.LiteralWithAttributesAndContent:
                return Fail(WbxmlErrorKind.LiteralNotSupported, Offset, $"LITERAL (0x{token:X2}) is not used by ActiveSync");
            case Tokens.ProcessingInstruction:
                return Fail(WbxmlErrorKind.ProcessingInstructionNotSupported, Offset, $"PI (0x{token:X2}) is not used by ActiveSync");
            default:
                return Fail(WbxmlErrorKind.ExtensionNotSupported, Offset, $"EXT (0x{token:X2}) is not used by ActiveSync");
        }
    }

    private bool TrySwitchPage()
    {
        if (_position == _document.Length)
        {
            Fail(WbxmlErrorKind.UnexpectedEnd, Offset, "SWITCH_PAGE lacks its page");
            return false;
        }

        _page = _document[_position++];
        var page = CodePages.Find(_page);
        if (page is null && _unknownTags == UnknownTags.Refuse)
        {
            Fail(WbxmlErrorKind.UnknownPage, Offset, $"code page {_page} is unknown");
            return false;
        }

        _pageTokens = page?.KnownTokens ?? 0;
        return true;
    }

    private WbxmlNodeKind EndElement()
    {
        Depth--;
        return Kind = WbxmlNodeKind.EndElement;
    }

    private WbxmlNodeKind ReadInlineString()
    {
        var rest = _document[_position..];
        var length = rest.IndexOf((byte)0);
        if (length < 0)
        {
            return Fail(WbxmlErrorKind.UnexpectedEnd, Offset, "the string has no NUL at its end");
        }

        _position += length + 1;
        return Text(rest[..length]);
    }

    private WbxmlNodeKind ReadTableString()
    {
        if (!TryReadInteger(out var index))
        {
            return Kind;
        }

        if (index >= (uint)_stringTable.Length)
        {
            return Fail(WbxmlErrorKind.InvalidStringReference, Offset, $"string {index} is outside of the string table of {_stringTable.Length} bytes");
        }

        var rest = _stringTable[(int)index..];
        var length = rest.IndexOf((byte)0);
        if (length < 0)
        {
            return Fail(WbxmlErrorKind.InvalidStringReference, Offset, $"string {index} of the string table has no NUL at its end");
        }

        // Two bytes of reference can deliver, and make us search, the whole table: without a limit on the
        // sum a small document would stand for a huge one.
        if (length > _limits.DocumentBytes - _referencedBytes)
        {
            return Fail(WbxmlErrorKind.TooMuchReferencedText, Offset, $"the string table references deliver more than {_limits.DocumentBytes} bytes");
        }

        _referencedBytes += length;
        return Text(rest[..length]);
    }

    private WbxmlNodeKind ReadEntity()
    {
        if (!TryReadInteger(out var number))
        {
            return Kind;
        }

        if (number > int.MaxValue || !Rune.TryCreate((int)number, out var character) || !XmlCharacters.IsAllowed(character))
        {
            return Fail(WbxmlErrorKind.InvalidEntity, Offset, $"entity {number} is not a character of XML");
        }

        var bytes = new byte[character.Utf8SequenceLength];
        character.EncodeToUtf8(bytes);
        return Text(bytes);
    }

    private WbxmlNodeKind ReadOpaque()
    {
        var offset = _position;
        if (!TryReadInteger(out var length) || !TryTake(length, offset, "opaque data", out var bytes))
        {
            return Kind;
        }

        if (bytes.Length > _limits.OpaqueBytes)
        {
            return Fail(WbxmlErrorKind.OpaqueTooLong, Offset, $"opaque data of {bytes.Length} bytes exceeds the limit of {_limits.OpaqueBytes}");
        }

        _value = bytes;
        return Kind = WbxmlNodeKind.Opaque;
    }

    private WbxmlNodeKind Text(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _limits.TextBytes)
        {
            return Fail(WbxmlErrorKind.TextTooLong, Offset, $"a string of {bytes.Length} bytes exceeds the limit of {_limits.TextBytes}");
        }

        _value = bytes;
        return Kind = WbxmlNodeKind.Text;
    }

    private bool TryReadInteger(out uint value)
    {
        value = 0;
        var start = _position;
        for (var bytes = 0; bytes < MaximumIntegerBytes; bytes++)
        {
            if (_position == _document.Length)
            {
                Fail(WbxmlErrorKind.UnexpectedEnd, start, "the document ends within an integer");
                return false;
            }

            if (value > uint.MaxValue >> 7)
            {
                break;
            }

            var next = _document[_position++];
            value = (value << 7) | (next & 0x7FU);
            if (next < 0x80)
            {
                return true;
            }
        }

        Fail(WbxmlErrorKind.InvalidInteger, start, "an integer has more than 5 bytes or 32 bits");
        return false;
    }

    private bool TryTake(uint length, int lengthOffset, string what, out ReadOnlySpan<byte> bytes)
    {
        var left = _document.Length - _position;
        if (length > (uint)left)
        {
            Fail(WbxmlErrorKind.LengthPastEnd, lengthOffset, $"{what} should have {length} bytes, but {left} are left");
            bytes = default;
            return false;
        }

        bytes = _document.Slice(_position, (int)length);
        _position += (int)length;
        return true;
    }

    private ReadOnlySpan<byte> JoinRuns(ReadOnlySpan<byte> first)
    {
        var ahead = this;
        long length = first.Length;
        while (ahead.IsAtRun())
        {
            length += ahead._value.Length;
            ahead.Read();
        }

        if (length > _limits.DocumentBytes)
        {
            Fail(WbxmlErrorKind.TooMuchReferencedText, Offset, $"an element's runs and references exceed {_limits.DocumentBytes} bytes");
            return default;
        }

        var joined = new byte[length];
        first.CopyTo(joined);
        for (var at = first.Length; IsAtRun(); Read())
        {
            _value.CopyTo(joined.AsSpan(at));
            at += _value.Length;
        }

        return joined;
    }

    private readonly bool IsAtElement() => Kind switch
    {
        WbxmlNodeKind.StartElement => true,
        WbxmlNodeKind.Error => false,
        _ => throw new InvalidOperationException($"The reader is at {Kind}, not at a StartElement."),
    };

    private readonly bool IsAtRun() => Kind is WbxmlNodeKind.Text or WbxmlNodeKind.Opaque;

    private bool ExpectEnd()
    {
        if (Kind == WbxmlNodeKind.StartElement)
        {
            Fail(WbxmlErrorKind.UnexpectedElement, Offset, $"{CodePages.FindName(Tag) ?? "an unknown element"} stands where text is expected");
        }

        return Kind == WbxmlNodeKind.EndElement;
    }

    private WbxmlNodeKind Fail(WbxmlErrorKind kind, int offset, string message)
    {
        _error = new WbxmlError(kind, offset, message);
        _value = default;
        return Kind = WbxmlNodeKind.Error;
    }
}
