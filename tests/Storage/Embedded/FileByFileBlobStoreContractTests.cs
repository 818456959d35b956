using Carbonio.Cloud.Storage.Embedded;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Storage.Tests.Embedded;

/// <summary>As on systems that cannot flush a file system: each file and folder by itself.</summary>
public sealed class FileByFileBlobStoreContractTests(TemporaryFolder folder) : BlobStoreContract, IClassFixture<TemporaryFolder>, IAsyncDisposable
{
    private readonly FileBlobStore store = new(folder.Path, groupFlush: false);

    protected override IBlobStore Store => store;

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
