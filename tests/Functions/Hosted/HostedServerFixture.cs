namespace Carbonio.Cloud.Functions.Tests;

/// <summary>One published server behind a host, for all tests of a class.</summary>
public sealed class HostedServerFixture(PublishedServer published) : IAsyncLifetime
{
    private HostedServer? server;

    public HostedServer Server => server!;

    public async ValueTask InitializeAsync() => server = await HostedServer.StartAsync(await published.FolderAsync(), CancellationToken.None);

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
