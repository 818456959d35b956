namespace Carbonio.Cloud.Devices.EasFilters;

/// <summary>What the filters leave of the server's versions for one account and user agent.</summary>
/// <param name="Versions">The versions on offer; empty for a device that may use none.</param>
/// <param name="Slow">Key of a filter whose regular expression took too long and so did not count; null for none.</param>
public readonly record struct EasFilterOffer(VersionSet Versions, string? Slow);
