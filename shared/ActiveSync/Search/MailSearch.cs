using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Search;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Search;

/// <summary>Answers a search of the mailbox.</summary>
internal sealed class MailSearch(MailboxSearch search, ItemWriters items)
{
    /// <summary>Bytes of an answer beyond which no further result is begun; its Range says how many it has.</summary>
    public const long MaximumAnswerBytes = 16L * 1024 * 1024;

    // Some devices name the root, which holds no mail itself, for the whole mailbox.
    private const string Root = "0";

    public async Task<EasAnswer> AnswerAsync(EasContext context, SearchRequest request, CancellationToken cancellationToken)
    {
        if (SearchTerms.Parse(request.Text ?? "") is not { } terms)
        {
            return SearchCommand.Refused(SearchStatus.TooComplex);
        }

        if (terms.Folded.Count == 0 && request.ConversationId.IsEmpty)
        {
            return SearchCommand.Refused(SearchStatus.InvalidRequest); // quotes around nothing
        }

        if (await FindFoldersAsync(context, request, cancellationToken) is not { } folders)
        {
            return SearchCommand.Refused(SearchStatus.FolderSyncRequired);
        }

        if (request.Range.First >= SearchRange.MaximumRetrievable)
        {
            return SearchCommand.Refused(SearchStatus.EndOfRetrievableRange);
        }

        var query = new MailQuery
        {
            Folders = request.IncludesMail ? folders : [],
            Terms = terms,
            ConversationId = request.ConversationId,
            ReceivedAfter = request.ReceivedAfter,
            ReceivedBefore = request.ReceivedBefore,
        };
        var found = await search.FindAsync(
            context.Mailbox, context.State.Sequence, query, Math.Min(request.Range.End, SearchRange.MaximumRetrievable), request.RebuildResults, cancellationToken);
        return found.Outcome switch
        {
            SearchOutcome.TooComplex => SearchCommand.Refused(SearchStatus.TooComplex),
            SearchOutcome.TimedOut => SearchCommand.Refused(SearchStatus.TimedOut),
            _ when request.Range.First > 0 && request.Range.First >= found.Items.Count => SearchCommand.Refused(SearchStatus.EndOfRetrievableRange),
            _ => await WriteAsync(context, request, found, cancellationToken),
        };
    }

    private static async Task<IReadOnlyList<int>?> FindFoldersAsync(EasContext context, SearchRequest request, CancellationToken cancellationToken)
    {
        var isWhole = request.Collections.Count == 0 || request.Collections.Contains(Root);
        var named = isWhole ? [] : request.Collections.Select(text => ServerIds.ParseCollection(text)).Distinct().ToList();
        if (named.Exists(folder => folder is null || !context.State.HasFolder(folder.Value)))
        {
            return null;
        }

        if (!isWhole && !request.DeepTraversal)
        {
            return [.. named.OfType<int>()];
        }

        var tree = new FolderTree(await context.Mailbox.ReadFoldersAsync(cancellationToken));
        return
        [
            .. tree.Synced.Values
                .Where(folder => isWhole ? folder.Class == ItemClass.Email : named.Exists(above => tree.IsWithin(folder.Id, above!.Value)))
                .Where(folder => context.State.LastSequence(folder.Id) > 0) // nothing ever stood in the others
                .Select(folder => folder.Id)
                .Order(),
        ];
    }

    private async Task<EasAnswer> WriteAsync(EasContext context, SearchRequest request, FoundMails found, CancellationToken cancellationToken)
    {
        using var document = new AnswerDocument();
        var writer = document.Writer;
        SearchCommand.Start(writer, SearchStatus.Success);
        var results = 0;
        var page = await context.Mailbox.FindItemsAsync([.. found.Items.Skip(request.Range.First).Take(request.Range.Count)], cancellationToken);
        foreach (var item in page.OfType<Item>().TakeWhile(_ => document.Length <= MaximumAnswerBytes))
        {
            var mark = document.Mark();
            writer.Start(SearchPage.Result);
            writer.Element(AirSyncPage.Class, item.Class.ToString());
            writer.Element(SearchPage.LongId, LongIds.Format(item.Id));
            writer.Element(AirSyncPage.CollectionId, item.Folder);
            writer.Start(SearchPage.Properties);
            if (!await items.TryWriteAsync(document, context, item, isChange: false, request.Options, cancellationToken))
            {
                document.Rewind(mark); // deleted while it was written
                continue;
            }

            writer.End();
            writer.End();
            results++;
        }

        SearchCommand.WriteTotals(writer, request.Range, results, Math.Min(found.Items.Count, SearchRange.MaximumRetrievable));
        SearchCommand.End(writer);
        await items.NoteAsync(document, context, cancellationToken);
        return document.Complete();
    }
}
