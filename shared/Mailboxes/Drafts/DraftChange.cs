using Carbonio.Cloud.Mime;

namespace Carbonio.Cloud.Mailboxes.Drafts;

/// <summary>What becomes of a draft. Null: stays as it is, or is empty in a new one.</summary>
public sealed record DraftChange
{
    /// <summary>Nothing.</summary>
    public static DraftChange None { get; } = new();

    /// <summary>Recipients, as in a header; empty for none.</summary>
    public string? To { get; init; }

    /// <summary>Recipients of a copy.</summary>
    public string? Cc { get; init; }

    /// <summary>Hidden recipients.</summary>
    public string? Bcc { get; init; }

    /// <summary>Where answers go.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Subject.</summary>
    public string? Subject { get; init; }

    /// <summary>Importance.</summary>
    public MessageImportance? Importance { get; init; }

    /// <summary>The body.</summary>
    public DraftBody? Body { get; init; }

    /// <summary>Files that are put in.</summary>
    public IReadOnlyList<DraftAttachment> Added { get; init; } = [];

    /// <summary>Names of files that are taken out: <see cref="Mail.AttachmentNames"/>. One that is not there is taken out already.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];
}
