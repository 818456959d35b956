using Xunit;

namespace Carbonio.Cloud.Support;

/// <summary>
/// One Azurite for a test assembly (<c>[assembly: AssemblyFixture(typeof(AzuriteFixture))]</c>), started when the first test
/// asks for it. A test that asks where node is missing is skipped, with that reason.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly Lock gate = new();
    private Task<AzuriteServer>? server;

    /// <summary>The running server.</summary>
    public Task<AzuriteServer> ServerAsync()
    {
        Assert.SkipWhen(AzuriteServer.Missing is not null, AzuriteServer.Missing ?? "");
        lock (gate)
        {
            return server ??= AzuriteServer.StartAsync(CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (server is { IsCompletedSuccessfully: true })
        {
            await (await server).DisposeAsync();
        }
    }
}
