using System.Security.Cryptography;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>Two running servers for all tests of a class. A test that takes one away brings it back.</summary>
public sealed class TwoServersFixture : IAsyncLifetime
{
    private TwoServers? servers;

    /// <summary>Both; the test that asks is skipped by name when Azurite cannot run here.</summary>
    public TwoServers Servers
    {
        get
        {
            Assert.SkipWhen(AzureStore.Missing is not null, AzureStore.Missing ?? "");
            return servers!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (AzureStore.Missing is null)
        {
            servers = await TwoServers.StartAsync(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync() => servers?.DisposeAsync() ?? ValueTask.CompletedTask;
}
