using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Storage.Tests.Model;

public sealed class CountingEntityStoreTests : EntityStoreContract
{
    private readonly CountingEntityStore counting = new(new ModelEntityStore());

    protected override IEntityStore Store => counting;

    [Fact]
    public async Task Given_calls_of_every_kind_when_they_are_counted_then_each_row_page_and_batch_counts_one()
    {
        await counting.TryWriteAsync(new EntityBatch(Tables.Mail, "p").Insert("a", []).Insert("b", []), Cancel);
        await counting.FindAsync(new(Tables.Mail, "p", "a"), Cancel);
        await counting.FindManyAsync(Tables.Mail, "p", ["a", "b", "c"], Cancel);
        await counting.QueryAsync(new(Tables.Mail, "p", "", "~"), Cancel);

        Assert.Equal(5, counting.Reads);
        Assert.Equal(1, counting.Writes);
        Assert.Equal(6, counting.RowsRead);
        Assert.Equal(2, counting.RowsWritten);
    }
}
