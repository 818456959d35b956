using System.Diagnostics;

namespace Carbonio.Cloud.Support.Postfix;

/// <summary>swaks, a client of SMTP and LMTP that shows what both sides said.</summary>
public static class Swaks
{
    private const string Program = "/usr/bin/swaks";

    /// <summary>Why it cannot run here, for the test's skip; null when it can.</summary>
    public static string? Missing => File.Exists(Program) ? null : "swaks is needed (Debian: swaks)";

    /// <summary>Runs it to its end.</summary>
    /// <returns>Its exit status, and the conversation: what it sent after <c> -></c>, what it got after <c>&lt;-</c> or, refused, <c>&lt;**</c>.</returns>
    public static async Task<(int ExitCode, string Conversation)> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, output + await errors);
    }
}
