using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.ItemOperations;

/// <summary>Answers ItemOperations: items and attachments, in the document or as parts beside it.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.10 ItemOperations. Holds nothing between requests.</remarks>
public sealed class ItemOperationsCommand : IEasCommand
{
    /// <summary>Bytes of an answer beyond which no further item is begun: two of the largest attachments, base64 included.</summary>
    public const long MaximumAnswerBytes = 128L * 1024 * 1024;

    private readonly ItemWriters items;
    private readonly long maximumAnswerBytes;

    /// <summary>Made with the writers of what can be fetched.</summary>
    /// <param name="items">The writers.</param>
    /// <param name="maximumAnswerBytes">When no further item is begun.</param>
    public ItemOperationsCommand(ItemWriters items, long maximumAnswerBytes = MaximumAnswerBytes)
    {
        this.items = items;
        this.maximumAnswerBytes = maximumAnswerBytes;
    }

    /// <inheritdoc/>
    public EasCommand Command => EasCommand.ItemOperations;

    /// <inheritdoc/>
    public async Task<EasAnswer> AnswerAsync(EasContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Body.Bytes.IsEmpty)
        {
            return CommonAnswer.Of(context.Request, CommonStatus.InvalidContent);
        }

        if (ItemOperationsRequest.Read(context.Body.Bytes.Span, context.Rules, out var error) is not { } request)
        {
            return CommonAnswer.Of(context.Request, error);
        }

        return request.Operations.Count switch
        {
            0 => Refused(ItemOperationsStatus.ProtocolError),
            > ItemOperationsRequest.MaximumOperations => Refused(ItemOperationsStatus.TooLarge),
            _ => await AnswerAsync(context, request, cancellationToken),
        };
    }

    private async Task<EasAnswer> AnswerAsync(EasContext context, ItemOperationsRequest request, CancellationToken cancellationToken)
    {
        using var document = new AnswerDocument(context.Request.AcceptMultiPart ? new AnswerParts() : null);
        await WriteAsync(context, request, document, cancellationToken);
        await items.NoteAsync(document, context, cancellationToken);
        return document.Complete();
    }

    private async Task WriteAsync(EasContext context, ItemOperationsRequest request, AnswerDocument document, CancellationToken cancellationToken)
    {
        var writer = document.Writer;
        var fetches = new FetchWriter(context, items, document);
        writer.Start(ItemOperationsPage.ItemOperations);
        writer.Element(ItemOperationsPage.Status, (int)ItemOperationsStatus.Success);
        writer.Start(ItemOperationsPage.Response);
        foreach (var operation in request.Operations.OrderBy(operation => operation.Kind))
        {
            if (operation.Kind == ItemOperationKind.Move)
            {
                Write(writer, operation, operation.Refusal!.Value);
            }
            else if (operation.Kind == ItemOperationKind.EmptyFolderContents)
            {
                Write(writer, operation, operation.Refusal ?? await FolderEmptying.EmptyAsync(context, operation, cancellationToken));
            }
            else if (document.Length > maximumAnswerBytes)
            {
                fetches.Refuse(operation, ItemOperationsStatus.TooLarge);
            }
            else
            {
                await fetches.WriteAsync(operation, cancellationToken);
            }
        }

        writer.End();
        writer.End();
    }

    private static void Write(WbxmlWriter writer, ItemOperation operation, ItemOperationsStatus status)
    {
        writer.Start(operation.Kind == ItemOperationKind.Move ? ItemOperationsPage.Move : ItemOperationsPage.EmptyFolderContents);
        writer.Element(ItemOperationsPage.Status, (int)status);
        if (operation.CollectionId is { } collection)
        {
            writer.Element(AirSyncPage.CollectionId, collection);
        }

        if (!operation.ConversationId.IsEmpty)
        {
            writer.Start(ItemOperationsPage.ConversationId);
            writer.Opaque(operation.ConversationId.Span);
            writer.End();
        }

        writer.End();
    }

    private static EasAnswer Refused(ItemOperationsStatus status) => EasAnswer.Wbxml(writer =>
    {
        writer.Start(ItemOperationsPage.ItemOperations);
        writer.Element(ItemOperationsPage.Status, (int)status);
        writer.End();
    });
}
