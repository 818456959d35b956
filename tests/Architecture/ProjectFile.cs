using System.Xml.Linq;

namespace Carbonio.Cloud.Architecture;

/// <summary>What a project file says.</summary>
/// <param name="Path">From the repository's root.</param>
/// <param name="References">Paths of the projects it references, from the repository's root.</param>
/// <param name="Document">All of it.</param>
public sealed record ProjectFile(string Path, IReadOnlyList<string> References, XDocument Document)
{
    /// <summary>Its file name without the ending.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public static ProjectFile Read(RepositoryFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var document = XDocument.Parse(file.Text);
        return new(file.Path, [.. document.Descendants("ProjectReference").Select(reference => Resolve(file.Path, reference.Attribute("Include")!.Value))], document);
    }

    private static string Resolve(string from, string reference)
    {
        var folders = new Stack<string>(from.Split('/')[..^1]);
        foreach (var part in reference.Replace('\\', '/').Split('/'))
        {
            if (part == "..")
            {
                folders.Pop();
            }
            else
            {
                folders.Push(part);
            }
        }

        return string.Join('/', folders.Reverse());
    }
}
