namespace Carbonio.Cloud.EasClient;

/// <summary>One thing found.</summary>
/// <param name="LongId">Fetches it; null for a person.</param>
/// <param name="CollectionId">The folder of a mail; null for a person.</param>
/// <param name="Properties">What is told of it.</param>
public sealed record SearchResult(string? LongId, string? CollectionId, WbxmlNode Properties)
{
    /// <summary>The mail.</summary>
    public MailItem Mail => new(Properties, []);

    /// <summary>A person's property, such as <c>EmailAddress</c>.</summary>
    public string? Person(string property) => Properties.TextOf($"GAL:{property}");
}
