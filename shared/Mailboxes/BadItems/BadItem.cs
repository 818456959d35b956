using Carbonio.Cloud.Mailboxes.Items;

namespace Carbonio.Cloud.Mailboxes.BadItems;

/// <summary>An item in whose place devices are shown a note.</summary>
public sealed record BadItem
{
    /// <summary>The item.</summary>
    public required long Item { get; init; }

    /// <summary>The folder it stood in when it was last seen.</summary>
    public required int Folder { get; init; }

    /// <summary>Its class.</summary>
    public required ItemClass Class { get; init; }

    /// <summary>What is wrong with it.</summary>
    public required BadItemReason Reason { get; init; }

    /// <summary>When it was found to be bad.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When a device was last shown the note, as <see cref="BadItemStore.SeenPrecision"/> has it.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>The device that was last shown the note; null when none was yet.</summary>
    public string? Device { get; init; }

    /// <summary>How often it was found to be bad, as <see cref="BadItemStore.SeenPrecision"/> has it; at least 1.</summary>
    public required int Count { get; init; }

    /// <summary>The row's version, null for one not stored yet.</summary>
    public string? ETag { get; init; }
}
