using System.Globalization;
using System.Text.RegularExpressions;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>An Azurite, empty at first, reached through relays that a test can cut. Only this file knows <see cref="AzuriteServer"/>.</summary>
public sealed partial class AzureStore : ITestStore
{
    private readonly AzuriteServer azurite;
    private readonly bool ownsAzurite;
    private readonly Dictionary<int, StoreRelay> relays = [];

    private AzureStore(AzuriteServer azurite, bool ownsAzurite)
    {
        this.azurite = azurite;
        this.ownsAzurite = ownsAzurite;
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
        new AzureStore(await AzuriteServer.StartAsync(cancellationToken), ownsAzurite: true);

    /// <summary>Relays of their own to the same data, for a second server.</summary>
    public AzureStore Beside() => new(azurite, ownsAzurite: false);

    /// <summary>Holds back what the store answers to the next batch, as if it got lost.</summary>
    /// <param name="committed">The batch reaches the store; else it is held back itself.</param>
    /// <returns>Ends when that has come to pass.</returns>
    public Task HoldNextBatchAsync(bool committed) => Task.WhenAny(relays.Values.Select(relay => relay.HoldAsync("/$batch ", committed)));

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

        if (ownsAzurite)
        {
            await azurite.DisposeAsync();
        }
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
