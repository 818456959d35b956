using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Carbonio.Cloud.ActiveSync.Http;

namespace Carbonio.Cloud.Functions.Monitoring;

/// <summary>Adds up what <see cref="EasMetrics"/> reports.</summary>
internal sealed class RequestMeasures : IDisposable
{
    // Seconds. From an empty Sync to a first page of mail; what is held longer than that is a Ping.
    private static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600];

    private readonly MeterListener listener = new();
    private readonly Lock gate = new();
    private readonly Dictionary<(string Command, string Status), Series> series = [];
    private readonly Dictionary<string, int> active = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> damped = new(StringComparer.Ordinal);

    public RequestMeasures()
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == EasMetrics.MeterName)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) => Record(Tag(tags, 0), Tag(tags, 1), seconds));
        listener.SetMeasurementEventCallback<int>((_, change, tags, _) => Change(Tag(tags, 0), change));
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => Damp(Tag(tags, 0), count));
        listener.Start();
    }

    public void Write(StringBuilder text)
    {
        lock (gate)
        {
            text.Append("# HELP carbonio_eas_request_duration_seconds Time from a request to its answer.\n# TYPE carbonio_eas_request_duration_seconds histogram\n");
            foreach (var ((command, status), measured) in series.OrderBy(one => one.Key))
            {
                measured.Write(text, $"command=\"{command}\",status=\"{status}\"");
            }

            text.Append("# HELP carbonio_eas_requests_active Requests under way, held ones among them.\n# TYPE carbonio_eas_requests_active gauge\n");
            foreach (var (command, count) in active.OrderBy(one => one.Key, StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"carbonio_eas_requests_active{{command=\"{command}\"}} {count}\n");
            }

            text.Append("# HELP carbonio_eas_loops_damped_total Requests of devices in a loop that were slowed down.\n# TYPE carbonio_eas_loops_damped_total counter\n");
            foreach (var (kind, count) in damped)
            {
                text.Append(CultureInfo.InvariantCulture, $"carbonio_eas_loops_damped_total{{kind=\"{kind}\"}} {count}\n");
            }
        }
    }

    public void Dispose() => listener.Dispose();

    private static string Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, int index) => (string)tags[index].Value!;

    private void Record(string command, string status, double seconds)
    {
        lock (gate)
        {
            if (!series.TryGetValue((command, status), out var measured))
            {
                series[(command, status)] = measured = new();
            }

            measured.Add(seconds);
        }
    }

    private void Change(string command, int change)
    {
        lock (gate)
        {
            active[command] = active.GetValueOrDefault(command) + change;
        }
    }

    private void Damp(string kind, long count)
    {
        lock (gate)
        {
            damped[kind] = damped.GetValueOrDefault(kind) + count;
        }
    }

    private sealed class Series
    {
        private readonly long[] counts = new long[Bounds.Length + 1];
        private double sum;

        public void Add(double seconds)
        {
            var at = 0;
            while (at < Bounds.Length && seconds > Bounds[at])
            {
                at++;
            }

            counts[at]++;
            sum += seconds;
        }

        public void Write(StringBuilder text, string labels)
        {
            var below = 0L;
            for (var i = 0; i < Bounds.Length; i++)
            {
                below += counts[i];
                text.Append(CultureInfo.InvariantCulture, $"carbonio_eas_request_duration_seconds_bucket{{{labels},le=\"{Bounds[i]}\"}} {below}\n");
            }

            below += counts[^1];
            text.Append(CultureInfo.InvariantCulture, $"carbonio_eas_request_duration_seconds_bucket{{{labels},le=\"+Inf\"}} {below}\n");
            text.Append(CultureInfo.InvariantCulture, $"carbonio_eas_request_duration_seconds_sum{{{labels}}} {sum}\n");
            text.Append(CultureInfo.InvariantCulture, $"carbonio_eas_request_duration_seconds_count{{{labels}}} {below}\n");
        }
    }
}
