using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Storage.Tests.Model;

public sealed class ModelBlobStoreTests : BlobStoreContract
{
    protected override IBlobStore Store { get; } = new ModelBlobStore();
}
