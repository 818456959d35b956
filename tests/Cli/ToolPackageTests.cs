using System.Diagnostics;
using System.Text.Json.Nodes;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Cli.Tests;

/// <summary>The command line as its users get it: packed as a .NET tool, installed, run as a process of its own.</summary>
public sealed class ToolPackageTests(AdminServer server) : IClassFixture<AdminServer>
{
    [Fact]
    public async Task Given_the_packed_tool_when_installed_then_it_talks_to_a_server_and_runs_commands_from_its_input()
    {
        using var folder = new TemporaryFolder();
        var packages = Path.Combine(folder.Path, "packages");
        var tools = Path.Combine(folder.Path, "tools");
        await RunAsync("dotnet", ["pack", Path.Combine(Repository(), "cli"), "-o", packages, "-p:PackageVersion=0.0.1-test", "--nologo", "-v", "quiet", "-c", "Release"]);
        await RunAsync("dotnet", ["tool", "install", "Carbonio.Cloud.Cli", "--version", "0.0.1-test", "--tool-path", tools, "--source", packages]);

        var carbonio = Path.Combine(tools, OperatingSystem.IsWindows() ? "carbonio.exe" : "carbonio");
        Assert.Matches(@"^\d+\.\d+\.\d+", (await RunAsync(carbonio, ["--version"])).Output);

        var (output, _) = await RunAsync(carbonio, ["--json"], "prov createDomain packed.test\nprov getDomain packed.test # made above\n");
        Assert.All(JsonNode.Parse(output)!["response"]!["commands"]!.AsArray(), command => Assert.True(command!["ok"]!.GetValue<bool>()));

        var (_, errors) = await RunAsync(carbonio, ["prov", "getDomain", "nowhere.test"], expectedStatus: 1);
        Assert.Single(errors.TrimEnd().Split('\n'));
        await RunAsync(carbonio, [], expectedStatus: 2);
    }

    private async Task<(string Output, string Errors)> RunAsync(string program, string[] arguments, string input = "", int expectedStatus = 0)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1", ["CARBONIO_URL"] = server.Url, ["CARBONIO_TOKEN"] = server.GlobalToken },
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == expectedStatus, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}{await errors}");
        return (output, await errors);
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Carbonio.Cloud.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
