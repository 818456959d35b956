namespace Carbonio.Cloud.Mime;

/// <summary>A message to be built.</summary>
public sealed record MimeDraft
{
    /// <summary>Author.</summary>
    public required MailAddress From { get; init; }

    /// <summary>The moment for the Date field, in the zone to be shown.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>Message-ID without brackets; null writes none.</summary>
    public string? MessageId { get; init; }

    /// <summary>Who transmits it, where that is not the author; null writes none.</summary>
    public MailAddress? Sender { get; init; }

    /// <summary>Recipients.</summary>
    public IReadOnlyList<MailAddress> To { get; init; } = [];

    /// <summary>Recipients of a copy.</summary>
    public IReadOnlyList<MailAddress> Cc { get; init; } = [];

    /// <summary>Hidden recipients, for the sender's own copy; leave empty in what is sent.</summary>
    public IReadOnlyList<MailAddress> Bcc { get; init; } = [];

    /// <summary>Where answers go.</summary>
    public IReadOnlyList<MailAddress> ReplyTo { get; init; } = [];

    /// <summary>Subject, any characters.</summary>
    public string Subject { get; init; } = string.Empty;

    /// <summary>Message-ID of the message answered, without brackets; null writes none.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>References without brackets, oldest first.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Importance.</summary>
    public MessageImportance Importance { get; init; } = MessageImportance.Normal;

    /// <summary>Plain-text body; null when there is none.</summary>
    public string? Text { get; init; }

    /// <summary>HTML body; null when there is none. With a text it is the better alternative.</summary>
    public string? Html { get; init; }

    /// <summary>Files.</summary>
    public IReadOnlyList<MimeAttachment> Attachments { get; init; } = [];
}
