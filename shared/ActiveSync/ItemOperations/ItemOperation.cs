using Carbonio.Cloud.ActiveSync.Content;

namespace Carbonio.Cloud.ActiveSync.ItemOperations;

/// <summary>One operation of a request.</summary>
/// <param name="Kind">Which.</param>
public sealed record ItemOperation(ItemOperationKind Kind)
{
    /// <summary>What is wrong with it by itself; null when nothing is.</summary>
    public ItemOperationsStatus? Refusal { get; init; }

    /// <summary>The folder; null when not sent.</summary>
    public string? CollectionId { get; init; }

    /// <summary>The item; null when not sent.</summary>
    public string? ServerId { get; init; }

    /// <summary>The attachment; null when not sent.</summary>
    public string? FileReference { get; init; }

    /// <summary>A search result; null when not sent.</summary>
    public string? LongId { get; init; }

    /// <summary>A document; null when not sent.</summary>
    public string? LinkId { get; init; }

    /// <summary>The conversation of a Move; empty when not sent.</summary>
    public ReadOnlyMemory<byte> ConversationId { get; init; }

    /// <summary>Wanted bytes as sent; null for all.</summary>
    public string? Range { get; init; }

    /// <summary>Whether emptying a folder deletes the folders below it.</summary>
    public bool DeleteSubFolders { get; init; }

    /// <summary>How content is wanted.</summary>
    public ContentOptions Options { get; init; } = ContentOptions.Default;
}
