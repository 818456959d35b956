namespace Carbonio.Cloud.Functions.Tests;

/// <summary>How a server ended.</summary>
public sealed record ServerStop(int ExitCode, TimeSpan Took);
