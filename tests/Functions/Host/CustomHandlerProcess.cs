using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>The server as a Functions host starts it: told its port, in production, on a data folder of its own.</summary>
internal sealed class CustomHandlerProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(90);

    private readonly string dataFolder = System.IO.Directory.CreateTempSubdirectory("carbonio-").FullName;
    private Process? process;

    public Uri Url { get; } = new($"http://127.0.0.1:{FreePort()}/");

    /// <summary>Starts it, and probes it as the host does until it answers.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "functions.dll") },
            Environment =
            {
                ["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{Url.Port}",
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["CARBONIO_DATA"] = dataFolder,
            },
        };
        process = Process.Start(start)!;
        using var http = new HttpClient();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LongestStart);
        while (true)
        {
            try
            {
                using var probe = await http.GetAsync(Url, patience.Token);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(25), patience.Token);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }

        System.IO.Directory.Delete(dataFolder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
