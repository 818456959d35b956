using Carbonio.Cloud.Storage.Embedded;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Storage.Tests.Embedded;

public sealed class FileBlobStoreContractTests(TemporaryFolder folder) : BlobStoreContract, IClassFixture<TemporaryFolder>, IAsyncDisposable
{
    private readonly FileBlobStore store = new(folder.Path);

    protected override IBlobStore Store => store;

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
