namespace Carbonio.Cloud.Architecture;

/// <summary>The repository that these tests were built from.</summary>
public static class Repository
{
    private const string Solution = "Carbonio.Cloud.sln";

    // What builds, tools and runs leave behind; .git and editors' folders go by their dot.
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts", "publish", "artifacts"];
    private static readonly string[] OursWithDot = [".ci"];
    private static readonly string[] Binary = [".png", ".snk", ".pfx"];

    private static readonly Lazy<IReadOnlyList<RepositoryFile>> All = new(() => [.. TextFiles(new(FindRoot()))]);

    /// <summary>Its folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every text file in it, of a length that somebody wrote.</summary>
    public static IReadOnlyList<RepositoryFile> Files => All.Value;

    /// <summary>The files with an ending, below a folder.</summary>
    public static IEnumerable<RepositoryFile> FilesIn(string folder, string ending) =>
        Files.Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal) && file.Path.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>Every project file, read.</summary>
    public static IReadOnlyList<ProjectFile> Projects() => [.. FilesIn("", ".csproj").Select(ProjectFile.Read)];

    private static IEnumerable<RepositoryFile> TextFiles(DirectoryInfo folder)
    {
        foreach (var file in folder.EnumerateFiles().Where(file => file.Name != ".git" && !Binary.Contains(file.Extension))) // a worktree's .git
        {
            var text = File.ReadAllText(file.FullName);
            if (!text.Contains('\0', StringComparison.Ordinal))
            {
                yield return new(Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'), text);
            }
        }

        foreach (var inner in folder.EnumerateDirectories().Where(IsOurs))
        {
            foreach (var file in TextFiles(inner))
            {
                yield return file;
            }
        }
    }

    private static bool IsOurs(DirectoryInfo folder) =>
        folder.Name.StartsWith('.') ? OursWithDot.Contains(folder.Name) : !NotOurs.Contains(folder.Name);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"{Solution} is not above the test's folder.");
    }
}
