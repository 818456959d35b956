using System.Text;
using Carbonio.Cloud.ActiveSync.Http;
using Carbonio.Cloud.ActiveSync.Waste;
using Carbonio.Cloud.Functions.Monitoring;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>What <c>/metrics</c> says of requests: docs/operations.md names the lines.</summary>
public sealed class RequestMeasuresTests : IDisposable
{
    private readonly RequestMeasures measures = new();
    private readonly EasMetrics metrics = new();

    public void Dispose()
    {
        metrics.Dispose();
        measures.Dispose();
    }

    [Fact]
    public void Given_loops_of_each_kind_when_the_metrics_are_written_then_a_line_for_each_counts_them()
    {
        metrics.Damped(LoopKind.FreshKey);
        metrics.Damped(LoopKind.Sync);
        metrics.Damped(LoopKind.Replay);
        metrics.Damped(LoopKind.Replay);
        metrics.Damped(LoopKind.Ping);
        metrics.Damped(LoopKind.FolderSync);

        Assert.Equal(
            """
            # HELP carbonio_eas_loops_damped_total Requests of devices in a loop that were slowed down.
            # TYPE carbonio_eas_loops_damped_total counter
            carbonio_eas_loops_damped_total{kind="folder_sync"} 1
            carbonio_eas_loops_damped_total{kind="fresh_key"} 1
            carbonio_eas_loops_damped_total{kind="ping"} 1
            carbonio_eas_loops_damped_total{kind="replay"} 2
            carbonio_eas_loops_damped_total{kind="sync"} 1
            """.ReplaceLineEndings("\n").Split('\n'),
            Lines("carbonio_eas_loops_damped_total"));
    }

    [Fact]
    public void Given_no_loop_when_the_metrics_are_written_then_no_line_counts_one()
    {
        Assert.All(Lines("carbonio_eas_loops_damped_total"), line => Assert.StartsWith("#", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Given_a_request_that_has_ended_when_the_metrics_are_written_then_none_is_under_way_and_its_time_is_counted()
    {
        metrics.Begin("Sync");
        metrics.Answered("Sync", 200, TimeSpan.FromMilliseconds(3));
        metrics.End("Sync");

        Assert.Contains("carbonio_eas_requests_active{command=\"Sync\"} 0", Lines("carbonio_eas_requests_active"));
        Assert.Contains("carbonio_eas_request_duration_seconds_count{command=\"Sync\",status=\"200\"} 1", Lines("carbonio_eas_request_duration_seconds"));
    }

    private string[] Lines(string name)
    {
        var text = new StringBuilder();
        measures.Write(text);
        return [.. text.ToString().Split('\n').Where(line => line.Contains(name, StringComparison.Ordinal))];
    }
}
