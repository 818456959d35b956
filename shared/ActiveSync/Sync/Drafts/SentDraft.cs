using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Sending;

namespace Carbonio.Cloud.ActiveSync.Sync.Drafts;

/// <summary>A draft that is ready to be sent, everything durable, and that waits for its batch.</summary>
/// <param name="Submission">What is sent.</param>
/// <param name="Copy">The item for Sent Items.</param>
internal sealed record SentDraft(PreparedSubmission Submission, Item Copy);
