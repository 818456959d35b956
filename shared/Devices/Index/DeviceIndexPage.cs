namespace Carbonio.Cloud.Devices.Index;

/// <summary>One page of the devices of a domain.</summary>
/// <param name="Devices">May be fewer than asked for, or none, though more follow.</param>
/// <param name="Next">Asks for the next page; null when this was the last.</param>
public sealed record DeviceIndexPage(IReadOnlyList<ListedDevice> Devices, string? Next);
