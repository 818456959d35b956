using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.Mailboxes.AddressLists;
using Carbonio.Cloud.Mailboxes.Search;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Search;

/// <summary>Answers Search: mails of the user, and people of the address list.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.16 Search. Writes nothing of what devices synchronise.</remarks>
public sealed class SearchCommand : IEasCommand
{
    private const int Success = 1;

    private readonly MailSearch mails;
    private readonly GalSearch people;

    /// <summary>Made with what searches.</summary>
    /// <param name="search">Searches mailboxes.</param>
    /// <param name="lists">The address lists.</param>
    /// <param name="items">The writers of what is found.</param>
    public SearchCommand(MailboxSearch search, GlobalAddressLists lists, ItemWriters items)
    {
        mails = new(search, items);
        people = new(lists);
    }

    /// <inheritdoc/>
    public EasCommand Command => EasCommand.Search;

    /// <inheritdoc/>
    public async Task<EasAnswer> AnswerAsync(EasContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (SearchRequestParser.Read(context.Body.Bytes.Span, context.Rules, out var error) is not { } request)
        {
            return CommonAnswer.Of(context.Request, error);
        }

        return request switch
        {
            { Refusal: { } refusal } => Refused(refusal),
            { Store: SearchStore.Gal } => await people.AnswerAsync(context, request, cancellationToken),
            _ => await mails.AnswerAsync(context, request, cancellationToken),
        };
    }

    /// <summary>An answer without results.</summary>
    internal static EasAnswer Refused(SearchStatus status) => EasAnswer.Wbxml(writer =>
    {
        Start(writer, status);
        End(writer);
    });

    /// <summary>Begins the answer, up to where results stand.</summary>
    internal static void Start(WbxmlWriter writer, SearchStatus status)
    {
        writer.Start(SearchPage.Search);
        writer.Element(SearchPage.Status, Success);
        writer.Start(SearchPage.Response);
        writer.Start(SearchPage.Store);
        writer.Element(SearchPage.Status, (int)status);
    }

    /// <summary>Says which of how many results stand before.</summary>
    internal static void WriteTotals(WbxmlWriter writer, SearchRange range, int results, int total)
    {
        if (results == 0)
        {
            writer.Empty(SearchPage.Result); // [MS-ASCMD] 2.2.3.155.3 Result (Search): an empty one when nothing is found
        }
        else
        {
            writer.Element(SearchPage.Range, range.Of(results));
        }

        writer.Element(SearchPage.Total, total);
    }

    /// <summary>Ends the answer.</summary>
    internal static void End(WbxmlWriter writer)
    {
        writer.End();
        writer.End();
        writer.End();
    }
}
