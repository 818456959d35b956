using System.Diagnostics;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>Waits for what another process says in its log, and for no longer than a test may take.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    public static async Task IsTrueAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Limit, "It never came.");
            await Task.Delay(BetweenLooks, cancellationToken);
        }
    }

    public static async Task HoldsAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Limit, "It never came.");
            await Task.Delay(BetweenLooks, cancellationToken);
        }
    }
}
