namespace Carbonio.Cloud.Mailboxes.Drafts;

/// <summary>A draft whose original form is durable, and that waits for its batch.</summary>
/// <param name="Blob">Where the original form is.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Content">The item's content.</param>
/// <param name="Names">For each file that was put in, in their order, what the device calls it and its name from now on.</param>
public sealed record ComposedDraft(string Blob, long Size, byte[] Content, IReadOnlyList<(string ClientId, string Name)> Names);
