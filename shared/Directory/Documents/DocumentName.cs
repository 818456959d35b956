namespace Carbonio.Cloud.Directory;

/// <summary>Names a document of the directory: one of the whole service, or one that each tenant may have.</summary>
public sealed class DocumentName
{
    /// <summary>A name of lower-case letters.</summary>
    public DocumentName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!name.All(char.IsAsciiLetterLower))
        {
            throw new ArgumentException("The name of a document is lower-case letters.", nameof(name));
        }

        Row = DirectoryRows.Document(name);
    }

    /// <summary>Its row, made once.</summary>
    internal string Row { get; }

    /// <inheritdoc/>
    public override string ToString() => Row;
}
