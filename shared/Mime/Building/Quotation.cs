namespace Carbonio.Cloud.Mime;

/// <summary>What is put below the text of an answer, or beside it.</summary>
/// <param name="Text">For a plain text, any line breaks; empty for nothing.</param>
/// <param name="Html">For an HTML text: a fragment; empty for nothing.</param>
public sealed record Quotation(string Text, string Html)
{
    /// <summary>Whole parts, head and body, that the HTML refers to. Left out where there is no HTML text.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Inline { get; init; } = [];

    /// <summary>Whole parts, head and body, that stand behind the text as files.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Files { get; init; } = [];
}
