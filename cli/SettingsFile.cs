using System.Text.Json;

namespace Carbonio.Cloud.Cli;

/// <summary>The file of <c>carbonio login</c>, for its owner only.</summary>
internal static class SettingsFile
{
    public static CliSettings Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), CliJson.Default.CliSettings) ?? new(null, null);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return new(null, null); // 'carbonio login' writes it anew
        }
    }

    public static void Write(string path, CliSettings settings)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        PrivateFile.Write(path, file => JsonSerializer.Serialize(file, settings, CliJson.Default.CliSettings));
    }
}
