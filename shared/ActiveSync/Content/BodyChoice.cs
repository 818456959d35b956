namespace Carbonio.Cloud.ActiveSync.Content;

/// <summary>The body that a device gets.</summary>
/// <param name="Type">1 text, 2 HTML, 4 MIME.</param>
/// <param name="WholeBytes">Bytes of the whole in that form.</param>
/// <param name="Limit">Most bytes of data; <see cref="long.MaxValue"/> for all.</param>
/// <param name="HasData">False when only type and size are told.</param>
/// <param name="HeadersOnly">Of MIME, only the header block.</param>
/// <param name="PreviewCharacters">Characters of preview beside the data; 0 for none.</param>
public readonly record struct BodyChoice(byte Type, long WholeBytes, long Limit, bool HasData, bool HeadersOnly, byte PreviewCharacters);
