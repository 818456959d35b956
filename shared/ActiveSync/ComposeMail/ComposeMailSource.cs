using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.ComposeMail;

/// <summary>Names the message that is answered or forwarded.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.173 Source.</remarks>
public sealed record ComposeMailSource
{
    /// <summary>Longest LongId.</summary>
    /// <remarks>[MS-ASCMD] 2.2.3.98.4 LongId (SmartForward and SmartReply).</remarks>
    public const int MaximumLongIdCharacters = 256;

    /// <summary>Where it stands; null when not sent.</summary>
    public string? FolderId { get; init; }

    /// <summary>Its ServerId; null when not sent.</summary>
    public string? ItemId { get; init; }

    /// <summary>Its id as Search gave it; null when not sent.</summary>
    public string? LongId { get; init; }

    /// <summary>The occurrence of what recurs; null when not sent.</summary>
    public DateTimeOffset? InstanceId { get; init; }

    /// <summary>InstanceId was sent, and is no moment.</summary>
    public bool IsMalformedInstance { get; init; }

    /// <summary>What stands against it whatever it names; 0 for nothing.</summary>
    internal CommonStatus Problem =>
        LongId is not null && (FolderId is not null || ItemId is not null) ? CommonStatus.InvalidCombinationOfIDs
        : LongId is null && ItemId is null ? CommonStatus.InvalidXML
        : LongId is { Length: 0 or > MaximumLongIdCharacters } || ItemId is { Length: 0 or > ServerIds.MaximumCharacters } || FolderId is { Length: 0 or > ServerIds.MaximumCharacters }
            ? CommonStatus.InvalidIDs
        : IsMalformedInstance ? CommonStatus.InvalidDateTime
        : 0;

    /// <summary>The item that it names, and the folder where it must stand, null for any; null for ids of a form that is never given, which find nothing.</summary>
    public (int? Folder, long Item)? Find()
    {
        if (LongId is not null)
        {
            return LongIds.Parse(LongId) is { } item ? (null, item) : null;
        }

        // [MS-ASCMD] 2.2.3.93 ItemId: without a FolderId the item stands in the Inbox, which a ServerId of ours says by itself.
        return ServerIds.Parse(ItemId) is { } named && (FolderId is null || ServerIds.ParseCollection(FolderId) == named.Folder) ? named : null;
    }

    internal static ComposeMailSource Read(ref WbxmlReader reader)
    {
        var source = new ComposeMailSource();
        var depth = reader.Depth;
        while (reader.ReadChild(depth))
        {
            source = reader.Tag switch
            {
                ComposeMailPage.FolderId => source with { FolderId = reader.ReadText() },
                ComposeMailPage.ItemId => source with { ItemId = reader.ReadText() },
                ComposeMailPage.LongId => source with { LongId = reader.ReadText() },
                ComposeMailPage.InstanceId => EasDates.Parse(reader.ReadContent()) is { } instance
                    ? source with { InstanceId = instance }
                    : source with { IsMalformedInstance = true },
                _ => source,
            };
        }

        return source;
    }
}
