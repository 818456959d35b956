using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.ActiveSync.Versions;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.ItemOperations;

/// <summary>A request, read to its end. Nothing in it points into the request's bytes.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.10 ItemOperations.</remarks>
/// <param name="Operations">The operations, in the order sent.</param>
public sealed record ItemOperationsRequest(IReadOnlyList<ItemOperation> Operations)
{
    /// <summary>Most operations of one request.</summary>
    /// <remarks>[MS-ASCMD] 3.1.5.12 Limiting Size of Command Requests.</remarks>
    public const int MaximumOperations = 100;

    private const string MailboxStore = "Mailbox";
    private const string DocumentLibraryStore = "DocumentLibrary";

    /// <summary>Reads a request.</summary>
    /// <param name="body">The WBXML.</param>
    /// <param name="rules">What the version means.</param>
    /// <param name="error">Why there is none.</param>
    /// <returns>Null for a document that is none of this command.</returns>
    public static ItemOperationsRequest? Read(ReadOnlySpan<byte> body, VersionRules rules, out CommonStatus error)
    {
        var reader = new WbxmlReader(body);
        var operations = new List<ItemOperation>();
        error = CommonStatus.InvalidXML;
        if (reader.Read() == WbxmlNodeKind.StartElement && reader.Tag == ItemOperationsPage.ItemOperations)
        {
            var root = reader.Depth;
            while (reader.ReadChild(root) && operations.Count <= MaximumOperations)
            {
                if (ReadOperation(ref reader, rules) is not { } operation)
                {
                    return null;
                }

                operations.Add(operation);
            }

            if (!reader.IsBroken())
            {
                return new(operations);
            }
        }

        error = reader.IsBroken() ? CommonStatus.InvalidWBXML : CommonStatus.InvalidXML;
        return null;
    }

    private static ItemOperation? ReadOperation(ref WbxmlReader reader, VersionRules rules) => reader.Tag switch
    {
        ItemOperationsPage.Fetch => ReadFetch(ref reader, rules),
        ItemOperationsPage.EmptyFolderContents => ReadEmpty(ref reader),
        ItemOperationsPage.Move => ReadLater(ref reader, ItemOperationKind.Move),
        _ => null,
    };

    private static ItemOperation ReadFetch(ref WbxmlReader reader, VersionRules rules)
    {
        var fetch = new ItemOperation(ItemOperationKind.Fetch);
        string? store = null;
        var seen = new HashSet<WbxmlTag>();
        var isRepeated = false;
        var element = reader.Depth;
        while (reader.ReadChild(element))
        {
            isRepeated |= !seen.Add(reader.Tag);
            switch (reader.Tag)
            {
                case ItemOperationsPage.Store:
                    store = reader.ReadText();
                    break;
                case ItemOperationsPage.Options:
                    fetch = ReadOptions(ref reader, fetch, rules);
                    break;
                case AirSyncPage.CollectionId:
                    fetch = fetch with { CollectionId = reader.ReadText() };
                    break;
                case AirSyncPage.ServerId:
                    fetch = fetch with { ServerId = reader.ReadText() };
                    break;
                case AirSyncBasePage.FileReference:
                    fetch = fetch with { FileReference = reader.ReadText() };
                    break;
                case SearchPage.LongId:
                    fetch = fetch with { LongId = reader.ReadText() };
                    break;
                case DocumentLibraryPage.LinkId:
                    fetch = fetch with { LinkId = reader.ReadText() };
                    break;
                default:
                    break; // what protects nothing here, such as RemoveRightsManagementProtection
            }
        }

        return fetch with { Refusal = isRepeated ? ItemOperationsStatus.ProtocolError : RefusalOf(fetch, store) };
    }

    private static ItemOperationsStatus? RefusalOf(ItemOperation fetch, string? store)
    {
        if (store is null)
        {
            return ItemOperationsStatus.ProtocolError;
        }

        if (store.Replace(" ", "", StringComparison.Ordinal).Equals(DocumentLibraryStore, StringComparison.OrdinalIgnoreCase))
        {
            return ItemOperationsStatus.BadLink;
        }

        if (!store.Equals(MailboxStore, StringComparison.OrdinalIgnoreCase))
        {
            return ItemOperationsStatus.UnknownStore;
        }

        // One thing is fetched; a CollectionId belongs to a ServerId.
        var named = (fetch.ServerId is null ? 0 : 1) + (fetch.FileReference is null ? 0 : 1) + (fetch.LongId is null ? 0 : 1);
        return named != 1 || fetch.LinkId is not null || (fetch.CollectionId is not null && fetch.ServerId is null)
            ? ItemOperationsStatus.ProtocolError
            : fetch.Refusal;
    }

    // Schema asks for some of a document's properties only; for mail more than asked for is allowed, and all are given.
    private static ItemOperation ReadOptions(ref WbxmlReader reader, ItemOperation fetch, VersionRules rules)
    {
        var content = new ContentOptionsParser(rules);
        var element = reader.Depth;
        while (reader.ReadChild(element))
        {
            if (reader.Tag == ItemOperationsPage.Range)
            {
                fetch = fetch with { Range = reader.ReadText() };
            }
            else
            {
                content.TryRead(ref reader);
            }
        }

        return fetch with
        {
            Options = content.Options,
            Refusal = content.Violation switch
            {
                ContentViolation.Protocol => ItemOperationsStatus.ProtocolError,
                ContentViolation.BodyPartPreferenceType => ItemOperationsStatus.BodyPartPreferenceTypeNotSupported,
                _ => null,
            },
        };
    }

    private static ItemOperation ReadEmpty(ref WbxmlReader reader)
    {
        var empty = new ItemOperation(ItemOperationKind.EmptyFolderContents);
        var seen = new HashSet<WbxmlTag>();
        var isRepeated = false;
        var element = reader.Depth;
        while (reader.ReadChild(element))
        {
            isRepeated |= !seen.Add(reader.Tag);
            if (reader.Tag == AirSyncPage.CollectionId)
            {
                empty = empty with { CollectionId = reader.ReadText() };
            }
            else if (reader.Tag == ItemOperationsPage.Options)
            {
                var options = reader.Depth;
                while (reader.ReadChild(options))
                {
                    empty = empty with { DeleteSubFolders = empty.DeleteSubFolders || reader.Tag == ItemOperationsPage.DeleteSubFolders };
                }
            }
        }

        return empty with { Refusal = isRepeated || empty.CollectionId is null ? ItemOperationsStatus.ProtocolError : null };
    }

    // Read for what the answer repeats.
    private static ItemOperation ReadLater(ref WbxmlReader reader, ItemOperationKind kind)
    {
        var operation = new ItemOperation(kind) { Refusal = ItemOperationsStatus.ServerError };
        var element = reader.Depth;
        while (reader.ReadChild(element))
        {
            operation = reader.Tag switch
            {
                AirSyncPage.CollectionId => operation with { CollectionId = reader.ReadText() },
                ItemOperationsPage.ConversationId => operation with { ConversationId = reader.ReadContent().ToArray() },
                _ => operation,
            };
        }

        return operation;
    }
}
