using Carbonio.Cloud.ActiveSync.Content;

namespace Carbonio.Cloud.ActiveSync.Search;

/// <summary>A request, read to its end. Nothing in it points into the request's bytes.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.16 Search.</remarks>
public sealed record SearchRequest
{
    /// <summary>What is searched.</summary>
    public SearchStore Store { get; init; }

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public SearchStatus? Refusal { get; init; }

    /// <summary>What is looked for: the Query of an address list, the FreeText of mails; null when not sent.</summary>
    public string? Text { get; init; }

    /// <summary>The conversation; empty when not sent.</summary>
    public ReadOnlyMemory<byte> ConversationId { get; init; }

    /// <summary>The folders as sent; none for all.</summary>
    public IReadOnlyList<string> Collections { get; init; } = [];

    /// <summary>False when classes were named, and mail is none of them: there is nothing to find then.</summary>
    public bool IncludesMail { get; init; } = true;

    /// <summary>Only what was received later; null for any.</summary>
    public DateTimeOffset? ReceivedAfter { get; init; }

    /// <summary>Only what was received earlier; null for any.</summary>
    public DateTimeOffset? ReceivedBefore { get; init; }

    /// <summary>Which results.</summary>
    public SearchRange Range { get; init; } = SearchRange.Default;

    /// <summary>Begin from the start, whatever is remembered.</summary>
    public bool RebuildResults { get; init; }

    /// <summary>The folders below those named, too.</summary>
    public bool DeepTraversal { get; init; }

    /// <summary>Pictures are wanted.</summary>
    public bool Picture { get; init; }

    /// <summary>How content is wanted.</summary>
    public ContentOptions Options { get; init; } = ContentOptions.Default;
}
