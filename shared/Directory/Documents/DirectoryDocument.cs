namespace Carbonio.Cloud.Directory;

/// <summary>
/// A text that administration keeps as a whole, such as the EAS filters. What it says, only its owner knows. The same instance is
/// given until it changes, so that what was made of it can be kept beside it.
/// </summary>
/// <param name="Text">Its text.</param>
public sealed record DirectoryDocument(string Text)
{
    /// <summary>Longest text.</summary>
    public const int MaximumCharacters = 32_000;
}
