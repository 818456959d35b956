using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Storage.Tests.Mutants;

/// <summary>The contracts bite: for each broken store some test of its contract fails, and for a right one none.</summary>
public sealed class MutantTests
{
    public static TheoryData<string> Entities => [.. EntityStoreMutants.All.Keys];

    public static TheoryData<string> Blobs => [.. BlobStoreMutants.All.Keys];

    [Theory]
    [MemberData(nameof(Entities))]
    public async Task Given_an_entity_store_that_breaks_a_promise_when_its_contract_runs_then_a_test_fails(string mutant)
    {
        var store = EntityStoreMutants.All[mutant]();

        Assert.NotNull(await ContractRun.FirstFailureAsync(() => new EntityContract(store)));
    }

    [Theory]
    [MemberData(nameof(Blobs))]
    public async Task Given_a_blob_store_that_breaks_a_promise_when_its_contract_runs_then_a_test_fails(string mutant)
    {
        var store = BlobStoreMutants.All[mutant]();

        Assert.NotNull(await ContractRun.FirstFailureAsync(() => new BlobContract(store)));
    }

    [Fact]
    public async Task Given_stores_that_keep_their_promises_when_their_contracts_run_then_no_test_fails()
    {
        var entities = new MutantEntityStore();
        var blobs = new ModelBlobStore();

        Assert.Null(await ContractRun.FirstFailureAsync(() => new EntityContract(entities)));
        Assert.Null(await ContractRun.FirstFailureAsync(() => new BlobContract(blobs)));
    }

    private sealed class EntityContract(IEntityStore store) : EntityStoreContract
    {
        protected override IEntityStore Store => store;
    }

    private sealed class BlobContract(IBlobStore store) : BlobStoreContract
    {
        protected override IBlobStore Store => store;
    }
}
