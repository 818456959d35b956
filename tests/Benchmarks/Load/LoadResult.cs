namespace Carbonio.Cloud.Benchmarks.Load;

/// <summary>What a load did.</summary>
/// <param name="Count">Requests answered.</param>
/// <param name="Elapsed">By the clock.</param>
/// <param name="ProcessorTime">Of the server.</param>
internal sealed record LoadResult(int Count, TimeSpan Elapsed, TimeSpan ProcessorTime)
{
    public double PerSecond => Count / Elapsed.TotalSeconds;

    public double ProcessorMilliseconds => ProcessorTime.TotalMilliseconds / Count;
}
