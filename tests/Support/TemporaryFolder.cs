namespace Carbonio.Cloud.Support;

/// <summary>A folder of its own below the system's temporary folder, deleted with all it holds when the test ends.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Its full path. The folder exists.</summary>
    public string Path { get; } = System.IO.Directory.CreateTempSubdirectory("carbonio-").FullName;

    /// <summary>A path in the folder; nothing is made there.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            System.IO.Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A store that a failed test left open may still be writing; the system cleans its temporary folder.
        }
    }
}
