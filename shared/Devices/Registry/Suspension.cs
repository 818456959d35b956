namespace Carbonio.Cloud.Devices.Registry;

/// <summary>That an admin has stopped a device's syncing.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
public sealed record Suspension(string By, DateTimeOffset At);
