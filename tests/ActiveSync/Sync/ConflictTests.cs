using Carbonio.Cloud.EasClient;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Sync;

/// <summary>[MS-ASCMD] 2.2.3.34 Conflict: one item changed on both sides.</summary>
public sealed class ConflictTests
{
    private const string Inbox = "2";

    private readonly SyncBench bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    public async Task Given_a_change_that_the_device_was_not_told_when_it_sends_its_own_then_the_servers_stays_and_status_7_says_so(int? conflict)
    {
        var (phone, item) = await ReadyAsync(conflict);
        await bench.ChangeAsync(item, before => before with { Categories = ["theirs"] });

        var answer = await phone.SyncAsync(Inbox, Cancel, next => next with { Commands = [SyncCommand.MarkRead($"2:{item}", true)] });

        Assert.Equal(7, Assert.Single(answer.Single.Results).Status);
        Assert.Equal($"2:{item}", Assert.Single(answer.Single.Changes).ServerId);
        Assert.False(Assert.Single(await bench.ItemsAsync(2)).Read);
        Assert.False(phone.Held(Inbox).IsRead($"2:{item}"));
    }

    [Fact]
    public async Task Given_a_device_that_wins_when_both_changed_then_its_change_is_made_and_it_is_told_what_else_there_is()
    {
        var (phone, item) = await ReadyAsync(conflict: 0);
        await bench.ChangeAsync(item, before => before with { Categories = ["theirs"] });

        var answer = await phone.SyncAsync(Inbox, Cancel, next => next with { Commands = [SyncCommand.MarkRead($"2:{item}", true)] });

        Assert.Empty(answer.Single.Results);
        Assert.Equal($"2:{item}", Assert.Single(answer.Single.Changes).ServerId);
        var after = Assert.Single(await bench.ItemsAsync(2));
        Assert.True(after.Read);
        Assert.Equal(["theirs"], after.Categories);
    }

    [Fact]
    public async Task Given_a_device_that_wins_and_a_window_that_is_full_when_it_goes_on_then_it_is_told_once()
    {
        var (phone, item) = await ReadyAsync(conflict: 0);
        await bench.ChangeAsync(item, before => before with { Categories = ["theirs"] });
        await bench.DeliverAsync("two");

        var first = await phone.SyncAsync(Inbox, Cancel, next => next with { WindowSize = 1, Commands = [SyncCommand.MarkRead($"2:{item}", true)] });
        var second = await phone.SyncAsync(Inbox, Cancel);

        var told = first.Single.Changes.Concat(second.Single.Changes).Select(change => change.ServerId);
        Assert.Single(told, id => id == $"2:{item}");
    }

    [Fact]
    public async Task Given_both_sides_made_the_same_change_when_the_device_sends_its_own_then_there_is_no_conflict_and_no_write_to_the_item()
    {
        var (phone, item) = await ReadyAsync(conflict: 1);
        await bench.ChangeAsync(item, before => before with { Read = true });
        var before = Assert.Single(await bench.ItemsAsync(2));

        var answer = await phone.SyncAsync(Inbox, Cancel, next => next with { Commands = [SyncCommand.MarkRead($"2:{item}", true)] });

        Assert.Empty(answer.Single.Results);
        Assert.Equal(before.Sequence, Assert.Single(await bench.ItemsAsync(2)).Sequence);
    }

    [Fact]
    public async Task Given_a_change_that_the_device_was_told_when_it_sends_its_own_then_there_is_no_conflict()
    {
        var (phone, item) = await ReadyAsync(conflict: 1);
        await bench.ChangeAsync(item, before => before with { Categories = ["theirs"] });
        await phone.SyncAsync(Inbox, Cancel);

        var answer = await phone.SyncAsync(Inbox, Cancel, next => next with { Commands = [SyncCommand.MarkRead($"2:{item}", true)] });

        Assert.Empty(answer.Single.Results);
        Assert.True(Assert.Single(await bench.ItemsAsync(2)).Read);
    }

    [Fact]
    public async Task Given_the_devices_own_change_when_it_sends_another_then_there_is_no_conflict()
    {
        var (phone, item) = await ReadyAsync(conflict: 1);
        await phone.SyncAsync(Inbox, Cancel, next => next with { GetChanges = false, Commands = [SyncCommand.MarkRead($"2:{item}", true)] });

        var answer = await phone.SyncAsync(Inbox, Cancel, next => next with { GetChanges = false, Commands = [SyncCommand.MarkRead($"2:{item}", false)] });

        Assert.Empty(answer.Single.Results);
        Assert.False(Assert.Single(await bench.ItemsAsync(2)).Read);
    }

    [Fact]
    public async Task Given_an_answer_with_the_change_was_lost_when_the_device_goes_on_with_its_own_then_status_7_and_the_change_is_told()
    {
        var (phone, item) = await ReadyAsync(conflict: 1);
        await bench.ChangeAsync(item, before => before with { Categories = ["theirs"] });
        await phone.Device.SyncAsync(new SyncRequest(phone.Next(Inbox)), Cancel);

        var answer = await phone.SyncAsync(Inbox, Cancel, next => next with { Commands = [SyncCommand.MarkRead($"2:{item}", true)] });

        Assert.Equal(7, Assert.Single(answer.Single.Results).Status);
        Assert.Equal($"2:{item}", Assert.Single(answer.Single.Changes).ServerId);
        Assert.False(Assert.Single(await bench.ItemsAsync(2)).Read);
    }

    [Fact]
    public async Task Given_a_change_by_somebody_else_when_the_device_deletes_the_item_then_the_deletion_wins()
    {
        var (phone, item) = await ReadyAsync(conflict: 1);
        await bench.ChangeAsync(item, before => before with { Categories = ["theirs"] });

        var answer = await phone.SyncAsync(Inbox, Cancel, next => next with { Commands = [SyncCommand.Delete($"2:{item}")] });

        Assert.Empty(answer.Single.Results);
        Assert.Empty(await bench.ItemsAsync(2));
    }

    [Fact]
    public async Task Given_a_deletion_by_somebody_else_when_the_device_changes_the_item_then_status_8()
    {
        var (phone, item) = await ReadyAsync(conflict: 0);
        await bench.DeleteAsync(item);

        var answer = await phone.SyncAsync(Inbox, Cancel, next => next with { Commands = [SyncCommand.MarkRead($"2:{item}", true)] });

        Assert.Equal(8, Assert.Single(answer.Single.Results).Status);
        Assert.Empty(phone.Held(Inbox).Items);
    }

    private async Task<(PhoneModel Phone, long Item)> ReadyAsync(int? conflict)
    {
        var item = await bench.DeliverAsync("one");
        var phone = bench.NewPhone("phone1");
        await phone.SyncAllAsync(Inbox, Cancel, next => next with { Options = new() { Conflict = conflict, FilterType = 0 } });
        return (phone, item);
    }
}
