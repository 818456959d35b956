using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Carbonio.Cloud.Benchmarks.Load;

namespace Carbonio.Cloud.Benchmarks.Servers;

/// <summary>A server in a process of its own, with what the system says about it.</summary>
internal sealed class ChildServer : IDisposable
{
    // NAME=VALUE;NAME=VALUE: tries a setting on the server alone.
    private const string ServerSettingsVariable = "CARBONIO_BENCHMARK_SERVER";

    private static readonly TimeSpan RetryConnect = TimeSpan.FromMilliseconds(1);

    private readonly Process process;
    private readonly long started;

    private ChildServer(string program, Func<string, IEnumerable<string>> arguments, IReadOnlyDictionary<string, string> settings)
    {
        EndPoint = new(IPAddress.Loopback, FreePort());
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(program)!,
        };
        foreach (var argument in arguments(Url.GetLeftPart(UriPartial.Authority)))
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        started = Stopwatch.GetTimestamp();
        process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>The same as an address.</summary>
    public Uri Url => new($"http://{EndPoint}/");

    /// <summary>What its process has used of the processors.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Its resident memory.</summary>
    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>The server, in Development, so that it makes its demo accounts.</summary>
    public static ChildServer StartServer(string dataFolder) =>
        StartServer(dataFolder, "Development");

    /// <summary>The server as deployed, on the data of an earlier one.</summary>
    public static ChildServer StartProductionServer(string dataFolder) =>
        StartServer(dataFolder, "Production");

    /// <summary>The bare framework: <c>template</c> or <c>kestrel</c>.</summary>
    public static ChildServer StartEmpty(string kind) =>
        new(Published.EmptyServer, url => [kind, "--urls", url], new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Production" });

    /// <summary>Asks again and again until it answers 200.</summary>
    /// <returns>Time since the process was started.</returns>
    public async Task<TimeSpan> FirstAnswerAsync(ReadOnlyMemory<byte> request)
    {
        while (true)
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"The server ended with {process.ExitCode} before it answered.");
            }

            try
            {
                using var connection = await RawConnection.OpenAsync(EndPoint);
                if (await connection.ExchangeAsync(request) == 200)
                {
                    return Stopwatch.GetElapsedTime(started);
                }
            }
            catch (SocketException)
            {
                // It does not listen yet.
            }

            await Task.Delay(RetryConnect);
        }
    }

    private static ChildServer StartServer(string dataFolder, string environment)
    {
        var settings = new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = environment, ["CARBONIO_DATA"] = dataFolder };
        foreach (var setting in (Environment.GetEnvironmentVariable(ServerSettingsVariable) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = setting.Split('=') is [var left, var right] ? (left, right) : throw new FormatException(setting);
            settings[name] = value;
        }

        return new(Published.Server, url => ["--urls", url], settings);
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
