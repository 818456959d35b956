using System.Text.Json;

namespace Carbonio.Cloud.Functions.Demo;

/// <summary>What a server in Development writes for whoever tries it, once it is ready.</summary>
/// <param name="Url">Where it serves.</param>
/// <param name="AdminToken">A global token of the admin API.</param>
/// <param name="Domain">The domain.</param>
/// <param name="Accounts">The accounts.</param>
internal sealed record DemoFile(string Url, string AdminToken, string Domain, IReadOnlyList<DemoAccount> Accounts)
{
    private const string FileName = "demo.json";

    public static string PathIn(string dataFolder) => Path.Combine(dataFolder, FileName);

    /// <summary>The file of an earlier start; null when there is none.</summary>
    public static DemoFile? Find(string dataFolder) =>
        File.Exists(PathIn(dataFolder)) ? JsonSerializer.Deserialize(File.ReadAllBytes(PathIn(dataFolder)), DemoJson.Default.DemoFile) : null;

    public void Write(string dataFolder) =>
        Hosting.PrivateFiles.Write(PathIn(dataFolder), JsonSerializer.SerializeToUtf8Bytes(this, DemoJson.Default.DemoFile));
}
