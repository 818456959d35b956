namespace Carbonio.Cloud.Mailboxes.Search;

/// <summary>Which mails are looked for.</summary>
public sealed record MailQuery
{
    /// <summary>The folders, each once; those that are not there hold nothing.</summary>
    public required IReadOnlyList<int> Folders { get; init; }

    /// <summary>What must be found in subject, people and text together.</summary>
    public SearchTerms Terms { get; init; } = SearchTerms.None;

    /// <summary>The conversation, 16 bytes as they stand in the mail; empty for any.</summary>
    public ReadOnlyMemory<byte> ConversationId { get; init; }

    /// <summary>Only mails received later than this; null for any.</summary>
    public DateTimeOffset? ReceivedAfter { get; init; }

    /// <summary>Only mails received earlier than this; null for any.</summary>
    public DateTimeOffset? ReceivedBefore { get; init; }

    /// <summary>The same text for the same query, and for no other.</summary>
    internal string Fingerprint => string.Join(
        '\n',
        [
            string.Join(',', Folders),
            Convert.ToHexString(ConversationId.Span),
            ReceivedAfter?.UtcTicks.ToString(provider: null) ?? "",
            ReceivedBefore?.UtcTicks.ToString(provider: null) ?? "",
            .. Terms.Folded,
        ]);
}
