namespace Carbonio.Cloud.ActiveSync.Content;

/// <summary>A form in which a device takes a body.</summary>
/// <remarks>[MS-ASAIRS] 2.2.2.12 BodyPreference.</remarks>
/// <param name="Type">1 plain text, 2 HTML, 3 RTF, 4 MIME.</param>
/// <param name="TruncationSize">Most bytes; null for all of it.</param>
/// <param name="AllOrNone">Rather nothing of this type than part of it.</param>
/// <param name="Preview">Characters of plain-text preview, 0 to 255; null for none.</param>
public readonly record struct BodyPreference(byte Type, uint? TruncationSize, bool AllOrNone, byte? Preview);
