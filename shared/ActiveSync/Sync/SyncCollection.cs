using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>A Collection of a request.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.29.2 Collection (Sync).</remarks>
public sealed record SyncCollection
{
    /// <summary>CollectionId as sent.</summary>
    public required string CollectionId { get; init; }

    /// <summary>SyncKey as sent.</summary>
    public required string SyncKey { get; init; }

    /// <summary>Whether the server's changes are wanted; null when not sent.</summary>
    public bool? GetChanges { get; init; }

    /// <summary>WindowSize, 1 to 512; null when not sent.</summary>
    public int? Window { get; init; }

    /// <summary>Deleted items go to the trash.</summary>
    public bool DeletesAsMoves { get; init; } = true;

    /// <summary>Options; null when not sent, and those before hold.</summary>
    public CollectionOptions? Options { get; init; }

    /// <summary>Elements that the device can keep; null when not sent.</summary>
    /// <remarks>[MS-ASCMD] 2.2.3.179 Supported.</remarks>
    public IReadOnlyList<WbxmlTag>? Supported { get; init; }

    /// <summary>The commands, in order.</summary>
    public IReadOnlyList<SyncItemCommand> Commands { get; init; } = [];

    /// <summary>Hash of the collection's bytes.</summary>
    public ulong Hash { get; init; }
}
