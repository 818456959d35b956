using Carbonio.Cloud.Storage.Embedded;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Storage.Tests.Embedded;

public sealed class SqliteEntityStoreContractTests(SqliteEntityStoreContractTests.OpenStore open)
    : EntityStoreContract, IClassFixture<SqliteEntityStoreContractTests.OpenStore>
{
    protected override IEntityStore Store { get; } = open.Store;

    public sealed class OpenStore : IAsyncDisposable
    {
        private readonly TemporaryFolder folder = new();

        public OpenStore() => Store = new(folder.Path);

        public SqliteEntityStore Store { get; }

        public async ValueTask DisposeAsync()
        {
            await Store.DisposeAsync();
            folder.Dispose();
        }
    }
}
