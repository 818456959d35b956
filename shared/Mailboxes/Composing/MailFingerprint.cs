using System.Security.Cryptography;
using System.Text;
using Carbonio.Cloud.Mime;

namespace Carbonio.Cloud.Mailboxes.Composing;

/// <summary>
/// What makes a message the same although a device has written it anew: its recipients, its subject, its text and its files.
/// Boundaries, encodings, dates, message ids and the ids of images don't.
/// </summary>
public static class MailFingerprint
{
    /// <summary>The fingerprint.</summary>
    /// <param name="message">As the device sent it, nothing joined.</param>
    /// <param name="about">What else makes a difference: the command, the message that is answered.</param>
    public static byte[] Of(MimeMessage message, string about)
    {
        ArgumentNullException.ThrowIfNull(message);
        var layout = MessageLayout.From(message);
        var content = MessageBody.In(message.Source);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, about);
        var head = MessageHead.Of(message.Source, message.Root);
        foreach (var name in new[] { "To", "Cc", "Bcc" })
        {
            Add(hash, name);
            foreach (var address in head.Texts(name).SelectMany(AddressParser.Parse).Select(one => one.Address.ToLowerInvariant()).Order(StringComparer.Ordinal))
            {
                Add(hash, address);
            }
        }

        Add(hash, message.Root.Headers.Find("Subject")?.DecodedText.Trim() ?? "");
        foreach (var part in layout.Parts)
        {
            Add(hash, part.ContentType);
            Add(hash, part.FileName ?? "");
            var encoded = content(part);
            if (part.ContentType.StartsWith("text/", StringComparison.Ordinal))
            {
                Add(hash, Plain(PartContent.DecodeText(encoded, part, int.MaxValue), layout));
            }
            else
            {
                Add(hash, PartContent.Decode(encoded, part, int.MaxValue).Span);
            }
        }

        if (layout.PartsOmitted || layout.LimitReached)
        {
            // What the layout does not name counts as it is written.
            Add(hash, message.Source.Span[message.Root.BodyOffset..]);
        }

        return hash.GetHashAndReset();
    }

    private static string Plain(string text, MessageLayout layout)
    {
        for (var i = 0; i < layout.Parts.Count; i++)
        {
            if (layout.Parts[i] is { IsInline: true, ContentId: { } id })
            {
                text = text.Replace(id, $"cid-{i}", StringComparison.Ordinal);
            }
        }

        return text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').TrimEnd();
    }

    private static void Add(IncrementalHash hash, string text) => Add(hash, Encoding.UTF8.GetBytes(text));

    private static void Add(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        // With its length before it, so that no two lists of values look alike.
        Span<byte> length = stackalloc byte[sizeof(int)];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
