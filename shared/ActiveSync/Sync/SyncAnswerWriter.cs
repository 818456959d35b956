using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.ActiveSync.Sync.Drafts;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>Writes the answer of a Sync.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.21.2 Response.</remarks>
public sealed class SyncAnswerWriter
{
    private readonly Dictionary<ItemClass, IItemWriter> classes;

    /// <summary>Made with a writer for each class.</summary>
    public SyncAnswerWriter(IEnumerable<IItemWriter> writers) => classes = writers.ToDictionary(writer => writer.Class);

    /// <summary>Writes every collection that has something to say.</summary>
    public async Task<EasAnswer> WriteAsync(EasContext context, IReadOnlyList<CollectionAnswer> answers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(answers);
        var body = EasAnswer.NewBody();
        try
        {
            var wbxml = new WbxmlWriter(body);
            wbxml.Start(AirSyncPage.Sync);
            wbxml.Start(AirSyncPage.Collections);
            foreach (var answer in answers.Where(answer => !answer.Silent))
            {
                await WriteAsync(wbxml, context, answer, cancellationToken);
            }

            wbxml.End();
            wbxml.End();
            wbxml.Complete();
            return EasAnswer.Wbxml(body);
        }
        catch
        {
            await body.DisposeAsync();
            throw;
        }
    }

    private async Task WriteAsync(WbxmlWriter wbxml, EasContext context, CollectionAnswer answer, CancellationToken cancellationToken)
    {
        wbxml.Start(AirSyncPage.Collection);
        wbxml.Element(AirSyncPage.SyncKey, answer.SyncKey);
        wbxml.Element(AirSyncPage.CollectionId, answer.CollectionId);
        wbxml.Element(AirSyncPage.Status, (int)answer.Status);
        await WriteResponsesAsync(wbxml, context, answer, cancellationToken);
        if (answer.More)
        {
            wbxml.Empty(AirSyncPage.MoreAvailable);
        }

        if (answer.Changes.Count > 0)
        {
            wbxml.Start(AirSyncPage.Commands);
            foreach (var change in answer.Changes)
            {
                await WriteChangeAsync(wbxml, context, answer, change, cancellationToken);
            }

            wbxml.End();
        }

        wbxml.End();
    }

    // A Change or Delete that went well needs no response, unless it put files into a draft.
    private async Task WriteResponsesAsync(WbxmlWriter wbxml, EasContext context, CollectionAnswer answer, CancellationToken cancellationToken)
    {
        var responses = answer.Responses.Where(response => response.Kind == CommandKind.Add || response.Draft is not null || response.Status != SyncStatus.Success).ToArray();
        if (responses.Length == 0 && answer.Fetched.Count == 0)
        {
            return;
        }

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
            wbxml.Start(AirSyncPage.Fetch);
            wbxml.Element(AirSyncPage.ServerId, serverId);
            wbxml.Element(AirSyncPage.Status, (int)(item is null ? SyncStatus.NotFound : SyncStatus.Success));
            if (item is not null)
            {
                wbxml.Start(AirSyncPage.ApplicationData);
                await classes[item.Class].WriteAsync(wbxml, context.Mailbox, item, answer.Options.Content, context.Rules, cancellationToken);
                wbxml.End();
            }

            wbxml.End();
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

    private async Task WriteChangeAsync(WbxmlWriter wbxml, EasContext context, CollectionAnswer answer, FrozenChange change, CancellationToken cancellationToken)
    {
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
            var writer = classes[item.Class];
            wbxml.Start(AirSyncPage.ApplicationData);
            await (change.Kind == ChangeKind.Add
                ? writer.WriteAsync(wbxml, context.Mailbox, item, answer.Options.Content, context.Rules, cancellationToken)
                : writer.WriteChangeAsync(wbxml, context.Mailbox, item, answer.Options.Content, context.Rules, cancellationToken));
            wbxml.End();
        }

        wbxml.End();
    }
}
