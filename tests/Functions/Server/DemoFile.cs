using System.Text.Json;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>What a server in Development writes for whoever tries it.</summary>
public sealed record DemoFile(Uri Url, string AdminToken, string Domain, IReadOnlyList<DemoAccount> Accounts)
{
    /// <summary>Has a mobile password.</summary>
    public DemoAccount Alice => Accounts.Single(account => account.Address == "alice@example.test");

    /// <summary>Has none.</summary>
    public DemoAccount Bob => Accounts.Single(account => account.Address == "bob@example.test");

    public static DemoFile Read(string dataFolder) =>
        JsonSerializer.Deserialize<DemoFile>(File.ReadAllText(Path.Combine(dataFolder, "demo.json")), JsonSerializerOptions.Web)
        ?? throw new InvalidDataException("demo.json is null.");
}
