using System.Diagnostics;
using Carbonio.Cloud.Functions.Tests;

[assembly: AssemblyFixture(typeof(PublishedServer))]

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>The deployable folder, published once in a test run, when the first test asks for it, as operations.md says.</summary>
public sealed class PublishedServer
{
    private readonly Lazy<Task<string>> folder = new(PublishAsync);

    /// <summary>The folder. Tests write nothing there.</summary>
    public Task<string> FolderAsync() => folder.Value;

    private static async Task<string> PublishAsync()
    {
        var below = Path.Combine(AppContext.BaseDirectory, "published");
        var folder = Path.Combine(below, "server");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            // Artifacts of its own: another build of the same sources may be under way.
            ArgumentList =
            {
                "publish", Path.Combine(Repository(), "functions"), "-c", "Release", "-o", folder,
                "--artifacts-path", Path.Combine(below, "artifacts"), "--nologo", "-v", "quiet",
                "-p:RunAnalyzers=false", // they have run when the test was built
            },
            RedirectStandardOutput = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var publish = Process.Start(start)!;
        var output = await publish.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await publish.WaitForExitAsync(CancellationToken.None);
        return publish.ExitCode == 0 ? folder : throw new InvalidOperationException($"The server could not be published:\n{output}");
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Carbonio.Cloud.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("No source is above the test's folder.");
        }

        return folder.FullName;
    }
}
