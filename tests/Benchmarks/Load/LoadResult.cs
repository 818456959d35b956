namespace Carbonio.Cloud.Benchmarks.Load;

/// <summary>What a load did.</summary>
/// <param name="Count">Requests answered.</param>
/// <param name="Elapsed">By the clock.</param>
/// <param name="ProcessorTime">Of the server.</param>
/// <param name="OwnProcessorTime">Of the load generator.</param>
internal sealed record LoadResult(int Count, TimeSpan Elapsed, TimeSpan ProcessorTime, TimeSpan OwnProcessorTime)
{
    public double PerSecond => Count / Elapsed.TotalSeconds;

    public double ProcessorMilliseconds => ProcessorTime.TotalMilliseconds / Count;

    /// <summary>Of both sides: what the machine has to do for one request.</summary>
    public double WholeMilliseconds => (ProcessorTime + OwnProcessorTime).TotalMilliseconds / Count;
}
