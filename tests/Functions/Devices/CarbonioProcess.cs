using System.Diagnostics;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>One run of the command line as a process of its own.</summary>
/// <param name="ExitCode">0 done, 1 refused, 2 wrong usage.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Errors">What it complained of.</param>
public sealed record CarbonioProcess(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs it against a server, with the token of the demo.</summary>
    public static async Task<CarbonioProcess> RunAsync(ServerFixture server, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "carbonio.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["CARBONIO_URL"] = server.Server.Url.ToString();
        start.Environment["CARBONIO_TOKEN"] = server.Demo.AdminToken;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The command line could not be started.");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new(process.ExitCode, await output, await errors);
    }
}
