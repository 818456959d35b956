using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.ActiveSync.Versions;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Search;

/// <summary>Reads a Search request.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.16 Search; 6.35 Search Request Schema.</remarks>
internal static class SearchRequestParser
{
    /// <summary>Most CollectionId elements: a mailbox has no more folders.</summary>
    public const int MaximumCollections = FolderTree.MaximumFolders;

    private const string Email = "Email";

    /// <summary>Reads a request.</summary>
    /// <returns>Null, with the status to answer, for a document that is none of this command.</returns>
    public static SearchRequest? Read(ReadOnlySpan<byte> body, VersionRules rules, out CommonStatus error)
    {
        error = CommonStatus.InvalidContent;
        if (body.IsEmpty)
        {
            return null;
        }

        var reader = new WbxmlReader(body);
        var request = new SearchRequest { Refusal = SearchStatus.InvalidRequest };
        var isSearch = reader.Read() == WbxmlNodeKind.StartElement && reader.Tag == SearchPage.Search;
        if (isSearch)
        {
            var root = reader.Depth;
            var stores = 0;
            while (reader.ReadChild(root))
            {
                // One store, and nothing else.
                request = reader.Tag == SearchPage.Store && ++stores == 1 ? ReadStore(ref reader, rules) : Refuse(request, SearchStatus.InvalidRequest);
            }
        }

        error = reader.IsBroken() ? CommonStatus.InvalidWBXML : CommonStatus.InvalidXML;
        return isSearch && error == CommonStatus.InvalidXML ? request : null;
    }

    private static SearchRequest ReadStore(ref WbxmlReader reader, VersionRules rules)
    {
        SearchRequest? request = null;
        var hasQuery = false;
        var hasOptions = false;
        var element = reader.Depth;
        while (reader.ReadChild(element))
        {
            if (request is null)
            {
                request = reader.Tag == SearchPage.Name ? Named(reader.ReadText()) : new() { Refusal = SearchStatus.InvalidRequest };
            }
            else if (reader.Tag == SearchPage.Query && !hasQuery)
            {
                hasQuery = true;
                request = ReadQuery(ref reader, request);
            }
            else if (reader.Tag == SearchPage.Options && !hasOptions)
            {
                hasOptions = true;
                request = ReadOptions(ref reader, request, rules);
            }
            else
            {
                request = Refuse(request, SearchStatus.InvalidRequest);
            }
        }

        return request is not null && hasQuery ? request : Refuse(request ?? new(), SearchStatus.InvalidRequest);
    }

    private static SearchRequest Named(string name)
    {
        var plain = name.Replace(" ", "", StringComparison.Ordinal).Trim();
        return plain.Equals("Mailbox", StringComparison.OrdinalIgnoreCase) ? new() { Store = SearchStore.Mailbox }
            : plain.Equals("GAL", StringComparison.OrdinalIgnoreCase) ? new() { Store = SearchStore.Gal }
            : plain.Equals("DocumentLibrary", StringComparison.OrdinalIgnoreCase) ? new() { Store = SearchStore.DocumentLibrary, Refusal = SearchStatus.BadLink }
            : new() { Refusal = SearchStatus.InvalidRequest };
    }

    private static SearchRequest ReadQuery(ref WbxmlReader reader, SearchRequest request)
    {
        if (request.Refusal is not null)
        {
            return request; // of whatever form it is
        }

        if (request.Store == SearchStore.Gal)
        {
            return request with { Text = reader.ReadText() };
        }

        var conditions = 0;
        var element = reader.Depth;
        while (reader.ReadChild(element))
        {
            // What stands beside the one And, or in its place, asks for more than this search can.
            request = reader.Tag == SearchPage.And && ++conditions == 1 ? ReadAnd(ref reader, request) : Refuse(request, SearchStatus.TooComplex);
        }

        return conditions == 0 ? Refuse(request, SearchStatus.InvalidRequest) : request;
    }

    private static SearchRequest ReadAnd(ref WbxmlReader reader, SearchRequest request)
    {
        var collections = new List<string>();
        var classes = new List<string>();
        var conversations = 0;
        var element = reader.Depth;
        while (reader.ReadChild(element))
        {
            switch (reader.Tag)
            {
                case SearchPage.FreeText:
                    request = request with { Text = request.Text is null ? reader.ReadText() : $"{request.Text} {reader.ReadText()}" };
                    break;
                case AirSyncPage.Class:
                    classes.Add(reader.ReadText());
                    break;
                case AirSyncPage.CollectionId:
                    collections.Add(reader.ReadText());
                    break;
                case SearchPage.ConversationId:
                    request = request with { ConversationId = reader.ReadContent().ToArray() };
                    request = ++conversations > 1 || request.ConversationId.IsEmpty ? Refuse(request, SearchStatus.InvalidRequest) : request;
                    break;
                case SearchPage.GreaterThan:
                    request = ReadDate(ref reader, request, request.ReceivedAfter, static (asked, date) => asked with { ReceivedAfter = date });
                    break;
                case SearchPage.LessThan:
                    request = ReadDate(ref reader, request, request.ReceivedBefore, static (asked, date) => asked with { ReceivedBefore = date });
                    break;
                default:
                    request = Refuse(request, reader.Tag is SearchPage.And or SearchPage.Or or SearchPage.EqualTo ? SearchStatus.TooComplex : SearchStatus.InvalidRequest);
                    break;
            }
        }

        request = request with { Collections = collections, IncludesMail = classes.Count == 0 || classes.Contains(Email, StringComparer.OrdinalIgnoreCase) };
        return collections.Count > MaximumCollections ? Refuse(request, SearchStatus.TooComplex)
            : classes.Exists(name => !IsClass(name)) || (string.IsNullOrWhiteSpace(request.Text) && request.ConversationId.IsEmpty) ? Refuse(request, SearchStatus.InvalidRequest)
            : request;
    }

    private static SearchRequest ReadDate(ref WbxmlReader reader, SearchRequest request, DateTimeOffset? before, Func<SearchRequest, DateTimeOffset?, SearchRequest> set)
    {
        var isDate = false;
        DateTimeOffset? date = null;
        var element = reader.Depth;
        while (reader.ReadChild(element))
        {
            if (reader.Tag == EmailPage.DateReceived && !isDate)
            {
                isDate = true;
            }
            else
            {
                // The property first, then its value.
                date = reader.Tag == SearchPage.Value && isDate && date is null ? EasDates.Parse(reader.ReadContent()) : null;
            }
        }

        return date is null || before is not null ? Refuse(request, SearchStatus.InvalidRequest) : set(request, date);
    }

    private static SearchRequest ReadOptions(ref WbxmlReader reader, SearchRequest request, VersionRules rules)
    {
        var content = new ContentOptionsParser(rules);
        var element = reader.Depth;
        while (reader.ReadChild(element))
        {
            switch (reader.Tag)
            {
                case SearchPage.Range:
                    request = SearchRange.Parse(reader.ReadText()) is { } range ? request with { Range = range } : Refuse(request, SearchStatus.InvalidRequest);
                    break;
                case SearchPage.RebuildResults:
                    request = request with { RebuildResults = true };
                    break;
                case SearchPage.DeepTraversal:
                    request = request with { DeepTraversal = true };
                    break;
                case SearchPage.Picture:
                    request = request with { Picture = true };
                    break;
                default:
                    content.TryRead(ref reader); // else what concerns other stores: UserName, Password, RightsManagementSupport
                    break;
            }
        }

        request = request with { Options = content.Options };
        return content.Violation switch
        {
            ContentViolation.Protocol => Refuse(request, SearchStatus.InvalidRequest),
            ContentViolation.BodyPartPreferenceType => Refuse(request, SearchStatus.BodyPartPreferenceTypeNotSupported),
            _ => request,
        };
    }

    private static bool IsClass(string name) => name.ToUpperInvariant() is "EMAIL" or "CALENDAR" or "CONTACTS" or "TASKS" or "NOTES" or "SMS";

    // The first thing found wrong counts.
    private static SearchRequest Refuse(SearchRequest request, SearchStatus status) => request.Refusal is null ? request with { Refusal = status } : request;
}
