using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Storage.Tests.Model;

public sealed class ModelEntityStoreTests : EntityStoreContract
{
    protected override IEntityStore Store { get; } = new ModelEntityStore();
}
