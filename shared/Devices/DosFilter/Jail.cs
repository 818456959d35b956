namespace Carbonio.Cloud.Devices.DosFilter;

/// <summary>A device is kept out because it sent too many requests. It stands in the device's row, so that every instance honours it.</summary>
/// <param name="Until">From when on the device may come again.</param>
/// <param name="Epoch">The epoch in which the device was jailed: once <c>doRestartService anti-dos</c> has raised it, the jail is over.</param>
public sealed record Jail(DateTimeOffset Until, long Epoch);
