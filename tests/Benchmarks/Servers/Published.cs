using System.Diagnostics;

namespace Carbonio.Cloud.Benchmarks.Servers;

/// <summary>Programs as they are deployed: Release, compiled ahead. Published once in a run, below this program's own folder.</summary>
internal static class Published
{
    private const string ReuseVariable = "CARBONIO_BENCHMARK_PUBLISHED";

    private static readonly Lazy<string> ServerFile = new(() => Publish("functions", "functions"));
    private static readonly Lazy<string> EmptyServerFile = new(() => Publish("tests/Benchmarks/EmptyServer", "empty-server"));

    private static readonly Lazy<string> CommandLineFile = new(() => Publish("cli", "carbonio"));
    private static readonly Lazy<string> EmptyClientFile = new(() => Publish("tests/Benchmarks/EmptyClient", "empty-client"));

    /// <summary>The server.</summary>
    public static string Server => ServerFile.Value;

    /// <summary>The bare framework.</summary>
    public static string EmptyServer => EmptyServerFile.Value;

    /// <summary>The command line.</summary>
    public static string CommandLine => CommandLineFile.Value;

    /// <summary>The bare console program.</summary>
    public static string EmptyClient => EmptyClientFile.Value;

    private static string Publish(string project, string program)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "published", program);
        var file = Path.Combine(folder, program);
        if (Environment.GetEnvironmentVariable(ReuseVariable) is { Length: > 0 } && File.Exists(file))
        {
            return file;
        }

        Console.Error.WriteLine($"Publishing {project} ...");
        using var publish = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "publish", Path.Combine(Repository(), project), "-c", "Release", "-o", folder, "--nologo", "-v", "quiet" },
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1" },
        })!;
        publish.WaitForExit();
        return publish.ExitCode == 0 ? file : throw new InvalidOperationException($"{project} could not be published.");
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Carbonio.Cloud.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The benchmarks publish the server from its source, and no source is here.");
        }

        return folder.FullName;
    }
}
