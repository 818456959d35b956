using Carbonio.Cloud.Mailboxes.AddressLists;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Search;

/// <summary>Answers a search of the address list.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.139.3 Properties (Search).</remarks>
internal sealed class GalSearch(GlobalAddressLists lists)
{
    // [MS-ASCMD] 2.2.2 Common Status Codes: 173 NoPicture. Nobody has one here.
    private const int NoPicture = 173;

    public async Task<EasAnswer> AnswerAsync(EasContext context, SearchRequest request, CancellationToken cancellationToken)
    {
        var text = request.Text!;
        if (string.IsNullOrWhiteSpace(text))
        {
            return SearchCommand.Refused(SearchStatus.InvalidRequest);
        }

        if (text.Length > AddressList.MaximumCharacters)
        {
            return SearchCommand.Refused(SearchStatus.TooComplex);
        }

        if (await FindAsync(context, text, cancellationToken) is not { } found)
        {
            return SearchCommand.Refused(SearchStatus.TooComplex);
        }

        var range = request.Range;
        if (range.First > 0 && range.First >= Math.Min(found.Count, SearchRange.MaximumRetrievable))
        {
            return SearchCommand.Refused(SearchStatus.EndOfRetrievableRange);
        }

        return EasAnswer.Wbxml(writer =>
        {
            SearchCommand.Start(writer, SearchStatus.Success);
            var total = Math.Min(found.Count, SearchRange.MaximumRetrievable);
            var page = found.Take(total).Skip(range.First).Take(range.Count).ToList();
            foreach (var entry in page)
            {
                Write(writer, entry, request.Picture);
            }

            SearchCommand.WriteTotals(writer, range, page.Count, total);
            SearchCommand.End(writer);
        });
    }

    // Where a tenant has no list, a whole address still finds its owner.
    private async Task<IReadOnlyList<AddressEntry>?> FindAsync(EasContext context, string text, CancellationToken cancellationToken) =>
        await lists.FindAsync(context.Account, cancellationToken) is { } list ? list.Find(text)
        : await lists.FindAddressAsync(context.Account, text.Trim(), cancellationToken) is { } entry ? [entry]
        : null;

    private static void Write(WbxmlWriter writer, AddressEntry entry, bool withPicture)
    {
        writer.Start(SearchPage.Result);
        writer.Start(SearchPage.Properties);
        Text(writer, GalPage.DisplayName, entry.DisplayName);
        Text(writer, GalPage.Phone, entry.Phone);
        Text(writer, GalPage.Office, entry.Office);
        Text(writer, GalPage.Title, entry.Title);
        Text(writer, GalPage.Company, entry.Company);
        Text(writer, GalPage.Alias, entry.Alias);
        Text(writer, GalPage.FirstName, entry.FirstName);
        Text(writer, GalPage.LastName, entry.LastName);
        Text(writer, GalPage.HomePhone, entry.HomePhone);
        Text(writer, GalPage.MobilePhone, entry.MobilePhone);
        Text(writer, GalPage.EmailAddress, entry.Address);
        if (withPicture)
        {
            writer.Start(GalPage.Picture);
            writer.Element(GalPage.Status, NoPicture);
            writer.End();
        }

        writer.End();
        writer.End();
    }

    private static void Text(WbxmlWriter writer, WbxmlTag tag, string? text)
    {
        if (text is not null)
        {
            writer.Element(tag, text);
        }
    }
}
