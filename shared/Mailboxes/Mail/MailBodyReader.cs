using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Carbonio.Cloud.Mailboxes.BadItems;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mime;

namespace Carbonio.Cloud.Mailboxes.Mail;

/// <summary>
/// Reads the original form of one mail: its text and HTML, its parts, or all of it. Reads ranges of the blob into pooled memory,
/// so that a large mail is held by nobody but who collects it.
/// </summary>
public sealed class MailBodyReader : IDisposable
{
    /// <summary>Bytes read at once. The first so many are read when the mail is opened, which is the whole of most mails.</summary>
    public const int ChunkBytes = 64 * 1024;

    // Of a body that is to be cut, so much more of the part is read than bytes are wanted: charsets take up to four bytes for what is one in UTF-8.
    private const int DecodedForOneByte = 4;
    private const int Slack = 1024;

    private readonly IMailboxView mailbox;
    private readonly Item item;
    private readonly byte[] head;
    private readonly int headLength;
    private readonly bool isReadable;
    private bool disposed;

    private MailBodyReader(IMailboxView mailbox, Item item, byte[] head, int headLength)
    {
        this.mailbox = mailbox;
        this.item = item;
        this.head = head;
        this.headLength = headLength;
        var stored = new MailContent(item.Content).Bytes(MailField.Layout);
        isReadable = MessageLayout.TryRead(stored, out var layout) || stored.IsEmpty;
        Layout = layout ?? new MessageLayout();
    }

    /// <summary>Where the parts lie.</summary>
    public MessageLayout Layout { get; }

    /// <summary>Bytes of the whole message.</summary>
    public long Length => item.Size;

    /// <summary>The attachment that devices call by this name, or null.</summary>
    public MimePartLayout? FindAttachment(string name) =>
        AttachmentNames.Of(new MailContent(item.Content).Bytes(MailField.AttachmentNames)).PartOf(name) is { } number
        && Layout.Find(number) is { IsAttachment: true } part
            ? part
            : null;

    /// <summary>Opens a mail.</summary>
    /// <returns>Null when it has no original form, or lost it meanwhile.</returns>
    public static async Task<MailBodyReader?> OpenAsync(IMailboxView mailbox, Item item, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentNullException.ThrowIfNull(item);
        var head = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        int? read = null;
        try
        {
            read = await mailbox.ReadBlobAsync(item, 0, head.AsMemory(0, ChunkBytes), cancellationToken);
        }
        finally
        {
            if (read is null)
            {
                ArrayPool<byte>.Shared.Return(head);
            }
        }

        return read is { } length ? new(mailbox, item, head, length) : null;
    }

    /// <summary>The body as plain text in UTF-8, made from the HTML where the sender gave no text.</summary>
    /// <param name="maximumBytes">Most bytes; never inside a character.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="BadItemException">The stored layout cannot be read, the blob went away, or is shorter than the mail.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadTextAsync(long maximumBytes, CancellationToken cancellationToken)
    {
        var isConverted = Layout.TextBody.Any(index => Layout.Parts[index].ContentType == "text/html");
        return await ReadBodyAsync(Layout.TextBody, isConverted ? long.MaxValue : maximumBytes, maximumBytes, MessageBody.ReadText, cancellationToken);
    }

    /// <summary>The body as HTML in UTF-8, made from the text where the sender gave no HTML.</summary>
    /// <param name="maximumBytes">Most bytes; never inside a character.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="BadItemException">The stored layout cannot be read, the blob went away, or is shorter than the mail.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadHtmlAsync(long maximumBytes, CancellationToken cancellationToken) =>
        await ReadBodyAsync(Layout.HtmlBody, maximumBytes, maximumBytes, MessageBody.ReadHtml, cancellationToken);

    /// <summary>A range of the whole message, in pieces. A piece holds until the next is asked for.</summary>
    /// <exception cref="BadItemException">The blob went away while it was read, or is shorter than the mail.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadMimeAsync(long from, long count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            while (count > 0)
            {
                var read = await ReadAsync(from, buffer.AsMemory(0, (int)Math.Min(count, ChunkBytes)), cancellationToken);
                if (read == 0)
                {
                    yield break;
                }

                yield return buffer.AsMemory(0, read);
                from += read;
                count -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>A range of a part's decoded bytes, in pieces. A piece holds until the next is asked for.</summary>
    /// <exception cref="BadItemException">The blob went away while it was read, or is shorter than the mail.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadPartAsync(MimePartLayout part, long from, long count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(part);
        if (part.TransferEncoding.IsIdentity())
        {
            await foreach (var piece in ReadMimeAsync(part.Offset + from, Math.Min(count, part.EncodedLength - from), cancellationToken))
            {
                yield return piece;
            }

            yield break;
        }

        var decoder = new PartDecoder(part.TransferEncoding);
        var decoded = new ArrayBufferWriter<byte>(ChunkBytes);
        var position = 0L;
        var ended = false;
        await using var pieces = ReadMimeAsync(part.Offset, part.EncodedLength, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (!ended && count > 0)
        {
            decoded.ResetWrittenCount();
            ended = !await pieces.MoveNextAsync();
            if (ended)
            {
                decoder.Finish(decoded);
            }
            else
            {
                decoder.Decode(pieces.Current.Span, decoded);
            }

            var skip = (int)Math.Clamp(from - position, 0, decoded.WrittenCount);
            var take = (int)Math.Min(count, decoded.WrittenCount - skip);
            position += decoded.WrittenCount;
            if (take > 0)
            {
                yield return decoded.WrittenMemory.Slice(skip, take);
                count -= take;
            }
        }
    }

    /// <summary>Bytes of the header block with the empty line behind it.</summary>
    public int HeaderBytes
    {
        get
        {
            var bytes = head.AsSpan(0, headLength);
            for (var line = 0; line < bytes.Length;)
            {
                var length = bytes[line..].IndexOf((byte)'\n');
                if (length < 0)
                {
                    break;
                }

                line += length + 1;
                if (bytes[(line - length - 1)..(line - 1)].TrimEnd((byte)'\r').IsEmpty)
                {
                    return line;
                }
            }

            return bytes.Length;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!disposed)
        {
            disposed = true;
            ArrayPool<byte>.Shared.Return(head);
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReadBodyAsync(
        IReadOnlyList<int> parts,
        long wanted,
        long maximumBytes,
        Func<MessageLayout, Func<MimePartLayout, ReadOnlyMemory<byte>>, int, string> read,
        CancellationToken cancellationToken)
    {
        if (!isReadable)
        {
            throw new BadItemException(BadItemReason.Damaged);
        }

        var decodedBytes = (int)Math.Min(MailContentBuilder.MaximumBodyBytes, (Math.Min(wanted, MailContentBuilder.MaximumBodyBytes) * DecodedForOneByte) + Slack);
        var encoded = new Dictionary<MimePartLayout, ReadOnlyMemory<byte>>(ReferenceEqualityComparer.Instance);
        var rented = new List<byte[]>();
        try
        {
            foreach (var part in parts.Select(index => Layout.Parts[index]))
            {
                // No encoding takes more than four bytes for one, but for line ends.
                var length = (int)Math.Min(part.EncodedLength, ((long)decodedBytes * DecodedForOneByte) + Slack);
                encoded[part] = await ReadRangeAsync(part.Offset, length, rented, cancellationToken);
            }

            var body = read(Layout, part => encoded[part], decodedBytes);
            return Utf8Text.Truncate(Encoding.UTF8.GetBytes(body), (int)Math.Min(maximumBytes, int.MaxValue));
        }
        finally
        {
            rented.ForEach(buffer => ArrayPool<byte>.Shared.Return(buffer));
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReadRangeAsync(long offset, int length, List<byte[]> rented, CancellationToken cancellationToken)
    {
        if (offset + length <= headLength)
        {
            return head.AsMemory((int)offset, length);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(length);
        rented.Add(buffer);
        return buffer.AsMemory(0, await ReadAsync(offset, buffer.AsMemory(0, length), cancellationToken));
    }

    private async Task<int> ReadAsync(long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        if (offset < headLength)
        {
            var known = head.AsMemory((int)offset, (int)Math.Min(headLength - offset, destination.Length));
            known.CopyTo(destination);
            return known.Length == destination.Length
                ? known.Length
                : known.Length + await ReadAsync(offset + known.Length, destination[known.Length..], cancellationToken);
        }

        if (offset >= Length || destination.IsEmpty)
        {
            return 0;
        }

        return await mailbox.ReadBlobAsync(item, offset, destination, cancellationToken) switch
        {
            null => throw new BadItemException(BadItemReason.BlobMissing),
            0 => throw new BadItemException(BadItemReason.Damaged), // the blob ends before the mail does
            var read => read.Value,
        };
    }
}
