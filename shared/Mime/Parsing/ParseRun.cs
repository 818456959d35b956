using System.Text;

namespace Carbonio.Cloud.Mime;

/// <summary>One parse: the entities that are open at the current position, outermost first.</summary>
internal sealed class ParseRun(ReadOnlyMemory<byte> source, MimeLimits limits)
{
    /// <summary>Bytes of a multipart without a boundary that are searched for one.</summary>
    private const int MaximumGuessBytes = 16 * 1024;

    /// <summary>Two hyphens and the 70 characters of RFC 2046, 5.1.1.</summary>
    private const int MaximumGuessedBoundaryBytes = 72;

    private readonly List<OpenEntity> open = [];
    private int entities;
    private int headers;
    private int activeBoundaries;
    private int shortestBoundary;
    private bool limitReached;

    public MimeMessage Run()
    {
        var bytes = source.Span;
        var root = ReadEntity(0, ContentType.Default, isMessage: true);
        Open(root);
        var position = root.BodyOffset;
        while (true)
        {
            if (open[^1].ExpectsMessage)
            {
                position = OpenEmbeddedMessage(position);
                continue;
            }

            if (!FindDelimiter(bytes, position, out var delimiter))
            {
                break;
            }

            CloseAbove(delimiter.Owner, delimiter.ContentEnd);
            position = delimiter.Next;
            var owner = open[delimiter.Owner];
            if (delimiter.IsClose)
            {
                // What follows is the epilogue: only an outer boundary means anything there.
                if (owner.Entity.Children.Count == 0)
                {
                    owner.Entity.EndWithoutParts(delimiter.ContentEnd);
                }

                open[delimiter.Owner] = owner with { Boundary = default };
                CountBoundaries();
            }
            else if (entities >= limits.MaximumParts)
            {
                AddRestAsOpaque(owner.Entity, position);
                break;
            }
            else
            {
                var child = ReadEntity(position, owner.Entity.ContentType.DefaultPartType, isMessage: false);
                owner.Entity.Add(child);
                Open(child);
                position = child.BodyOffset;
            }
        }

        CloseAbove(-1, bytes.Length);
        return new MimeMessage(source, root, limitReached);
    }

    private int OpenEmbeddedMessage(int position)
    {
        var container = open[^1];
        open[^1] = container with { ExpectsMessage = false };
        if (entities >= limits.MaximumParts)
        {
            container.Entity.IsOpaque = true;
            limitReached = true;
            return position;
        }

        var message = ReadEntity(position, ContentType.Default, isMessage: true);
        container.Entity.Add(message);
        Open(message);
        return message.BodyOffset;
    }

    private void AddRestAsOpaque(MimeEntity owner, int position)
    {
        limitReached = true;
        var rest = new MimeEntity(new MimeHeaders(), ContentType.OctetStream, position, position) { IsOpaque = true };
        rest.EndAt(source.Length);
        owner.Add(rest);
    }

    /// <summary>Makes an entity the innermost open one, and a container if its type and the limits allow.</summary>
    private void Open(MimeEntity entity)
    {
        var mayHaveChildren = open.Count + 1 < limits.MaximumDepth;
        var boundary = ReadOnlyMemory<byte>.Empty;
        var expectsMessage = false;
        if (entity.ContentType.IsMultipart)
        {
            boundary = entity.ContentType.Boundary is { } text ? Encoding.UTF8.GetBytes(text) : GuessBoundary(entity.BodyOffset);
            if (!boundary.IsEmpty && (!mayHaveChildren || boundary.Length > limits.MaximumBoundaryBytes))
            {
                entity.IsOpaque = true;
                limitReached = true;
                boundary = default;
            }
        }
        else if (entity.ContentType.IsMessage && entity.TransferEncoding.IsIdentity() && entity.BodyOffset < source.Length)
        {
            expectsMessage = mayHaveChildren;
            entity.IsOpaque = !mayHaveChildren;
            limitReached |= !mayHaveChildren;
        }

        open.Add(new OpenEntity(entity, boundary, expectsMessage));
        CountBoundaries();
    }

    /// <summary>What separates the parts of a multipart that doesn't say: a line of two hyphens and a word with a field or an empty line behind it. Empty when there is none.</summary>
    private ReadOnlyMemory<byte> GuessBoundary(int position)
    {
        var bytes = source.Span[..(int)Math.Min(source.Length, (long)position + MaximumGuessBytes)];
        while (position < bytes.Length)
        {
            var end = MeasureLine(bytes, position, out var next);
            var line = bytes[position..end].TrimEnd(" \t"u8);
            if (MatchBoundary(line, out _) >= 0)
            {
                break;
            }

            var isBoundary = line.Length is > 2 and <= MaximumGuessedBoundaryBytes && line.StartsWith("--"u8)
                && line.IndexOfAny((byte)' ', (byte)'\t') < 0 && line.IndexOfAnyExcept((byte)'-') >= 0;
            if (isBoundary && next < bytes.Length)
            {
                var follows = bytes[next..MeasureLine(bytes, next, out _)];
                if (follows.IsEmpty || HeaderNames.Measure(follows, out _) > 0)
                {
                    return source.Slice(position + 2, line.Length - 2);
                }
            }

            position = next;
        }

        return default;
    }

    private void CloseAbove(int owner, int contentEnd)
    {
        for (var i = open.Count - 1; i > owner; i--)
        {
            open[i].Entity.EndAt(contentEnd);
            open.RemoveAt(i);
        }

        CountBoundaries();
    }

    /// <summary>What lets most lines that start with hyphens be passed over without comparing them to each boundary.</summary>
    private void CountBoundaries()
    {
        (activeBoundaries, shortestBoundary) = (0, int.MaxValue);
        foreach (var entity in open)
        {
            if (!entity.Boundary.IsEmpty)
            {
                activeBoundaries++;
                shortestBoundary = Math.Min(shortestBoundary, entity.Boundary.Length);
            }
        }
    }

    private MimeEntity ReadEntity(int start, ContentType defaultType, bool isMessage)
    {
        entities++;
        var kept = new MimeHeaders();
        var body = isMessage ? ReadHeaders(SkipMailboxLine(start), kept) : ReadHeaders(start, kept);
        var type = kept.FindText("Content-Type") is { } declared ? ContentType.Parse(declared) : defaultType;
        return new MimeEntity(kept, type, start, body);
    }

    /// <summary>The line that mbox files put before a message is no header.</summary>
    private int SkipMailboxLine(int start)
    {
        var bytes = source.Span[start..];
        if (!bytes.StartsWith("From "u8) && !bytes.StartsWith(">From "u8))
        {
            return start;
        }

        MeasureLine(source.Span, start, out var next);
        return next;
    }

    /// <summary>Reads fields up to the empty line, a line that is no field, or a boundary; returns where the body starts.</summary>
    private int ReadHeaders(int start, MimeHeaders kept)
    {
        var bytes = source.Span;
        var position = start;
        var name = default(Range);
        var value = default(Range);
        var hasField = false;
        while (position < bytes.Length)
        {
            var end = MeasureLine(bytes, position, out var next);
            var line = bytes[position..end];
            if (line.IsEmpty)
            {
                position = next;
                break;
            }

            if (line[0] is (byte)' ' or (byte)'\t')
            {
                if (!hasField)
                {
                    break;
                }

                value = value.Start..end;
                position = next;
                continue;
            }

            if (line[0] == (byte)'-' && MatchBoundary(line, out _) >= 0)
            {
                break;
            }

            var length = HeaderNames.Measure(line, out var colon);
            if (length < 0)
            {
                break;
            }

            Keep(kept, name, value, start);
            hasField = true;
            name = position..(position + length);
            value = (position + colon + 1)..end;
            position = next;
        }

        Keep(kept, name, value, start);
        return position;
    }

    private void Keep(MimeHeaders kept, Range name, Range value, int blockStart)
    {
        var nameBytes = source.Span[name];
        if (nameBytes.IsEmpty)
        {
            return;
        }

        if (headers >= limits.MaximumHeaders || name.Start.Value - blockStart >= limits.MaximumHeaderBytes)
        {
            limitReached = true;
            return;
        }

        headers++;
        var raw = source[value];
        if (raw.Length > limits.MaximumHeaderValueBytes)
        {
            raw = raw[..limits.MaximumHeaderValueBytes];
            limitReached = true;
        }

        kept.Add(new MimeHeader(HeaderNames.Get(nameBytes), raw));
    }

    /// <summary>The next line that is a boundary of an open multipart.</summary>
    private bool FindDelimiter(ReadOnlySpan<byte> bytes, int position, out Delimiter delimiter)
    {
        delimiter = default;
        while (activeBoundaries > 0)
        {
            var hyphens = bytes[position..].IndexOf("--"u8);
            if (hyphens < 0)
            {
                return false;
            }

            position += hyphens;
            if (position > 0 && bytes[position - 1] is not ((byte)'\n' or (byte)'\r'))
            {
                // No line starts within a run of hyphens, so a rule of 10 MB costs one step.
                var run = bytes[position..].IndexOfAnyExcept((byte)'-');
                position = run < 0 ? bytes.Length : position + run;
                continue;
            }

            var end = MeasureLine(bytes, position, out var next);
            var owner = MatchBoundary(bytes[position..end], out var isClose);
            if (owner >= 0)
            {
                delimiter = new Delimiter(owner, isClose, BeforeLineBreak(bytes, position), next);
                return true;
            }

            position = end;
        }

        return false;
    }

    /// <summary>Index of the innermost open multipart whose boundary this line is, or -1.</summary>
    private int MatchBoundary(ReadOnlySpan<byte> line, out bool isClose)
    {
        isClose = false;
        if (activeBoundaries == 0 || !line.StartsWith("--"u8))
        {
            return -1;
        }

        var text = line[2..].TrimEnd(" \t"u8);
        if (text.Length < shortestBoundary || text.Length > limits.MaximumBoundaryBytes + 2)
        {
            return -1;
        }

        for (var i = open.Count - 1; i >= 0; i--)
        {
            var boundary = open[i].Boundary.Span;
            if (boundary.IsEmpty || !text.StartsWith(boundary))
            {
                continue;
            }

            var rest = text[boundary.Length..];
            isClose = rest.SequenceEqual("--"u8);
            if (isClose || rest.IsEmpty)
            {
                return i;
            }
        }

        return -1;
    }

    private static int MeasureLine(ReadOnlySpan<byte> bytes, int start, out int next)
    {
        var length = bytes[start..].IndexOfAny((byte)'\n', (byte)'\r');
        if (length < 0)
        {
            next = bytes.Length;
            return next;
        }

        var end = start + length;
        next = end + (bytes[end..].StartsWith("\r\n"u8) ? 2 : 1);
        return end;
    }

    private static int BeforeLineBreak(ReadOnlySpan<byte> bytes, int lineStart)
    {
        var before = bytes[..lineStart];
        return lineStart - (before.EndsWith("\r\n"u8) ? 2 : Math.Min(1, lineStart));
    }

    /// <param name="Entity">The entity whose body is being read.</param>
    /// <param name="Boundary">What separates its parts; empty when it has none, or after its closing boundary.</param>
    /// <param name="ExpectsMessage">Its body is a message that has not been opened.</param>
    private readonly record struct OpenEntity(MimeEntity Entity, ReadOnlyMemory<byte> Boundary, bool ExpectsMessage);

    /// <param name="Owner">Index of the open multipart.</param>
    /// <param name="IsClose">It is the closing boundary.</param>
    /// <param name="ContentEnd">Where what stands before it ends.</param>
    /// <param name="Next">The line after it.</param>
    private readonly record struct Delimiter(int Owner, bool IsClose, int ContentEnd, int Next);
}
