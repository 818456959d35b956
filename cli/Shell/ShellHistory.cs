namespace Carbonio.Cloud.Cli.Shell;

/// <summary>The lines typed before, in a file for its owner only. A history that can't be read or written is none, and no error.</summary>
internal sealed class ShellHistory
{
    /// <summary>Lines kept.</summary>
    public const int MaximumLines = 1000;

    private readonly string path;
    private readonly List<string> lines;

    /// <summary>Reads it.</summary>
    public ShellHistory(string path)
    {
        this.path = path;
        try
        {
            lines = [.. File.ReadLines(path).TakeLast(MaximumLines)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            lines = [];
        }
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<string> Lines => lines;

    /// <summary>Adds a line that isn't the last one again.</summary>
    public void Add(string line)
    {
        if (lines.LastOrDefault() == line)
        {
            return;
        }

        lines.Add(line);
        if (lines.Count > MaximumLines)
        {
            lines.RemoveAt(0);
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            PrivateFile.Write(path, file =>
            {
                using var writer = new StreamWriter(file);
                foreach (var one in lines)
                {
                    writer.WriteLine(one);
                }
            });
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The shell works without.
        }
    }
}
