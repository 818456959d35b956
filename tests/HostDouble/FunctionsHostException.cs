namespace Carbonio.Cloud.HostDouble;

/// <summary>The real host would not start, or would stop: its reason, and everything it logged.</summary>
public sealed class FunctionsHostException(string reason, HostLog? log = null)
    : Exception(log is null ? reason : $"{reason}\n{log}");
