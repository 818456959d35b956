using System.Globalization;

namespace Carbonio.Cloud.Mime;

/// <summary>Walks the entities once, choosing bodies on the way. Its depth is the parser's, which is limited.</summary>
internal sealed class LayoutBuilder(MimeMessage message)
{
    /// <summary>Kept free for the bodies' indexes and the head of the serialised form.</summary>
    private const int ReservedBytes = 256;

    /// <summary>Decoded bytes of an encoded message in which its subject is looked for.</summary>
    private const int EmbeddedHeaderBytes = 8 * 1024;

    private readonly List<MimePartLayout> parts = [];
    private int serializedBytes = ReservedBytes;
    private bool partsOmitted;
    private int? calendar;
    private bool calendarHasMethod;

    public MessageLayout Build()
    {
        var root = message.Root;
        var bodies = Walk(root, root.Children.Count > 0 && root.ContentType.IsMultipart ? string.Empty : "1", new Place(Role.Body, IsFirst: true));
        if (!bodies.Html.Exists(index => parts[index].ContentType == "text/html"))
        {
            // Nothing refers to an inline part when there is no HTML: hiding it would lose it.
            for (var i = 0; i < parts.Count; i++)
            {
                parts[i] = parts[i] with { IsInline = false };
            }
        }

        return new MessageLayout
        {
            Parts = parts,
            TextBody = bodies.Text,
            HtmlBody = bodies.Html,
            CalendarPart = calendar,
            Protection = ProtectionRules.Find(root),
            Report = ReportRules.Find(root),
            PartsOmitted = partsOmitted,
            LimitReached = message.LimitReached,
        };
    }

    private Bodies Walk(MimeEntity entity, string number, Place place)
    {
        if (!entity.ContentType.IsMultipart || entity.Children.Count == 0)
        {
            return AddLeaf(entity, number, place);
        }

        switch (entity.ContentType.Subtype)
        {
            case "alternative":
                return WalkAlternative(entity, number, place);
            case "related":
                var root = RootOf(entity);
                return WalkEach(entity, number, (child, _) => new Place(place.Role is (Role.Body or Role.Alternative) && child == root ? Role.Body : Role.Resource, IsFirst: true));
            case "signed":
                return WalkEach(entity, number, (_, index) => new Place(index == 0 ? place.Role : Role.Signature, IsFirst: true));
            default:
                return WalkEach(entity, number, (_, index) => new Place(place.Role is Role.Alternative ? Role.Body : place.Role, IsFirst: index == 0));
        }
    }

    private Bodies WalkEach(MimeEntity entity, string number, Func<MimeEntity, int, Place> place)
    {
        var all = new Bodies();
        for (var i = 0; i < entity.Children.Count; i++)
        {
            var child = entity.Children[i];
            var bodies = Walk(child, Number(number, i), place(child, i));
            Append(all.Text, bodies.Text);
            Append(all.Html, bodies.Html);
        }

        return all;
    }

    /// <summary>The last branch with HTML is for HTML readers, the last without for the others; a missing one is replaced by the other.</summary>
    private Bodies WalkAlternative(MimeEntity entity, string number, Place place)
    {
        Bodies? plain = null;
        Bodies? html = null;
        for (var i = 0; i < entity.Children.Count; i++)
        {
            var role = place.Role is (Role.Body or Role.Alternative) ? Role.Alternative : place.Role;
            var bodies = Walk(entity.Children[i], Number(number, i), new Place(role, IsFirst: true));
            if (bodies.Html.Exists(index => parts[index].ContentType == "text/html"))
            {
                html = bodies;
            }
            else if (bodies.Text.Count > 0)
            {
                plain = bodies;
            }
        }

        return new Bodies { Text = plain?.Text ?? html?.Text ?? [], Html = html?.Html ?? plain?.Html ?? [] };
    }

    private Bodies AddLeaf(MimeEntity entity, string number, Place place)
    {
        var type = EffectiveType(entity);
        var isAlternative = place.Role == Role.Alternative;
        var declaredAttachment = entity.Disposition is { IsAttachment: true };
        var fileName = entity.FileName;
        var mayBeBody = place.Role is (Role.Body or Role.Alternative) && !entity.IsOpaque;
        var isBody = mayBeBody && IsReadable(type, isAlternative) && !declaredAttachment && (place.IsFirst || fileName is null);
        var isCalendar = mayBeBody && type == "text/calendar";
        var isOtherRendering = isAlternative && type.StartsWith("text/", StringComparison.Ordinal) && !declaredAttachment;
        var isAttachment = place.Role != Role.Signature && !isBody && !isOtherRendering
            && !(isCalendar && !declaredAttachment && fileName is null);
        var part = new MimePartLayout
        {
            PartNumber = number,
            ContentType = type,
            Charset = isBody || isCalendar || type.StartsWith("text/", StringComparison.Ordinal) ? FindCharset(entity, type) : null,
            TransferEncoding = entity.TransferEncoding,
            Offset = entity.BodyOffset,
            EncodedLength = entity.BodyLength,
            DecodedLength = PartDecoder.Measure(message.Source.Span.Slice(entity.BodyOffset, entity.BodyLength), entity.TransferEncoding),
            FileName = fileName ?? EmbeddedName(entity),
            ContentId = Short(entity.ContentId),
            ContentLocation = Short(entity.ContentLocation),
            IsAttachment = isAttachment,
            IsEmbeddedMessage = entity.ContentType.IsMessage,
        };
        part = part with { IsInline = isAttachment && IsInline(part, entity, place) };
        if (isBody && UuSplitter.Split(message.Source.Span, part) is { } pieces)
        {
            return AddPieces(pieces);
        }

        if (!TryKeep(part))
        {
            return new Bodies();
        }

        if (isCalendar)
        {
            NoteCalendar(entity);
        }

        return isBody ? new Bodies { Text = [parts.Count - 1], Html = [parts.Count - 1] } : new Bodies();
    }

    /// <summary>The pieces of a text with uuencoded files in it: what is no file is body.</summary>
    private Bodies AddPieces(List<MimePartLayout> pieces)
    {
        var all = new Bodies();
        foreach (var piece in pieces)
        {
            if (TryKeep(piece) && !piece.IsAttachment)
            {
                Append(all.Text, [parts.Count - 1]);
                Append(all.Html, [parts.Count - 1]);
            }
        }

        return all;
    }

    private bool TryKeep(MimePartLayout part)
    {
        var bytes = LayoutCodec.MeasurePart(part);
        if (parts.Count >= MessageLayout.MaximumParts || serializedBytes + bytes > MessageLayout.MaximumSerializedBytes)
        {
            partsOmitted = true;
            return false;
        }

        serializedBytes += bytes;
        parts.Add(part);
        return true;
    }

    /// <summary>The first calendar part with a method is the one that the message is about (RFC 6047, 2.4); else the first.</summary>
    private void NoteCalendar(MimeEntity entity)
    {
        var hasMethod = entity.ContentType.Parameters.Find("method") is not null;
        if (calendar is null || (hasMethod && !calendarHasMethod))
        {
            calendar = parts.Count - 1;
            calendarHasMethod = hasMethod;
        }
    }

    /// <summary>HTML can refer to it, and it is made for that: inside a related, or declared inline.</summary>
    private static bool IsInline(MimePartLayout part, MimeEntity entity, Place place) =>
        (part.ContentId is not null || part.ContentLocation is not null)
        && ((place.Role == Role.Resource && (entity.Disposition is not { IsAttachment: true } || entity.ContentType.Type == "image"))
            || entity.Disposition is { IsInline: true });

    /// <summary>
    /// Text and HTML; outside of an alternative, where plain text stands beside it, also text that is readable as it is.
    /// RFC 2046, 4.1.4: a text type that is not known is shown as plain text.
    /// </summary>
    private static bool IsReadable(string type, bool isAlternative) =>
        type is ("text/plain" or "text/html") || (!isAlternative && type is ("text/enriched" or "text/richtext" or "text/markdown" or "text/x-markdown"));

    /// <summary>What the content is, whatever is declared: a multipart without parts is text (RFC 2045, 5.2), one that a limit closed is bytes.</summary>
    private static string EffectiveType(MimeEntity entity)
    {
        if (entity.ContentType.IsMultipart)
        {
            return (entity.IsOpaque ? ContentType.OctetStream : ContentType.Default).MediaType;
        }

        return entity.ContentType.MediaType.Length <= MessageLayout.MaximumTypeCharacters ? entity.ContentType.MediaType : ContentType.OctetStream.MediaType;
    }

    private string? FindCharset(MimeEntity entity, string type)
    {
        if (entity.ContentType.Charset is { } declared)
        {
            return declared.Length <= Charsets.MaximumNameCharacters ? declared : null;
        }

        return type != "text/html" ? null : MetaCharset.Find(PartDecoder.Decode(
            message.Source.Slice(entity.BodyOffset, Math.Min(entity.BodyLength, 3 * MetaCharset.SearchedBytes)), entity.TransferEncoding, MetaCharset.SearchedBytes).Span);
    }

    /// <summary>The subject of a message as the name of its file. One that is encoded, which RFC 2046, 5.2.1 forbids, has its headers decoded for that.</summary>
    private string? EmbeddedName(MimeEntity entity) =>
        entity.ContentType.IsMessage && (entity.EmbeddedMessage ?? Decoded(entity))?.Headers.Find("Subject") is { } subject
        && FileNames.Clean($"{HeaderText.Cut(subject.DecodedText.Replace('/', '_').Replace('\\', '_'), FileNames.MaximumCharacters - 4)}") is { } name
            ? name + ".eml"
            : null;

    private MimeEntity? Decoded(MimeEntity entity) => entity.TransferEncoding.IsIdentity() || entity.IsOpaque
        ? null
        : MimeParser.Parse(
            PartDecoder.Decode(message.Source.Slice(entity.BodyOffset, entity.BodyLength), entity.TransferEncoding, EmbeddedHeaderBytes),
            MimeLimits.Default with { MaximumDepth = 1 }).Root;

    /// <summary>The part that a related's <c>start</c> names (RFC 2387, 3.2), else the first.</summary>
    private static MimeEntity RootOf(MimeEntity related)
    {
        var start = related.ContentType.Parameters.Find("start")?.Trim('<', '>', ' ');
        return (start is null ? null : related.Children.FirstOrDefault(child => child.ContentId == start)) ?? related.Children[0];
    }

    private static string? Short(string? reference) => reference is { Length: > MessageLayout.MaximumReferenceCharacters } ? null : reference;

    private static string Number(string parent, int index)
    {
        var own = (index + 1).ToString(CultureInfo.InvariantCulture);
        return parent.Length == 0 ? own : $"{parent}.{own}";
    }

    private static void Append(List<int> all, List<int> more) => all.AddRange(more.Take(MessageLayout.MaximumBodyParts - all.Count));

    private enum Role
    {
        /// <summary>Text here is body.</summary>
        Body,

        /// <summary>A branch of an alternative.</summary>
        Alternative,

        /// <summary>Belongs to the root of a related.</summary>
        Resource,

        /// <summary>The signature over the part before.</summary>
        Signature,
    }

    private readonly record struct Place(Role Role, bool IsFirst);

    private sealed class Bodies
    {
        public List<int> Text { get; init; } = [];

        public List<int> Html { get; init; } = [];
    }
}
