using Carbonio.Cloud.Mime;

namespace Carbonio.Cloud.Mailboxes.Drafts;

/// <summary>A file of a draft that is being written.</summary>
/// <param name="Name">What it is called for as long as the draft lives.</param>
/// <param name="File">The file.</param>
/// <param name="ClientId">What the device that has just put it in calls it; null for one that was there.</param>
internal sealed record DraftFile(string Name, MimeAttachment File, string? ClientId);
