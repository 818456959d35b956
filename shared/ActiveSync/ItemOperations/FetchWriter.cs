using System.Buffers;
using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.Mailboxes.BadItems;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mime;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.ItemOperations;

/// <summary>Answers the Fetch operations of one request.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.67.1 Fetch (ItemOperations).</remarks>
internal sealed class FetchWriter(EasContext context, ItemWriters items, AnswerDocument document)
{
    private readonly WbxmlWriter writer = document.Writer;
    private readonly AnswerParts? parts = document.Parts;

    public async Task WriteAsync(ItemOperation fetch, CancellationToken cancellationToken)
    {
        if (fetch.Refusal is { } refusal)
        {
            Refuse(fetch, refusal);
        }
        else if (fetch.ServerId is not null)
        {
            await WriteItemAsync(fetch, cancellationToken);
        }
        else if (fetch.FileReference is not null)
        {
            await WriteAttachmentAsync(fetch, cancellationToken);
        }
        else
        {
            await WriteFoundAsync(fetch, cancellationToken);
        }
    }

    /// <summary>Says why there is nothing, and to which operation it belongs.</summary>
    public void Refuse(ItemOperation fetch, ItemOperationsStatus status)
    {
        writer.Start(ItemOperationsPage.Fetch);
        writer.Element(ItemOperationsPage.Status, (int)status);
        Repeat(AirSyncPage.CollectionId, fetch.CollectionId);
        Repeat(AirSyncPage.ServerId, fetch.ServerId);
        Repeat(SearchPage.LongId, fetch.LongId);
        Repeat(DocumentLibraryPage.LinkId, fetch.LinkId);
        Repeat(AirSyncBasePage.FileReference, fetch.FileReference);
        writer.End();
    }

    private async Task WriteItemAsync(ItemOperation fetch, CancellationToken cancellationToken)
    {
        if (ServerIds.Parse(fetch.ServerId) is not { } id
            || (fetch.CollectionId is { } collection && ServerIds.ParseCollection(collection) != id.Folder)
            || await FindAsync(id.Item, cancellationToken) is not { } item
            || item.Folder != id.Folder
            || !context.State.HasFolder(id.Folder))
        {
            Refuse(fetch, ItemOperationsStatus.NotFound);
            return;
        }

        await WriteItemAsync(fetch, item, cancellationToken);
    }

    // What a search gave: wherever the item stands now.
    private async Task WriteFoundAsync(ItemOperation fetch, CancellationToken cancellationToken)
    {
        if (LongIds.Parse(fetch.LongId) is not { } id
            || await FindAsync(id, cancellationToken) is not { } item
            || !context.State.HasFolder(item.Folder))
        {
            Refuse(fetch, ItemOperationsStatus.NotFound);
            return;
        }

        await WriteItemAsync(fetch, item, cancellationToken);
    }

    private async Task WriteItemAsync(ItemOperation fetch, Item item, CancellationToken cancellationToken)
    {
        var mark = document.Mark();
        writer.Start(ItemOperationsPage.Fetch);
        writer.Element(ItemOperationsPage.Status, (int)ItemOperationsStatus.Success);
        if (fetch.ServerId is not null)
        {
            writer.Element(AirSyncPage.CollectionId, item.Folder);
        }

        Repeat(AirSyncPage.ServerId, fetch.ServerId);
        Repeat(SearchPage.LongId, fetch.LongId);
        writer.Element(AirSyncPage.Class, (Enum.IsDefined(item.Class) ? item.Class : ItemClass.Email).ToString());
        writer.Start(ItemOperationsPage.Properties);
        if (!await items.TryWriteAsync(document, context, item, isChange: false, fetch.Options, cancellationToken))
        {
            document.Rewind(mark);
            Refuse(fetch, ItemOperationsStatus.NotFound);
            return;
        }

        writer.End();
        writer.End();
    }

    private async Task WriteAttachmentAsync(ItemOperation fetch, CancellationToken cancellationToken)
    {
        if (FileReference.Parse(fetch.FileReference!) is not { } reference)
        {
            Refuse(fetch, ItemOperationsStatus.InvalidFileReference);
            return;
        }

        if (await FindAsync(reference.Item, cancellationToken) is not { } item || !context.State.HasFolder(item.Folder))
        {
            Refuse(fetch, ItemOperationsStatus.NotFound);
            return;
        }

        var mark = document.Mark();
        try
        {
            await WriteAttachmentAsync(fetch, item, reference.Part, cancellationToken);
        }
        catch (Exception e) when (items.IsFaultOf(item, context.Mailbox, e, cancellationToken, out var reason))
        {
            document.Rewind(mark);
            if (reason != BadItemReason.BlobMissing || (await ItemWriters.FindAgainAsync(context, item, cancellationToken))?.Blob == item.Blob)
            {
                items.List(document, context, item, reason);
            }

            Refuse(fetch, reason == BadItemReason.BlobMissing ? ItemOperationsStatus.NotFound : ItemOperationsStatus.ConversionFailed);
        }
    }

    private async Task WriteAttachmentAsync(ItemOperation fetch, Item item, string wanted, CancellationToken cancellationToken)
    {
        using var mail = await MailBodyReader.OpenAsync(context.Mailbox, item, cancellationToken);
        if (mail is null)
        {
            if (item.Blob is not null)
            {
                throw new BadItemException(BadItemReason.BlobMissing);
            }

            Refuse(fetch, ItemOperationsStatus.NotFound);
        }
        else if (mail.FindAttachment(wanted) is not { } part)
        {
            Refuse(fetch, ItemOperationsStatus.InvalidFileReference);
        }
        else if (ByteRange.Of(fetch.Range, part.DecodedLength) is not { } range)
        {
            Refuse(fetch, ItemOperationsStatus.InvalidRange);
        }
        else
        {
            await WriteAttachmentAsync(fetch, mail, part, range, cancellationToken);
        }
    }

    private async Task WriteAttachmentAsync(ItemOperation fetch, MailBodyReader mail, MimePartLayout part, ByteRange range, CancellationToken cancellationToken)
    {
        writer.Start(ItemOperationsPage.Fetch);
        writer.Element(ItemOperationsPage.Status, (int)ItemOperationsStatus.Success);
        writer.Element(AirSyncBasePage.FileReference, fetch.FileReference);
        writer.Start(ItemOperationsPage.Properties);
        if (fetch.Range is not null)
        {
            writer.Element(ItemOperationsPage.Range, range.ToString());
            writer.Element(ItemOperationsPage.Total, part.DecodedLength);
        }

        writer.Element(AirSyncBasePage.ContentType, part.ContentType);
        var pieces = mail.ReadPartAsync(part, range.First, range.Count, cancellationToken);
        await (parts is null ? WriteBase64Async(pieces) : WriteRawAsync(parts.Add(writer), pieces));
        writer.End();
        writer.End();
    }

    private async Task WriteBase64Async(IAsyncEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        using var data = new DataText(writer, ItemOperationsPage.Data);
        using var base64 = new Base64Text(data);
        await foreach (var piece in pieces)
        {
            base64.Append(piece.Span);
        }

        base64.Finish();
    }

    private static async Task WriteRawAsync(IBufferWriter<byte> raw, IAsyncEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        await foreach (var piece in pieces)
        {
            raw.Write(piece.Span);
        }
    }

    private async Task<Item?> FindAsync(long item, CancellationToken cancellationToken) =>
        await context.Mailbox.FindItemsAsync([item], cancellationToken) is [{ } found] ? found : null;

    private void Repeat(WbxmlTag tag, string? sent)
    {
        if (sent is not null)
        {
            writer.Element(tag, sent);
        }
    }
}
