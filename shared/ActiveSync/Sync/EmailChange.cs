using Carbonio.Cloud.Mailboxes.Drafts;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>What a device changes of a mail. Null: not sent, stays as it is.</summary>
/// <remarks>[MS-ASEMAIL] 2.2.2: the elements that a client may change.</remarks>
/// <param name="Read">Read state.</param>
/// <param name="Flag">The encoded flag; empty clears it.</param>
/// <param name="Categories">All categories; empty clears them.</param>
public sealed record EmailChange(bool? Read, byte[]? Flag, IReadOnlyList<string>? Categories)
{
    /// <summary>True when a value was none.</summary>
    public bool IsMalformed { get; init; }

    /// <summary>What only a draft may change; null when nothing of it was sent, and before 16.0.</summary>
    public DraftChange? Draft { get; init; }

    /// <summary>Nothing sent.</summary>
    public static EmailChange None { get; } = new(null, null, null);

    /// <summary>True when there is something that any mail may change.</summary>
    public bool HasMarks => Read is not null || Flag is not null || Categories is not null;
}
