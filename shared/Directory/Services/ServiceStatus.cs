namespace Carbonio.Cloud.Directory;

/// <summary>How a service is.</summary>
/// <param name="Service">Which.</param>
/// <param name="IsRunning">It runs.</param>
/// <param name="CouldStart">It does not run, and nothing but an admin's word is missing.</param>
/// <param name="CouldStop">It runs, and an admin may stop it.</param>
/// <param name="CouldNotStartBecause">What else is missing; null when nothing is.</param>
public sealed record ServiceStatus(CarbonioService Service, bool IsRunning, bool CouldStart, bool CouldStop, string? CouldNotStartBecause);
