using System.Buffers;

namespace Carbonio.Cloud.Mime;

/// <summary>
/// The header fields of a message or a part as they were written, to put some in and take others out: what is not touched keeps
/// its bytes.
/// </summary>
/// <remarks>
/// RFC 5322, 2.2. The fields are exactly those that <see cref="MimeParser"/> sees, whatever their number and length. Each is written
/// with lines that end in CRLF and none that holds only blanks, so that no reader takes one field for two, or one for the end.
/// </remarks>
public sealed class MessageHead
{
    private readonly List<Field> fields;

    private MessageHead(List<Field> fields) => this.fields = fields;

    /// <summary>Bytes of all fields.</summary>
    public long Length => fields.Sum(one => (long)one.Lines.Length);

    /// <summary>Reads the fields of an entity.</summary>
    /// <param name="source">The message that the entity is part of.</param>
    /// <param name="entity">The message itself, or a part of it.</param>
    public static MessageHead Of(ReadOnlyMemory<byte> source, MimeEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        var fields = new List<Field>();
        var block = source[entity.HeaderOffset..entity.BodyOffset];
        var name = "";
        var (start, colon, end) = (0, 0, 0);
        for (var position = 0; position < block.Length;)
        {
            var length = block.Span[position..].IndexOfAny((byte)'\r', (byte)'\n');
            var line = length < 0 ? block.Span[position..] : block.Span.Slice(position, length);
            var next = length < 0 ? block.Length : position + length + (block.Span[(position + length)..].StartsWith("\r\n"u8) ? 2 : 1);
            if (line.IsEmpty)
            {
                break;
            }

            if (line[0] is not ((byte)' ' or (byte)'\t'))
            {
                Add(fields, name, block[start..end], colon);
                name = "";
                if (HeaderNames.Measure(line, out colon) is > 0 and var measured)
                {
                    name = HeaderNames.Get(line[..measured]);
                    start = position;
                }
            }

            end = next;
            position = next;
        }

        Add(fields, name, block[start..end], colon);
        return new(fields);
    }

    /// <summary>The values of all fields of that name, unfolded, RFC 2047 words left as they are.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        [.. fields.Where(field => field.Is(name)).Select(field => HeaderText.Unfold(field.Lines.Span[(field.Colon + 1)..]))];

    /// <summary>The value of the first field of that name, as <see cref="Texts"/> has it; null when there is none.</summary>
    public string? Text(string name) => Texts(name) is [var first, ..] ? first : null;

    /// <summary>Whether there is a field of that name.</summary>
    public bool Has(string name) => fields.Exists(field => field.Is(name));

    /// <summary>Takes out the fields whose name is meant.</summary>
    public void Remove(Predicate<string> isMeant) => fields.RemoveAll(field => isMeant(field.Name));

    /// <summary>Takes out all fields of that name but the first.</summary>
    public void KeepFirst(string name)
    {
        var first = fields.FindIndex(field => field.Is(name));
        if (first >= 0)
        {
            fields.RemoveAll(field => field.Is(name) && field != fields[first]);
        }
    }

    /// <summary>Puts in a field of one line or several, behind all others. Line breaks in the value become spaces.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">ASCII, folded at its spaces.</param>
    public void Put(string name, string value) => Put(name, output => FieldWriter.Write(output, name, value));

    /// <summary>Puts in a field of unstructured text, any characters.</summary>
    public void PutText(string name, string text) => Put(name, output => FieldWriter.WriteText(output, name, text));

    /// <summary>Puts in a field of addresses; none writes none.</summary>
    public void PutAddresses(string name, IReadOnlyList<MailAddress> addresses) => Put(name, output => FieldWriter.WriteAddresses(output, name, addresses));

    /// <summary>Puts in a field of identifiers without brackets; none writes none.</summary>
    public void PutIds(string name, IReadOnlyList<string> ids) => Put(name, output => FieldWriter.WriteIds(output, name, ids));

    /// <summary>Puts in a Date.</summary>
    public void PutDate(DateTimeOffset date) => Put("Date", MimeBuilder.FormatDate(date));

    /// <summary>The fields without the empty line behind them.</summary>
    public void Write(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        foreach (var field in fields)
        {
            output.Write(field.Lines.Span);
        }
    }

    /// <summary>A message of these fields and a body.</summary>
    public ReadOnlyMemory<byte> With(ReadOnlySpan<byte> body)
    {
        var output = new ArrayBufferWriter<byte>((int)Length + 2 + body.Length);
        Write(output);
        output.Write("\r\n"u8);
        output.Write(body);
        return output.WrittenMemory;
    }

    /// <summary>A copy with some of the fields.</summary>
    internal MessageHead Where(Func<string, bool> isMeant) => new([.. fields.Where(field => isMeant(field.Name))]);

    /// <summary>What describes an entity's content and not the message.</summary>
    /// <remarks>RFC 2045, 3: all fields that begin with Content-. MIME-Version is the message's.</remarks>
    internal static bool IsOfContent(string name) => name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase);

    private void Put(string name, Action<ArrayBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        if (output.WrittenCount > 0)
        {
            fields.Add(new(name, output.WrittenMemory, name.Length));
        }
    }

    private static void Add(List<Field> fields, string name, ReadOnlyMemory<byte> lines, int colon)
    {
        if (name.Length > 0)
        {
            fields.Add(new(name, Clean(lines), colon));
        }
    }

    private static ReadOnlyMemory<byte> Clean(ReadOnlyMemory<byte> lines)
    {
        var clean = new ArrayBufferWriter<byte>(lines.Length + 2);
        for (var rest = lines.Span; !rest.IsEmpty;)
        {
            var length = rest.IndexOfAny((byte)'\r', (byte)'\n');
            var line = length < 0 ? rest : rest[..length];
            rest = length < 0 ? default : rest[(length + (rest[length..].StartsWith("\r\n"u8) ? 2 : 1))..];
            if (line.IndexOfAnyExcept((byte)' ', (byte)'\t') >= 0)
            {
                clean.Write(line);
                clean.Write("\r\n"u8);
            }
        }

        return clean.WrittenSpan.SequenceEqual(lines.Span) ? lines : clean.WrittenMemory;
    }

    /// <param name="Name">Its name.</param>
    /// <param name="Lines">All of it, with the line breaks.</param>
    /// <param name="Colon">Where the colon stands in it.</param>
    private sealed record Field(string Name, ReadOnlyMemory<byte> Lines, int Colon)
    {
        public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);
    }
}
