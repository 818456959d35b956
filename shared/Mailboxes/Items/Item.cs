namespace Carbonio.Cloud.Mailboxes.Items;

/// <summary>An item as a device may see it.</summary>
public sealed record Item
{
    /// <summary>Unique in the mailbox, counting up, never given again.</summary>
    public required long Id { get; init; }

    /// <summary>The folder it stands in.</summary>
    public required int Folder { get; init; }

    /// <summary>Its class.</summary>
    public required ItemClass Class { get; init; }

    /// <summary>When it was received; for classes without such a moment, when it was made. Never changes.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>Bytes it counts against the quota.</summary>
    public required long Size { get; init; }

    /// <summary>Name of the blob with its original form, or null when it has none.</summary>
    public string? Blob { get; init; }

    /// <summary>Sequence of its last change.</summary>
    public long Sequence { get; init; }

    /// <summary>Who made the last change.</summary>
    public Origin Origin { get; init; }

    /// <summary>Sequence of the last change by anyone else that <see cref="Origin"/> had not been told of when it made its own; 0 for none.</summary>
    public long OthersSequence { get; init; }

    /// <summary>Whether the user has read it.</summary>
    public bool Read { get; init; }

    /// <summary>The follow-up flag, encoded by its class's own rules; null when none is set.</summary>
    public byte[]? Flag { get; init; }

    /// <summary>Categories, at most <see cref="MaximumCategories"/>.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>What a Sync needs of it, encoded by its class's own rules: for mail a <see cref="Mail.MailContent"/>.</summary>
    public byte[] Content { get; init; } = [];

    /// <summary>The row's version, null for an item not stored yet.</summary>
    public string? ETag { get; init; }

    /// <summary>Most categories of one item.</summary>
    /// <remarks>[MS-ASEMAIL] 2.2.2.16 Category.</remarks>
    public const int MaximumCategories = 300;

    /// <summary>Longest category.</summary>
    public const int MaximumCategoryCharacters = 255;
}
