namespace Carbonio.Cloud.Mailboxes.Drafts;

/// <summary>The body of a draft.</summary>
/// <param name="Text">Its text, or its HTML.</param>
/// <param name="IsHtml">Which of the two.</param>
public sealed record DraftBody(string Text, bool IsHtml);
