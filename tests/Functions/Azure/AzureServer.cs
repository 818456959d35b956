namespace Carbonio.Cloud.Functions.Tests;

/// <summary>A server on Azure's tables and blobs, as Azurite plays them.</summary>
public sealed class AzureServer : ServerFixture
{
    protected override string? Missing => AzureStore.Missing;

    protected override Task<ITestStore> OpenStoreAsync() => AzureStore.StartAsync(CancellationToken.None);
}
