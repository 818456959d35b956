using System.Buffers;
using System.Text;

namespace Carbonio.Cloud.Mime;

/// <summary>
/// Puts a quotation into a message that is written already: below its text and HTML, and as parts behind it. All other parts, and
/// all fields of the head, keep their bytes.
/// </summary>
/// <param name="fillRandom">Fills a buffer with random bytes for boundaries.</param>
public sealed class MessageJoiner(MimeBuilder.FillRandom fillRandom)
{
    /// <summary>Joins them.</summary>
    /// <param name="message">The message.</param>
    /// <param name="quotation">What is put in.</param>
    /// <returns>The whole message; the one that was given, byte for byte, when it or a part of it is signed or encrypted.</returns>
    public ReadOnlyMemory<byte> Join(MimeMessage message, Quotation quotation)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(quotation);
        if (IsProtected(message.Root))
        {
            return message.Source;
        }

        var layout = MessageLayout.From(message);
        var texts = new SortedDictionary<int, (MimeEntity Entity, string Text)>();
        var html = FindText(message.Root, layout, layout.HtmlBody, "text/html");
        var text = FindText(message.Root, layout, layout.TextBody, "text/plain");
        if (html is not null && quotation.Html.Length > 0)
        {
            texts[html.Entity.HeaderOffset] = (html.Entity, HtmlJoin.Append(html.Read(message.Source), quotation.Html));
        }

        if (text is not null && quotation.Text.Length > 0)
        {
            texts[text.Entity.HeaderOffset] = (text.Entity, Below(text.Read(message.Source), quotation.Text));
        }

        var content = Rewrite(message, texts);
        List<ReadOnlyMemory<byte>> files = [.. quotation.Files];
        if (html is null && text is null && quotation.Text.Length > 0)
        {
            files.Insert(0, Entity(output => MimeBuilder.WriteText(output, "plain", quotation.Text)));
        }

        if (html is not null && quotation.Inline.Count > 0)
        {
            content = Wrap("related", content, quotation.Inline);
        }

        if (files.Count > 0)
        {
            content = Wrap("mixed", content, files);
        }

        var head = MessageHead.Of(message.Source, message.Root).Where(name => !MessageHead.IsOfContent(name));
        if (!head.Has("MIME-Version"))
        {
            head.Put("MIME-Version", "1.0");
        }

        var output = new ArrayBufferWriter<byte>((int)head.Length + content.Length);
        head.Write(output);
        output.Write(content.Span);
        return output.WrittenMemory;
    }

    /// <summary>A part of another message, to be put into this one: what describes its content, and its body, byte for byte.</summary>
    /// <param name="source">The other message.</param>
    /// <param name="entity">The part.</param>
    public static ReadOnlyMemory<byte> Copy(ReadOnlyMemory<byte> source, MimeEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return MessageHead.Of(source, entity).Where(MessageHead.IsOfContent).With(source.Span.Slice(entity.BodyOffset, entity.BodyLength));
    }

    /// <summary>A file as a part.</summary>
    public static ReadOnlyMemory<byte> File(MimeAttachment file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Entity(output => MimeBuilder.WriteAttachment(output, file, isInline: file.ContentId is not null));
    }

    /// <summary>Whether a message, or a part of it, is signed or encrypted, so that nothing in it may be written anew.</summary>
    public static bool IsProtected(MimeEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return entity.ContentType.MediaType is "multipart/signed" or "multipart/encrypted" or "application/pkcs7-mime" or "application/x-pkcs7-mime"
            || ProtectionRules.Find(entity) != MessageProtection.None
            || (entity.ContentType.IsMultipart && entity.Children.Any(IsProtected));
    }

    /// <summary>The last part of a body, where it is of that type: what comes below it comes below all of the text.</summary>
    private static TextPart? FindText(MimeEntity root, MessageLayout layout, IReadOnlyList<int> body, string type) =>
        body is [.., var last] && layout.Parts[last].ContentType == type && FindLeaf(root, layout.Parts[last].Offset) is { } leaf
            ? new(leaf, layout.Parts[last].Charset)
            : null;

    private static MimeEntity? FindLeaf(MimeEntity entity, int offset)
    {
        if (entity.ContentType.IsMultipart && entity.Children.Count > 0)
        {
            return entity.Children.Select(child => FindLeaf(child, offset)).FirstOrDefault(found => found is not null);
        }

        return offset == entity.BodyOffset || (offset > entity.BodyOffset && offset < entity.BodyOffset + entity.BodyLength) ? entity : null;
    }

    private static string Below(string upper, string lower) => $"{upper.TrimEnd('\r', '\n', ' ')}\r\n\r\n{lower}";

    /// <summary>The root with its content's fields, and in it the texts in the place of what their parts held.</summary>
    private static ReadOnlyMemory<byte> Rewrite(MimeMessage message, SortedDictionary<int, (MimeEntity Entity, string Text)> texts)
    {
        var source = message.Source;
        var root = message.Root;
        var head = MessageHead.Of(source, root).Where(MessageHead.IsOfContent);
        if (texts.TryGetValue(root.HeaderOffset, out var only) && only.Entity == root)
        {
            return Rewrite(head, root, only.Text);
        }

        var output = new ArrayBufferWriter<byte>(source.Length + texts.Values.Sum(one => one.Text.Length));
        head.Write(output);
        output.Write("\r\n"u8);
        var position = root.BodyOffset;
        foreach (var (entity, text) in texts.Values)
        {
            output.Write(source.Span[position..entity.HeaderOffset]);
            output.Write(Rewrite(MessageHead.Of(source, entity), entity, text).Span);
            position = entity.BodyOffset + entity.BodyLength;
        }

        output.Write(source.Span[position..]);
        return output.WrittenMemory;
    }

    private static ReadOnlyMemory<byte> Rewrite(MessageHead head, MimeEntity entity, string text)
    {
        head.Remove(name => name.ToUpperInvariant() is "CONTENT-TYPE" or "CONTENT-TRANSFER-ENCODING" or "CONTENT-MD5" or "CONTENT-LENGTH");
        var output = new ArrayBufferWriter<byte>();
        head.Write(output);
        MimeBuilder.WriteText(output, entity.ContentType.MediaType == "text/html" ? "html" : "plain", text);
        return output.WrittenMemory;
    }

    private ReadOnlyMemory<byte> Wrap(string subtype, ReadOnlyMemory<byte> content, IReadOnlyList<ReadOnlyMemory<byte>> others)
    {
        Span<byte> random = stackalloc byte[16];
        fillRandom(random);
        var boundary = MimeBuilder.Boundary(random);
        var output = new ArrayBufferWriter<byte>(content.Length + others.Sum(part => part.Length) + 1024);
        FieldWriter.Write(output, "Content-Type", subtype == "related"
            ? $"multipart/related; type=\"{TypeOf(content)}\"; boundary=\"{boundary}\""
            : $"multipart/{subtype}; boundary=\"{boundary}\"");
        if (!Ascii.IsValid(content.Span) || others.Any(part => !Ascii.IsValid(part.Span)))
        {
            // RFC 2045, 6.4: a multipart says so when a part of it is not 7bit.
            FieldWriter.Write(output, "Content-Transfer-Encoding", "8bit");
        }

        foreach (var part in (IEnumerable<ReadOnlyMemory<byte>>)[content, .. others])
        {
            MimeBuilder.StartPart(output, boundary);
            output.Write(part.Span);
        }

        MimeBuilder.EndMultipart(output, boundary);
        return output.WrittenMemory;
    }

    private static string TypeOf(ReadOnlyMemory<byte> entity) =>
        MimeParser.Parse(entity, MimeLimits.Default with { MaximumParts = 1 }).Root.ContentType.MediaType;

    private static ReadOnlyMemory<byte> Entity(Action<ArrayBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return output.WrittenMemory;
    }

    private sealed record TextPart(MimeEntity Entity, string? Charset)
    {
        public string Read(ReadOnlyMemory<byte> source)
        {
            var encoded = source.Slice(Entity.BodyOffset, Entity.BodyLength);
            return Charsets.Decode(PartDecoder.Decode(encoded, Entity.TransferEncoding, int.MaxValue).Span, Charset);
        }
    }
}
