using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Directory.Tests;

public sealed class AlertLogTests
{
    private readonly ModelEntityStore store = new();
    private readonly FakeTimeProvider time = new();
    private readonly AlertLog alerts;
    private int number;

    public AlertLogTests() => alerts = new(store, time);

    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_alerts_when_they_are_listed_by_pages_then_each_comes_once_newest_first()
    {
        for (var i = 0; i < 7; i++)
        {
            await WriteAsync($"alert {i}");
        }

        var texts = new List<string>();
        string? continuation = null;
        do
        {
            var page = await alerts.ListAsync(3, continuation, None);
            texts.AddRange(page.Items.Select(alert => alert.Text));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        Assert.Equal(["alert 6", "alert 5", "alert 4", "alert 3", "alert 2", "alert 1", "alert 0"], texts);
    }

    [Fact]
    public async Task Given_an_alert_when_it_is_written_again_under_its_id_then_there_is_one()
    {
        var alert = new ServerAlert(time.GetUtcNow(), ServerAlert.AntiDos, "a@b.test", "phone", "x");
        await alerts.WriteAsync("abc", alert, None);
        await alerts.WriteAsync("abc", alert, None);
        Assert.Equal([alert], (await alerts.ListAsync(10, null, None)).Items);
    }

    [Fact]
    public async Task Given_an_alert_when_it_is_below_at_or_above_the_age_that_is_kept_then_only_below_it_is_listed()
    {
        await WriteAsync("old");
        time.Advance(AlertLog.Kept - TimeSpan.FromSeconds(1));
        Assert.Single((await alerts.ListAsync(10, null, None)).Items);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty((await alerts.ListAsync(10, null, None)).Items);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty((await alerts.ListAsync(10, null, None)).Items);
    }

    [Fact]
    public async Task Given_more_alerts_than_are_kept_when_time_passes_then_the_oldest_go()
    {
        for (var i = 0; i < AlertLog.MaximumAlerts + 50; i++)
        {
            await WriteAsync($"alert {i}");
        }

        time.Advance(AlertLog.TrimAfter);
        await WriteAsync("last");

        var (count, first) = (0, "");
        string? continuation = null;
        do
        {
            var page = await alerts.ListAsync(1000, continuation, None);
            first = count == 0 ? page.Items[0].Text : first;
            count += page.Items.Count;
            continuation = page.Continuation;
        }
        while (continuation is not null);
        Assert.Equal((AlertLog.MaximumAlerts, "last"), (count, first));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no such row")]
    [InlineData("~~~")]
    public async Task Given_a_continuation_that_is_none_of_ours_when_it_is_sent_then_nothing_is_read_beyond_the_alerts(string continuation)
    {
        await WriteAsync("x");
        Assert.All((await alerts.ListAsync(10, continuation, None)).Items, alert => Assert.Equal("x", alert.Text));
    }

    private Task WriteAsync(string text)
    {
        time.Advance(TimeSpan.FromSeconds(1));
        return alerts.WriteAsync($"{++number:d6}", new(time.GetUtcNow(), ServerAlert.AntiDos, "a@b.test", "phone", text), None);
    }
}
