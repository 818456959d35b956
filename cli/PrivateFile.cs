namespace Carbonio.Cloud.Cli;

/// <summary>A file that only its owner may read, replaced as a whole or not at all.</summary>
internal static class PrivateFile
{
    public static void Write(string path, Action<Stream> write)
    {
        var fresh = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; // from its first byte on
        }

        using (var file = new FileStream(fresh, options))
        {
            write(file);
        }

        File.Move(fresh, path, overwrite: true);
    }
}
