using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Storage.Tests.Model;

/// <summary>The contract itself must take what the port leaves open: empty pages, short pages.</summary>
public sealed class AwkwardModelEntityStoreTests : EntityStoreContract
{
    protected override IEntityStore Store { get; } = new ModelEntityStore { AwkwardPages = true };
}
