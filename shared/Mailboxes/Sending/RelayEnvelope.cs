namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>From whom and to whom one SMTP transaction goes.</summary>
/// <param name="Sender">The reverse-path.</param>
/// <param name="Recipients">At most 100 addresses, each a valid <see cref="EnvelopeAddress"/>.</param>
public sealed record RelayEnvelope(string Sender, IReadOnlyList<string> Recipients);
