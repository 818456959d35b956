using Carbonio.Cloud.Storage.Azure;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Storage.Tests.Azure;

public sealed class AzuriteTablesTests(AzuriteFixture azurite) : EntityStoreContract, IAsyncLifetime
{
    private AzureStorage? storage;

    protected override IEntityStore Store => storage!.Entities;

    public async ValueTask InitializeAsync()
    {
        var server = await azurite.ServerAsync();
        storage = AzureStorage.FromConnectionString(server.ConnectionString, new AzureStorageOptions { TableNamePrefix = "contract" });
        await storage.Entities.EnsureCreatedAsync(Cancel);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
