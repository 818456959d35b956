using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.ActiveSync.Sync.Drafts;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>Writes the answer of a Sync.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.21.2 Response.</remarks>
public sealed class SyncAnswerWriter(ItemWriters items)
{
    /// <summary>Writes every collection that has something to say.</summary>
    public async Task<EasAnswer> WriteAsync(EasContext context, IReadOnlyList<CollectionAnswer> answers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(answers);
        using var document = new AnswerDocument();
        var wbxml = document.Writer;
        wbxml.Start(AirSyncPage.Sync);
        wbxml.Start(AirSyncPage.Collections);
        foreach (var answer in answers.Where(answer => !answer.Silent))
        {
            await WriteAsync(document, context, answer, cancellationToken);
        }

        wbxml.End();
        wbxml.End();
        await items.NoteAsync(document, context, cancellationToken);
        return document.Complete();
    }

    private async Task WriteAsync(AnswerDocument document, EasContext context, CollectionAnswer answer, CancellationToken cancellationToken)
    {
        var wbxml = document.Writer;
        wbxml.Start(AirSyncPage.Collection);
        wbxml.Element(AirSyncPage.SyncKey, answer.SyncKey);
        wbxml.Element(AirSyncPage.CollectionId, answer.CollectionId);
        wbxml.Element(AirSyncPage.Status, (int)answer.Status);
        await WriteResponsesAsync(document, context, answer, cancellationToken);
        if (answer.More)
        {
            wbxml.Empty(AirSyncPage.MoreAvailable);
        }

        if (answer.Changes.Count > 0)
        {
            var empty = document.Mark();
            wbxml.Start(AirSyncPage.Commands);
            var written = false;
            foreach (var change in answer.Changes)
            {
                written |= await TryWriteChangeAsync(document, context, answer, change, cancellationToken);
            }

            if (written)
            {
                wbxml.End();
            }
            else
            {
                document.Rewind(empty);
            }
        }

        wbxml.End();
    }

    // A Change or Delete that went well needs no response, unless it put files into a draft.
    private async Task WriteResponsesAsync(AnswerDocument document, EasContext context, CollectionAnswer answer, CancellationToken cancellationToken)
    {
        var responses = answer.Responses.Where(response => response.Kind == CommandKind.Add || response.Draft is not null || response.Status != SyncStatus.Success).ToArray();
        if (responses.Length == 0 && answer.Fetched.Count == 0)
        {
            return;
        }

        var wbxml = document.Writer;
        wbxml.Start(AirSyncPage.Responses);
        foreach (var response in responses)
        {
            wbxml.Start(response.Kind switch { CommandKind.Add => AirSyncPage.Add, CommandKind.Change => AirSyncPage.Change, _ => AirSyncPage.Delete });
            wbxml.Element(response.Kind == CommandKind.Add ? AirSyncPage.ClientId : AirSyncPage.ServerId, response.Id);
            if (response.ServerId is { } serverId)
            {
                wbxml.Element(AirSyncPage.ServerId, serverId);
            }

            wbxml.Element(AirSyncPage.Status, (int)response.Status);
            if (response.Draft is { } draft)
            {
                WriteDraft(wbxml, draft);
            }

            wbxml.End();
        }

        foreach (var (serverId, item) in answer.Fetched)
        {
            if (item is null || !await TryWriteFetchAsync(document, context, serverId, item, answer.Options.Content, cancellationToken))
            {
                StartFetch(wbxml, serverId, SyncStatus.NotFound);
                wbxml.End();
            }
        }

        wbxml.End();
    }

    private static void WriteDraft(WbxmlWriter wbxml, DraftResult draft)
    {
        wbxml.Start(AirSyncPage.ApplicationData);
        if (!draft.ConversationId.IsEmpty)
        {
            wbxml.Start(Email2Page.ConversationId);
            wbxml.Opaque(draft.ConversationId.Span);
            wbxml.End();
        }

        if (draft.Attachments.Count > 0)
        {
            wbxml.Start(AirSyncBasePage.Attachments);
            foreach (var (clientId, name) in draft.Attachments)
            {
                wbxml.Start(AirSyncBasePage.Attachment);
                wbxml.Element(AirSyncBasePage.ClientId, clientId);
                wbxml.Element(AirSyncBasePage.FileReference, new FileReference(draft.Item, name).ToString());
                wbxml.End();
            }

            wbxml.End();
        }

        wbxml.End();
    }

    private async ValueTask<bool> TryWriteFetchAsync(
        AnswerDocument document, EasContext context, string serverId, Item item, ContentOptions options, CancellationToken cancellationToken)
    {
        var mark = document.Mark();
        StartFetch(document.Writer, serverId, SyncStatus.Success);
        document.Writer.Start(AirSyncPage.ApplicationData);
        if (!await items.TryWriteAsync(document, context, item, isChange: false, options, cancellationToken))
        {
            document.Rewind(mark);
            return false;
        }

        document.Writer.End();
        document.Writer.End();
        return true;
    }

    private static void StartFetch(WbxmlWriter wbxml, string serverId, SyncStatus status)
    {
        wbxml.Start(AirSyncPage.Fetch);
        wbxml.Element(AirSyncPage.ServerId, serverId);
        wbxml.Element(AirSyncPage.Status, (int)status);
    }

    private async ValueTask<bool> TryWriteChangeAsync(AnswerDocument document, EasContext context, CollectionAnswer answer, FrozenChange change, CancellationToken cancellationToken)
    {
        var wbxml = document.Writer;
        var mark = document.Mark();
        wbxml.Start(change.Kind switch
        {
            ChangeKind.Add => AirSyncPage.Add,
            ChangeKind.Change => AirSyncPage.Change,
            ChangeKind.Delete => AirSyncPage.Delete,
            _ => AirSyncPage.SoftDelete,
        });
        wbxml.Element(AirSyncPage.ServerId, ServerIds.Format(answer.Folder, change.Item));
        if (change.Kind is ChangeKind.Add or ChangeKind.Change)
        {
            var item = answer.Items[change.Item];
            wbxml.Start(AirSyncPage.ApplicationData);
            if (!await items.TryWriteAsync(document, context, item, change.Kind == ChangeKind.Change, answer.Options.Content, cancellationToken))
            {
                // Gone since the page was made. It is left out, and the log that tells so comes next.
                document.Rewind(mark);
                return false;
            }

            wbxml.End();
        }

        wbxml.End();
        return true;
    }
}
