namespace Carbonio.Cloud.Mime;

/// <summary>A parsed message: its bytes and the tree of entities in them.</summary>
/// <param name="Source">The raw message. Entities hold offsets into it, not copies.</param>
/// <param name="Root">The outermost entity, whose headers are the message's.</param>
/// <param name="LimitReached">Part of the structure was left unparsed because of a <see cref="MimeLimits"/>.</param>
public sealed record MimeMessage(ReadOnlyMemory<byte> Source, MimeEntity Root, bool LimitReached);
