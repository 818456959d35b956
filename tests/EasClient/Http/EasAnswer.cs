namespace Carbonio.Cloud.EasClient;

/// <summary>A checked answer: what came, its document, and the parts of a multipart one.</summary>
/// <param name="Response">As it came over the wire.</param>
/// <param name="Root">The document; null for an empty answer.</param>
/// <param name="Parts">The data parts, whose numbers start at 1: <c>Parts[0]</c> is part 1.</param>
public sealed record EasAnswer(EasResponse Response, WbxmlNode? Root, IReadOnlyList<byte[]> Parts)
{
    /// <summary>The document.</summary>
    /// <exception cref="EasViolationException">The answer was empty.</exception>
    public WbxmlNode Document => Root ?? throw new EasViolationException("An empty answer where only a document will do.");
}
