using System.Buffers.Binary;
using System.Security.Cryptography;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.FolderSync;

/// <summary>The body of a FolderCreate, FolderUpdate or FolderDelete.</summary>
/// <remarks>[MS-ASCMD] 6.9 FolderCreate Request Schema, 6.11 FolderDelete Request Schema, 6.16 FolderUpdate Request Schema.</remarks>
internal sealed record HierarchyRequest
{
    /// <summary>The key as sent; null when it was not.</summary>
    public string? SyncKey { get; private init; }

    /// <summary>The folder; the empty text when it was not sent.</summary>
    public string ServerId { get; private init; } = "";

    /// <summary>The parent; the empty text when it was not sent.</summary>
    public string ParentId { get; private init; } = "";

    /// <summary>The name; the empty text when it was not sent.</summary>
    public string DisplayName { get; private init; } = "";

    /// <summary>The type; null also for one that is no number.</summary>
    public int? Type { get; private init; }

    /// <summary>True when an element stands twice.</summary>
    public bool IsRepeated { get; private init; }

    /// <summary>Hash of the body.</summary>
    public ulong Hash { get; private init; }

    /// <summary>Reads a body.</summary>
    /// <param name="body">The WBXML.</param>
    /// <param name="root">The command's element.</param>
    /// <param name="error">Why there is none.</param>
    /// <returns>Null for a document that is none of this command.</returns>
    public static HierarchyRequest? Read(ReadOnlySpan<byte> body, WbxmlTag root, out CommonStatus error)
    {
        error = CommonStatus.InvalidContent;
        if (body.IsEmpty)
        {
            return null;
        }

        var request = new HierarchyRequest { Hash = HashOf(body) };
        var seen = new HashSet<WbxmlTag>();
        var reader = new WbxmlReader(body);
        var isOurs = reader.Read() == WbxmlNodeKind.StartElement && reader.Tag == root;
        if (isOurs)
        {
            var depth = reader.Depth;
            while (reader.ReadChild(depth))
            {
                request = request with { IsRepeated = request.IsRepeated || !seen.Add(reader.Tag) };
                request = reader.Tag switch
                {
                    FolderHierarchyPage.SyncKey => request with { SyncKey = reader.ReadText() },
                    FolderHierarchyPage.ServerId => request with { ServerId = reader.ReadText() },
                    FolderHierarchyPage.ParentId => request with { ParentId = reader.ReadText() },
                    FolderHierarchyPage.DisplayName => request with { DisplayName = reader.ReadText() },
                    FolderHierarchyPage.Type => request with { Type = reader.ReadInt32() },
                    _ => request,
                };
            }
        }

        error = reader.IsBroken() ? CommonStatus.InvalidWBXML : CommonStatus.InvalidXML;
        return isOurs && error == CommonStatus.InvalidXML ? request : null;
    }

    private static ulong HashOf(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
