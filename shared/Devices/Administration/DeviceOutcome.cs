using Carbonio.Cloud.Devices.Registry;

namespace Carbonio.Cloud.Devices.Administration;

/// <summary>What came of a change to a device.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Device">The device as it is then, or as it was last where it was removed; null unless done.</param>
/// <param name="Message">What stands against it, in a sentence for the admin; null unless refused.</param>
public sealed record DeviceOutcome(DeviceChangeStatus Status, Device? Device = null, string? Message = null);
