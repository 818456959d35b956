using System.Globalization;
using System.Text.RegularExpressions;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>An empty Azurite, reached through relays that a test can cut. Only this file knows <see cref="AzuriteServer"/>.</summary>
public sealed partial class AzureStore : ITestStore
{
    private readonly AzuriteServer azurite;
    private readonly Dictionary<int, StoreRelay> relays = [];

    private AzureStore(AzuriteServer azurite)
    {
        this.azurite = azurite;
        var relayed = LoopbackPort().Replace(azurite.ConnectionString, match => $"http://127.0.0.1:{RelayTo(match.Groups[1].Value)}");
        Settings = new Dictionary<string, string>
        {
            ["Carbonio__Store"] = "azure",
            ["Carbonio__Storage__ConnectionString"] = relayed,
        };
    }

    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Why Azurite cannot run here; null when it can.</summary>
    public static string? Missing => AzuriteServer.Missing;

    public static async Task<ITestStore> StartAsync(CancellationToken cancellationToken) =>
        new AzureStore(await AzuriteServer.StartAsync(cancellationToken));

    /// <summary>Makes the store unreachable: connections break and new ones are refused.</summary>
    public void Cut()
    {
        foreach (var relay in relays.Values)
        {
            relay.Cut();
        }
    }

    /// <summary>Makes the store reachable again on the same ports.</summary>
    public void Mend()
    {
        foreach (var relay in relays.Values)
        {
            relay.Mend();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var relay in relays.Values)
        {
            relay.Dispose();
        }

        await azurite.DisposeAsync();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:(\d+)")]
    private static partial Regex LoopbackPort();

    private int RelayTo(string port)
    {
        var target = int.Parse(port, CultureInfo.InvariantCulture);
        if (!relays.TryGetValue(target, out var relay))
        {
            relays.Add(target, relay = new StoreRelay(target));
        }

        return relay.Port;
    }
}
