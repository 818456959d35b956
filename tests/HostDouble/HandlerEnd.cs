namespace Carbonio.Cloud.HostDouble;

/// <summary>How the handler ended when the host stopped.</summary>
/// <param name="ExitCode">Of its process.</param>
/// <param name="Took">From the call to end.</param>
/// <param name="Killed">It was still there after the grace.</param>
public sealed record HandlerEnd(int ExitCode, TimeSpan Took, bool Killed);
