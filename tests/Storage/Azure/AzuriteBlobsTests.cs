using Carbonio.Cloud.Storage.Azure;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Storage.Tests.Azure;

public sealed class AzuriteBlobsTests(AzuriteFixture azurite) : BlobStoreContract, IAsyncLifetime
{
    private AzureStorage? storage;

    protected override IBlobStore Store => storage!.Blobs;

    public async ValueTask InitializeAsync()
    {
        var server = await azurite.ServerAsync();
        storage = AzureStorage.FromConnectionString(server.ConnectionString, new AzureStorageOptions { BlobContainer = "contract" });
        await storage.Blobs.EnsureCreatedAsync(Cancel);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
