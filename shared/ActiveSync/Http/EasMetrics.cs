using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Carbonio.Cloud.ActiveSync.Waste;

namespace Carbonio.Cloud.ActiveSync.Http;

/// <summary>Measures of EAS requests, for whoever listens to <see cref="MeterName"/>.</summary>
public sealed class EasMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Carbonio.Cloud.ActiveSync";

    /// <summary>Histogram of seconds, by command and HTTP status.</summary>
    public const string Duration = "eas.request.duration";

    /// <summary>Requests under way, by command: the held ones among them.</summary>
    public const string Active = "eas.requests.active";

    /// <summary>Requests of devices in a loop that were slowed down, by what was done.</summary>
    public const string LoopsDamped = "eas.loops.damped";

    private static readonly object[] StatusNames = [.. Enumerable.Range(0, 600).Select(status => status.ToString(CultureInfo.InvariantCulture))];

    private readonly Meter meter = new(MeterName);
    private readonly Histogram<double> duration;
    private readonly UpDownCounter<int> active;
    private readonly Counter<long> loopsDamped;

    /// <summary>One for the whole process.</summary>
    public EasMetrics()
    {
        duration = meter.CreateHistogram<double>(Duration, "s", "Time from a request to its answer.");
        active = meter.CreateUpDownCounter<int>(Active, description: "Requests under way.");
        loopsDamped = meter.CreateCounter<long>(LoopsDamped, description: "Requests of devices in a loop that were slowed down.");
    }

    /// <summary>Whether an instrument is of this object: names are shared by all of a process.</summary>
    internal bool Owns(Instrument instrument) => ReferenceEquals(instrument.Meter, meter);

    /// <summary>A command begins.</summary>
    public void Begin(string command) => active.Add(1, new KeyValuePair<string, object?>("command", command));

    /// <summary>A command has ended, in whatever way.</summary>
    public void End(string command) => active.Add(-1, new KeyValuePair<string, object?>("command", command));

    /// <summary>A request was answered.</summary>
    public void Answered(string command, int httpStatus, TimeSpan took) =>
        duration.Record(took.TotalSeconds, new TagList([new("command", command), new("status", StatusNames[httpStatus])]));

    /// <summary>A device in a loop was slowed down.</summary>
    public void Damped(LoopKind kind) => loopsDamped.Add(1, new KeyValuePair<string, object?>("kind", kind switch
    {
        LoopKind.FreshKey => "fresh_key",
        LoopKind.Sync => "sync",
        LoopKind.Replay => "replay",
        LoopKind.Ping => "ping",
        _ => "folder_sync",
    }));

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();
}
