namespace Carbonio.Cloud.Mime;

/// <summary>What a Sync says of a message besides its body. Every string is bounded, so that a row stays small.</summary>
/// <remarks>[MS-ASEMAIL] Elements.</remarks>
public sealed record MessageSummary
{
    /// <summary>Longest list of addresses as text, cut between two addresses. [MS-ASEMAIL] To allows 32 768.</summary>
    public const int MaximumAddressListCharacters = 16_384;

    /// <summary>Addresses kept of one field.</summary>
    public const int MaximumAddresses = 500;

    /// <summary>Longest subject kept.</summary>
    public const int MaximumSubjectCharacters = 1000;

    /// <summary>Longest list of display names.</summary>
    public const int MaximumDisplayToCharacters = 2000;

    /// <summary>References kept: the first and the latest.</summary>
    public const int MaximumReferences = 50;

    /// <summary>From as text: <c>"Name" &lt;address&gt;</c>, comma-separated.</summary>
    public string From { get; init; } = string.Empty;

    /// <summary>Sender as text; empty when there is no such field.</summary>
    public string Sender { get; init; } = string.Empty;

    /// <summary>To as text.</summary>
    public string To { get; init; } = string.Empty;

    /// <summary>Cc as text.</summary>
    public string Cc { get; init; } = string.Empty;

    /// <summary>Bcc as text: only a sender's own copy has it.</summary>
    public string Bcc { get; init; } = string.Empty;

    /// <summary>Reply-To as text.</summary>
    public string ReplyTo { get; init; } = string.Empty;

    /// <summary>From, parsed.</summary>
    public IReadOnlyList<MailAddress> FromAddresses { get; init; } = [];

    /// <summary>Sender, parsed.</summary>
    public IReadOnlyList<MailAddress> SenderAddresses { get; init; } = [];

    /// <summary>To, parsed.</summary>
    public IReadOnlyList<MailAddress> ToAddresses { get; init; } = [];

    /// <summary>Cc, parsed.</summary>
    public IReadOnlyList<MailAddress> CcAddresses { get; init; } = [];

    /// <summary>Bcc, parsed.</summary>
    public IReadOnlyList<MailAddress> BccAddresses { get; init; } = [];

    /// <summary>Reply-To, parsed.</summary>
    public IReadOnlyList<MailAddress> ReplyToAddresses { get; init; } = [];

    /// <summary>Names of the To recipients, or their addresses, separated by semicolons ([MS-ASEMAIL] DisplayTo).</summary>
    public string DisplayTo { get; init; } = string.Empty;

    /// <summary>Subject, decoded.</summary>
    public string Subject { get; init; } = string.Empty;

    /// <summary>Subject without reply and forward prefixes ([MS-ASEMAIL] ThreadTopic).</summary>
    public string ThreadTopic { get; init; } = string.Empty;

    /// <summary>The Date field; null when it is missing or no date.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>When the last server received it, by the top Received field; null when there is none. The moment is the server's claim.</summary>
    public DateTimeOffset? Received { get; init; }

    /// <summary>Message-ID without brackets; null when there is none.</summary>
    public string? MessageId { get; init; }

    /// <summary>In-Reply-To, the first, without brackets; null when there is none.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>References without brackets, oldest first, at most <see cref="MaximumReferences"/>.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Importance.</summary>
    public MessageImportance Importance { get; init; } = MessageImportance.Normal;

    /// <summary>Sensitivity.</summary>
    public MessageSensitivity Sensitivity { get; init; }

    /// <summary>EAS MessageClass, such as <c>IPM.Note</c>.</summary>
    public string MessageClass { get; init; } = MessageClasses.Note;

    /// <summary>EAS ContentClass, such as <c>urn:content-classes:message</c>.</summary>
    public string ContentClass { get; init; } = MessageClasses.MessageContent;

    /// <summary>Code page of the body's charset ([MS-ASEMAIL] InternetCPID); 65001 when unknown.</summary>
    public int InternetCodePage { get; init; } = 65001;

    /// <summary>METHOD of the calendar part in upper case, such as <c>REQUEST</c>; null when there is none.</summary>
    public string? CalendarMethod { get; init; }

    /// <summary>Sums up a message.</summary>
    /// <param name="message">The parsed message.</param>
    /// <param name="layout">Its layout.</param>
    public static MessageSummary Of(MimeMessage message, MessageLayout layout) => SummaryBuilder.Build(message, layout);
}
