namespace Carbonio.Cloud.Mailboxes.Mail;

/// <summary>What delivery takes from a message.</summary>
/// <param name="Content">The item's content, at most <see cref="MailContentBuilder.MaximumContentBytes"/>.</param>
/// <param name="Received">When the top Received header says it came; null when there is none.</param>
/// <param name="Date">When the Date header says it was written; null when there is none.</param>
/// <param name="IsStandIn">The message could not be read: the content says so in its place.</param>
public sealed record BuiltMail(byte[] Content, DateTimeOffset? Received, DateTimeOffset? Date, bool IsStandIn);
