using System.Diagnostics.Metrics;
using Carbonio.Cloud.ActiveSync.Http;

namespace Carbonio.Cloud.ActiveSync.Tests.Waste;

/// <summary>Hears what one bench's metric of damped loops is told. Every listener of a process hears of every new instrument, so only who asks has one.</summary>
internal sealed class LoopCounter
{
    private readonly MeterListener listener = new();
    private readonly List<string> damped = [];

    public LoopCounter()
    {
        listener.InstrumentPublished = (instrument, owner) =>
        {
            if (Metrics.Owns(instrument))
            {
                owner.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => damped.Add((string)tags[0].Value!));
        listener.Start();
    }

    public EasMetrics Metrics { get; } = new();

    /// <summary>The kinds, in order.</summary>
    public IReadOnlyList<string> Damped => damped;
}
