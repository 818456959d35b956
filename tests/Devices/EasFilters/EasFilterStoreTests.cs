using Carbonio.Cloud.Devices.EasFilters;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Support;
using Xunit;

namespace Carbonio.Cloud.Devices.Tests.EasFilters;

public sealed class EasFilterStoreTests
{
    private static CancellationToken None => EasFilterInstance.None;

    [Fact]
    public async Task Given_a_filter_when_adding_it_is_repeated_then_there_is_one()
    {
        using var instance = new EasFilterInstance();
        await instance.AddAsync("a", "contains", "x", "fixed", "14.1");
        await instance.AddAsync("a", "contains", "x", "fixed", "14.1");
        Assert.Equal("a", await instance.KeysAsync());

        var other = await instance.Filters.AddAsync(AdminActor.Server, new("a", "contains", "y", "fixed", "14.1", false), None);
        Assert.Equal(DirectoryStatus.Taken, other.Status);
    }

    [Fact]
    public async Task Given_filters_when_one_is_deleted_twice_then_the_second_finds_none_and_no_other_goes()
    {
        using var instance = new EasFilterInstance();
        await AddManyAsync(instance, "a", "b", "c");
        Assert.True((await instance.Filters.DeleteAsync(AdminActor.Server, "b", None)).IsDone);
        Assert.Equal(DirectoryStatus.NotFound, (await instance.Filters.DeleteAsync(AdminActor.Server, "b", None)).Status);
        Assert.Equal("a c", await instance.KeysAsync());
    }

    [Theory]
    [InlineData("a", 2, "b c a d")]
    [InlineData("d", 0, "d a b c")]
    [InlineData("b", 1, "a b c d")]
    [InlineData("c", 3, "a b d c")]
    public async Task Given_filters_when_one_is_moved_once_or_twice_then_it_stands_where_it_was_sent(string key, int to, string order)
    {
        using var instance = new EasFilterInstance();
        await AddManyAsync(instance, "a", "b", "c", "d");
        Assert.True((await instance.Filters.MoveAsync(AdminActor.Server, key, to, None)).IsDone);
        Assert.True((await instance.Filters.MoveAsync(AdminActor.Server, key, to, None)).IsDone);
        Assert.Equal(order, await instance.KeysAsync());
    }

    [Theory]
    [InlineData("a", -1, DirectoryStatus.Invalid)]
    [InlineData("a", 2, DirectoryStatus.Invalid)]
    [InlineData("z", 0, DirectoryStatus.NotFound)]
    public async Task Given_two_filters_when_one_is_sent_beyond_them_then_nothing_moves(string key, int to, DirectoryStatus status)
    {
        using var instance = new EasFilterInstance();
        await AddManyAsync(instance, "a", "b");
        Assert.Equal(status, (await instance.Filters.MoveAsync(AdminActor.Server, key, to, None)).Status);
        Assert.Equal("a b", await instance.KeysAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("a!")]
    [InlineData("outlook")]
    [InlineData("123456789012345678901234567890123")]
    public async Task Given_what_is_no_key_when_a_filter_is_added_under_it_then_it_is_refused(string key)
    {
        using var instance = new EasFilterInstance();
        Assert.Equal(DirectoryStatus.Invalid, (await instance.Filters.AddAsync(AdminActor.Server, new(key, "contains", "x", "fixed", "14.1", false), None)).Status);
    }

    [Fact]
    public async Task Given_as_many_filters_as_there_may_be_when_another_one_is_added_then_it_is_refused()
    {
        using var instance = new EasFilterInstance();
        await AddManyAsync(instance, [.. Enumerable.Range(0, EasFilterLimits.MaximumFilters).Select(i => $"f{i}")]);
        var outcome = await instance.Filters.AddAsync(AdminActor.Server, new("more", "contains", "x", "fixed", "14.1", false), None);
        Assert.Equal(DirectoryStatus.Invalid, outcome.Status);
        Assert.Contains("100", outcome.Message!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_filters_too_long_for_their_row_when_another_one_is_added_then_it_is_refused_and_the_rest_stay()
    {
        using var instance = new EasFilterInstance();
        var added = 0;
        DirectoryOutcome<EasFilterList> outcome;
        do
        {
            outcome = await instance.Filters.AddAsync(AdminActor.Server, new($"f{added++}", "contains", new('x', EasFilterLimits.MaximumParameterCharacters), "fixed", "14.1", false), None);
        }
        while (outcome.IsDone);

        Assert.Equal(DirectoryStatus.Invalid, outcome.Status);
        Assert.Contains("too long together", outcome.Message!, StringComparison.Ordinal);
        Assert.Equal(added - 1, (await instance.Filters.ReadAsync(None)).Filters.Count);
    }

    [Fact]
    public async Task Given_two_instances_when_both_add_at_once_then_both_filters_are_there()
    {
        var store = new ModelEntityStore();
        using var one = new EasFilterInstance(store);
        using var other = new EasFilterInstance(store, one.Time);
        await Task.WhenAll(
            Task.WhenAll(Enumerable.Range(0, 10).Select(i => one.AddAsync($"a{i}", "contains", "x", "fixed", "14.1"))),
            Task.WhenAll(Enumerable.Range(0, 10).Select(i => other.AddAsync($"b{i}", "contains", "x", "fixed", "14.1"))));

        one.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(20, (await one.Filters.ReadAsync(None)).Filters.Count);
    }

    [Fact]
    public async Task Given_a_filter_added_elsewhere_when_ten_seconds_have_passed_then_it_holds_here_and_warm_reads_cost_nothing()
    {
        var store = new CountingEntityStore(new ModelEntityStore());
        using var one = new EasFilterInstance(store);
        using var other = new EasFilterInstance(store, one.Time);
        Assert.Equal("", await other.KeysAsync());
        await one.AddAsync("a", "contains", "x", "fixed", "14.1");
        Assert.Equal("a", await one.KeysAsync());

        one.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("a", await other.KeysAsync());

        var reads = store.Reads;
        Assert.Same(await other.Filters.ReadAsync(None), await other.Filters.ReadAsync(None));
        Assert.Equal(reads, store.Reads);
    }

    [Fact]
    public async Task Given_MaxOutlookVersion_when_it_is_set_then_a_built_in_filter_stands_first_until_it_is_unset()
    {
        using var instance = new EasFilterInstance();
        var alice = await instance.AccountAsync("alice@example.test");
        await AddManyAsync(instance, "a", "b");
        await SetAsync(instance, "14.1");

        Assert.Equal("outlook a b", await instance.KeysAsync());
        Assert.Equal("14.1", await instance.OfferAsync(alice, "Outlook/16.0"));
        Assert.Equal("14.1", await instance.OfferAsync(alice, "Microsoft.Outlook.15"));
        Assert.Equal(DirectoryStatus.Invalid, (await instance.Filters.MoveAsync(AdminActor.Server, "a", 0, None)).Status);
        Assert.True((await instance.Filters.MoveAsync(AdminActor.Server, "a", 2, None)).IsDone);
        Assert.Equal("outlook b a", await instance.KeysAsync());
        Assert.Equal(DirectoryStatus.NotFound, (await instance.Filters.DeleteAsync(AdminActor.Server, "outlook", None)).Status);

        await SetAsync(instance, "");
        Assert.Equal("b a", await instance.KeysAsync());
    }

    private static async Task SetAsync(EasFilterInstance instance, string version) =>
        Assert.True((await instance.Writer.ModifyServiceAsync(AdminActor.Server, AttributeScopes.Global, new Dictionary<string, string> { ["ZxMobile_MaxOutlookVersion"] = version }, null, None)).IsDone);

    private static async Task AddManyAsync(EasFilterInstance instance, params string[] keys)
    {
        foreach (var key in keys)
        {
            await instance.AddAsync(key, "contains", "nothing has this", "fixed", "14.1");
        }
    }
}
