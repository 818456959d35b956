namespace Carbonio.Cloud.Mailboxes.Composing;

/// <summary>The header fields that make an answer part of its thread. They are put in where a device left them out.</summary>
/// <param name="InReplyTo">Message-ID of the message answered, without brackets; null when it has none.</param>
/// <param name="References">Message-IDs of the thread, oldest first.</param>
/// <param name="Topic">The thread's subject; empty for none.</param>
/// <param name="Index">Thread-Index.</param>
public sealed record Threading(string? InReplyTo, IReadOnlyList<string> References, string Topic, string Index);
