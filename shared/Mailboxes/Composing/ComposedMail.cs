using Carbonio.Cloud.Mailboxes.Sending;

namespace Carbonio.Cloud.Mailboxes.Composing;

/// <summary>A message that is complete and may be sent.</summary>
/// <param name="Copy">The sender's own copy: what is sent, and the Bcc fields.</param>
/// <param name="Submission">What is sent.</param>
public sealed record ComposedMail(ReadOnlyMemory<byte> Copy, Submission Submission);
