namespace Carbonio.Cloud.Architecture;

/// <summary>A text file of the repository.</summary>
/// <param name="Path">From the repository's root, with forward slashes.</param>
/// <param name="Text">What it says.</param>
public sealed record RepositoryFile(string Path, string Text)
{
    /// <summary>Its lines, numbered from 1.</summary>
    public IEnumerable<(int Number, string Line)> Lines => Text.Split('\n').Select((line, index) => (index + 1, line));
}
