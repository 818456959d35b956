using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Carbonio.Cloud.Support;

/// <summary>
/// An Azurite of its own: Azure's storage emulator, on free loopback ports and in memory. It ends with this object, and also
/// when the process that started it ends without disposing it.
/// </summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process process;
    private readonly TemporaryFolder folder;
    private string lastWords = "";

    private AzuriteServer(Process process, TemporaryFolder folder, int blobPort, int tablePort)
    {
        this.process = process;
        this.folder = folder;
        const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="; // every Azurite's
        TableServiceUri = new($"http://127.0.0.1:{tablePort}/devstoreaccount1");
        BlobServiceUri = new($"http://127.0.0.1:{blobPort}/devstoreaccount1");
        ConnectionString = $"AccountName=devstoreaccount1;AccountKey={Key};TableEndpoint={TableServiceUri};BlobEndpoint={BlobServiceUri}";
    }

    /// <summary>Connects to its tables and blobs.</summary>
    public string ConnectionString { get; }

    /// <summary>URL of its tables.</summary>
    public Uri TableServiceUri { get; }

    /// <summary>URL of its blobs.</summary>
    public Uri BlobServiceUri { get; }

    /// <summary>Why it cannot run here, for the test's skip; null when it can.</summary>
    public static string? Missing => Find("node") is null || Find("npm") is null ? "node and npm are needed for Azurite (Debian: nodejs npm)" : null;

    /// <summary>Installs Azurite from the lock file if that was not done yet, and starts it.</summary>
    /// <exception cref="InvalidOperationException">It could not be installed or does not start.</exception>
    public static async Task<AzuriteServer> StartAsync(CancellationToken cancellationToken)
    {
        var package = PackageFolder();
        await InstallAsync(package, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            var server = Launch(package);
            if (await server.AnswersAsync(cancellationToken))
            {
                return server;
            }

            // Another process may have taken a port between our look and its start.
            await server.DisposeAsync();
            if (attempt == 3)
            {
                throw new InvalidOperationException($"Azurite does not start: {server.lastWords}");
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
        folder.Dispose();
    }

    private static string PackageFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var package = Path.Combine(folder.FullName, "tests", "Azurite");
            if (File.Exists(Path.Combine(package, "package-lock.json")))
            {
                return package;
            }
        }

        throw new InvalidOperationException("tests/Azurite is not above the test's folder.");
    }

    private static async Task InstallAsync(string package, CancellationToken cancellationToken)
    {
        var lockFile = await File.ReadAllBytesAsync(Path.Combine(package, "package-lock.json"), cancellationToken);
        var wanted = Convert.ToHexStringLower(SHA256.HashData(lockFile));
        var marker = Path.Combine(package, "node_modules", ".installed-from");

        // Test assemblies run side by side: one installs, the others wait for it.
        await using var turn = await TakeTurnAsync(package, cancellationToken);
        if (File.Exists(marker) && await File.ReadAllTextAsync(marker, cancellationToken) == wanted)
        {
            return;
        }

        var start = new ProcessStartInfo(Find("npm")!, ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"])
        {
            WorkingDirectory = package,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var npm = Process.Start(start)!;
        var output = npm.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = await npm.StandardError.ReadToEndAsync(cancellationToken);
        await npm.WaitForExitAsync(cancellationToken);
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm ci in tests/Azurite failed: {errors}{await output}");
        }

        await File.WriteAllTextAsync(marker, wanted, cancellationToken);
    }

    private static async Task<FileStream> TakeTurnAsync(string package, CancellationToken cancellationToken)
    {
        var file = Path.Combine(package, ".install.lock");
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(100, cancellationToken);
            }
        }
    }

    private static AzuriteServer Launch(string package)
    {
        var folder = new TemporaryFolder();
        var (blobPort, queuePort, tablePort) = FreePorts();

        // Its standard input is a pipe from us, which the system closes when we end, however we end: it then ends as well.
        var main = Path.Combine(package, "node_modules", "azurite", "dist", "src", "azurite.js");
        const string Script = "process.stdin.resume().on('end', () => process.exit(0)); require(process.argv[1])";
        string[] arguments =
        [
            "-e", Script, main,
            "--inMemoryPersistence", "--silent", "--disableTelemetry", "--skipApiVersionCheck",
            "--blobHost", "127.0.0.1", "--blobPort", $"{blobPort}",
            "--queueHost", "127.0.0.1", "--queuePort", $"{queuePort}",
            "--tableHost", "127.0.0.1", "--tablePort", $"{tablePort}",
        ];
        var start = new ProcessStartInfo(Find("node")!, arguments)
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        var server = new AzuriteServer(process, folder, blobPort, tablePort);
        process.OutputDataReceived += (_, line) => server.lastWords = line.Data ?? server.lastWords;
        process.ErrorDataReceived += (_, line) => server.lastWords = line.Data ?? server.lastWords;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return server;
    }

    private static (int Blob, int Queue, int Table) FreePorts()
    {
        using var blob = new TcpListener(IPAddress.Loopback, 0);
        using var queue = new TcpListener(IPAddress.Loopback, 0);
        using var table = new TcpListener(IPAddress.Loopback, 0);
        blob.Start();
        queue.Start();
        table.Start();
        return (Port(blob), Port(queue), Port(table));

        static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? Find(string program)
    {
        var names = OperatingSystem.IsWindows() ? new[] { program + ".exe", program + ".cmd" } : [program];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var start = Stopwatch.GetTimestamp();
        while (!process.HasExited && Stopwatch.GetElapsedTime(start) < Patience)
        {
            try
            {
                using var table = await http.GetAsync(TableServiceUri, cancellationToken);
                using var blob = await http.GetAsync(BlobServiceUri, cancellationToken);
                return true; // any answer will do: it listens
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, cancellationToken);
            }
        }

        return false;
    }
}
