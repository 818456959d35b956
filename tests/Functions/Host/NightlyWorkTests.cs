using System.Globalization;
using Carbonio.Cloud.Functions.Hosting;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Carbonio.Cloud.Functions.Tests;

public sealed class NightlyWorkTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2027, 1, 31, 12, 0, 0, TimeSpan.Zero));
    private readonly ModelEntityStore entities = new();
    private readonly List<string?> steps = [];
    private int length = 1;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_work_done_when_the_night_is_not_over_then_it_is_done_once()
    {
        var night = New();
        await night.RunAsync(Token);
        time.Advance(new TimeSpan(11, 44, 59));
        await New().RunAsync(Token); // another instance, which knows only the row
        await night.RunAsync(Token);
        Assert.Single(steps);

        time.Advance(TimeSpan.FromSeconds(1));
        await night.RunAsync(Token);
        Assert.Equal([null, null], steps);
    }

    [Fact]
    public async Task Given_work_of_many_steps_when_run_each_minute_then_each_run_is_bounded_and_goes_on()
    {
        length = NightlyWork.StepsPerRun + 1;
        var night = New();
        await night.RunAsync(Token);
        Assert.Equal(NightlyWork.StepsPerRun, steps.Count);
        await New().RunAsync(Token); // another instance, which knows only the row
        Assert.Equal(length, steps.Count);
        Assert.Equal(Enumerable.Range(0, length).Select(i => i == 0 ? null : i.ToString(CultureInfo.InvariantCulture)), steps);
    }

    [Fact]
    public async Task Given_a_step_that_the_store_failed_when_run_again_then_it_begins_where_the_last_run_began()
    {
        length = 3;
        var fails = true;
        var night = New(() => fails && steps.Count == 2 ? throw new StoreUnavailableException("down") : 0);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => night.RunAsync(Token));
        fails = false;
        steps.Clear();
        await night.RunAsync(Token);
        Assert.Equal([null, "1", "2"], steps);
    }

    private NightlyWork New(Func<int>? fault = null) => new(
        entities,
        [new("count", (cursor, _) =>
        {
            fault?.Invoke();
            steps.Add(cursor);
            var next = int.Parse(cursor ?? "0", CultureInfo.InvariantCulture) + 1;
            return Task.FromResult(next == length ? null : next.ToString(CultureInfo.InvariantCulture));
        })],
        time,
        NullLogger<NightlyWork>.Instance);
}
