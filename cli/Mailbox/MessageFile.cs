namespace Carbonio.Cloud.Cli.Mailbox;

/// <summary>One message found in a file.</summary>
/// <param name="Name">Where it stood, for people.</param>
/// <param name="Content">Its bytes; null when it could not be read.</param>
/// <param name="Fault">Why it could not be read; else null.</param>
internal sealed record MessageFile(string Name, ReadOnlyMemory<byte>? Content, string? Fault);
