using Carbonio.Cloud.ActiveSync.Admission;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Admission;

public sealed class BodyMemoryTests
{
    private const int Budget = 100_000;
    private const int Small = WorkLimits.UncountedBodyBytes;

    private readonly BodyMemory memory = new(new() { BodyBytes = Budget });

    [Theory]
    [InlineData(Budget - 1, true)]
    [InlineData(Budget, true)]
    [InlineData(Budget + 1, false)]
    public void Given_a_budget_when_a_body_asks_for_it_then_it_gets_no_more_than_there_is(long wanted, bool isThere)
    {
        Assert.Equal(isThere, memory.TryTake(wanted));

        Assert.Equal(isThere ? wanted : 0, memory.Taken);
    }

    [Theory]
    [InlineData(Small - 1, 0)]
    [InlineData(Small, 0)]
    [InlineData(Small + 1, Small + 1)]
    public void Given_a_body_when_it_is_small_then_it_takes_nothing(long length, long taken)
    {
        using var body = new BodyReservation(memory, Budget);

        Assert.True(body.TryGrow(length));

        Assert.Equal(taken, memory.Taken);
    }

    [Fact]
    public void Given_a_body_of_unknown_length_when_it_grows_then_it_takes_twice_as_much_each_time_and_never_more_than_its_maximum()
    {
        using var body = new BodyReservation(memory, 70_000);

        Assert.True(body.TryGrow(20_000));
        Assert.Equal(20_000, memory.Taken);
        Assert.True(body.TryGrow(20_001));
        Assert.Equal(40_000, memory.Taken);
        Assert.True(body.TryGrow(40_000));
        Assert.Equal(40_000, memory.Taken);
        Assert.True(body.TryGrow(40_001));
        Assert.Equal(70_000, memory.Taken);
    }

    [Fact]
    public void Given_two_bodies_when_the_second_has_no_room_then_it_has_as_soon_as_the_first_is_gone()
    {
        var first = new BodyReservation(memory, Budget);
        using var second = new BodyReservation(memory, Budget);
        Assert.True(first.TryGrow(60_000));
        Assert.False(second.TryGrow(60_000));
        Assert.Equal(60_000, memory.Taken);

        first.Dispose();
        first.Dispose();

        Assert.Equal(0, memory.Taken);
        Assert.True(second.TryGrow(60_000));
    }
}
