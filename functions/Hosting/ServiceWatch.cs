using Carbonio.Cloud.ActiveSync.Push;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Functions.Hosting;

/// <summary>
/// Keeps what holds for the whole service fresh while requests are held, and ends them when an admin stops the service. New
/// requests look for themselves, so nothing is read while nobody is held.
/// </summary>
internal sealed class ServiceWatch(DirectoryReader directory, HeldRequests held, TimeProvider time)
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <summary>Looks until the server stops.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                await LookAsync(stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The server stops, and ends what is held.
        }
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        if (held.Count == 0)
        {
            return;
        }

        try
        {
            var service = await directory.ServiceAsync(stopping);
            if (!service.IsRunning(CarbonioService.ActiveSync))
            {
                held.EndAll();
            }
        }
        catch (Exception e) when (e is StoreUnavailableException or InvalidDataException)
        {
            // What was read last holds on; the next look may know better. Requests meet the same, and say so.
        }
    }
}
