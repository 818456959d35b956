using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>The real server as a process of its own, as an operator would run it.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>The upper bound of a heartbeat that the tests set, in seconds.</summary>
    public const int LongestHeartbeatSeconds = 600;

    private const int TerminateSignal = 15;

    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);

    private readonly string dataFolder = System.IO.Directory.CreateTempSubdirectory("carbonio-").FullName;
    private readonly StringBuilder log = new();
    private readonly Dictionary<string, string> settings;
    private readonly HttpClient http = new();
    private Process? process;

    private ServerProcess(IReadOnlyDictionary<string, string> storeSettings, IReadOnlyDictionary<string, string>? ownSettings)
    {
        var (eas, contactBook) = TwoFreePorts();
        Url = new Uri($"http://127.0.0.1:{eas}/");
        settings = new Dictionary<string, string>(storeSettings)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["CARBONIO_DATA"] = dataFolder,
            ["Carbonio__ContactBook__Port"] = $"{contactBook}",
            ["Carbonio__Ping__LongestHeartbeat"] = $"{TimeSpan.FromSeconds(LongestHeartbeatSeconds)}",
        };
        foreach (var (name, value) in ownSettings ?? new Dictionary<string, string>())
        {
            settings[name] = value;
        }
    }

    /// <summary>Where it serves; the same after a restart.</summary>
    public Uri Url { get; }

    /// <summary>Where its own files are. The folder goes with this object.</summary>
    public string DataFolder => dataFolder;

    /// <summary>Its id while it runs.</summary>
    public int ProcessId => process?.Id ?? throw new InvalidOperationException("The server does not run.");

    /// <summary>Everything it has printed so far.</summary>
    public string Log
    {
        get
        {
            lock (log)
            {
                return log.ToString();
            }
        }
    }

    /// <summary>The demo that it made.</summary>
    public DemoFile Demo => DemoFile.Read(dataFolder);

    /// <summary>Starts a server and waits until it is ready.</summary>
    /// <param name="store">Its store; empty unless another server uses it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="settings">Beside those of the store; they win over what every server here gets.</param>
    public static async Task<ServerProcess> StartAsync(
        ITestStore store, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? settings = null)
    {
        var server = new ServerProcess(store.Settings, settings);
        try
        {
            await server.StartAgainAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it after it was stopped or killed, on the same address and data, and waits until it is ready.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        process = Start();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LongestStart);
        try
        {
            while (!await IsReadyAsync(patience.Token))
            {
                if (process.HasExited)
                {
                    throw new InvalidOperationException($"The server ended with {process.ExitCode} before it was ready:\n{Log}");
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The server was not ready within {LongestStart}:\n{Log}");
        }
    }

    /// <summary>Asks it to stop, as a supervisor does, and waits for it.</summary>
    public async Task<ServerStop> StopAsync(CancellationToken cancellationToken)
    {
        var running = process ?? throw new InvalidOperationException("The server does not run.");
        var watch = Stopwatch.StartNew();
        if (Signal(running.Id, TerminateSignal) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LongestStop);
        try
        {
            await running.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The server did not stop within {LongestStop}:\n{Log}");
        }

        return new ServerStop(Forget(running), watch.Elapsed);
    }

    /// <summary>Takes the process away without a word, as a power cut does.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        var running = process ?? throw new InvalidOperationException("The server does not run.");
        running.Kill(entireProcessTree: true);
        await running.WaitForExitAsync(cancellationToken);
        Forget(running);
    }

    /// <summary>Stops it; an end other than an orderly one is a failure.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (process is { HasExited: false })
            {
                var stop = await StopAsync(CancellationToken.None);
                Assert.True(stop.ExitCode == 0, $"The server ended with {stop.ExitCode}:\n{Log}");
            }
        }
        finally
        {
            if (process is { HasExited: false } stuck)
            {
                stuck.Kill(entireProcessTree: true);
            }

            process?.Dispose();
            http.Dispose();
            System.IO.Directory.Delete(dataFolder, recursive: true);
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Signal(int processId, int signal);

    private static (int First, int Second) TwoFreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }

    private int Forget(Process ended)
    {
        var exitCode = ended.ExitCode;
        ended.Dispose();
        process = null;
        return exitCode;
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "functions.dll"), "--urls", Url.GetLeftPart(UriPartial.Authority) },
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        // A developer's own settings must not reach the server under test.
        foreach (var name in start.Environment.Keys.Where(IsServerSetting).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var started = Process.Start(start) ?? throw new InvalidOperationException("The server could not be started.");
        started.OutputDataReceived += (_, line) => Append(line.Data);
        started.ErrorDataReceived += (_, line) => Append(line.Data);
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;
    }

    private static bool IsServerSetting(string name) =>
        name.StartsWith("Carbonio", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)
        || name.StartsWith("FUNCTIONS_", StringComparison.Ordinal)
        || name.StartsWith("ServiceBus", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("AzureSignalR", StringComparison.OrdinalIgnoreCase)
        || name == "SB_TOPIC";

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(Url, "readyz"), cancellationToken);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false; // not listening yet
        }
    }

    private void Append(string? line)
    {
        lock (log)
        {
            log.AppendLine(line);
        }
    }
}
