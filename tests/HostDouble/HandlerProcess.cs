using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Carbonio.Cloud.HostDouble;

/// <summary>The handler as a process.</summary>
internal sealed class HandlerProcess : IHandler
{
    private const int TerminateSignal = 15;

    // What a developer has set for a server of his own must not reach the one under test.
    private static readonly string[] NotInherited = ["Carbonio", "CARBONIO_", "ASPNETCORE_", "DOTNET_ENVIRONMENT", "FUNCTIONS_", "ServiceBus", "AzureSignalR", "SB_TOPIC", "Logging__"];

    private readonly Process process;

    private HandlerProcess(Process process, HostLog log)
    {
        this.process = process;
        Ended = EndAsync(log);
    }

    public Task<int> Ended { get; }

    public static IHandler Start(HandlerStart start, HostLog log)
    {
        var info = new ProcessStartInfo(start.Executable, start.Arguments)
        {
            WorkingDirectory = start.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in info.Environment.Keys.Where(name => NotInherited.Any(part => name.StartsWith(part, StringComparison.OrdinalIgnoreCase))).ToList())
        {
            info.Environment.Remove(name);
        }

        foreach (var (name, value) in start.Environment)
        {
            info.Environment[name] = value;
        }

        var process = Process.Start(info) ?? throw new FunctionsHostException($"{start.Executable} does not start.", log);
        return new HandlerProcess(process, log);
    }

    public void Terminate()
    {
        if (Signal(process.Id, TerminateSignal) != 0 && !process.HasExited)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    public void Kill() => process.Kill(entireProcessTree: true);

    public void Dispose() => process.Dispose();

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Signal(int processId, int signal);

    private async Task<int> EndAsync(HostLog log)
    {
        await Task.WhenAll(
            CopyAsync(process.StandardOutput, line => log.Write($"handler: {line}")),
            CopyAsync(process.StandardError, line => log.Write($"handler error: {line}")));
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    private static async Task CopyAsync(StreamReader from, Action<string> to)
    {
        while (await from.ReadLineAsync(CancellationToken.None) is { } line)
        {
            to(line);
        }
    }
}
