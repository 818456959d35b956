namespace Carbonio.Cloud.Devices.EasFilters;

/// <summary>A filter as an admin wrote it and as it is stored.</summary>
/// <param name="Key">Names it for good, whatever its position: what a repeated request means is never another filter.</param>
/// <param name="Type">Kind of its rule.</param>
/// <param name="Parameter">The rule's operand.</param>
/// <param name="Mode">What it does, a word.</param>
/// <param name="Versions">Versions, comma separated.</param>
/// <param name="Blocking">No filter behind it is asked once it matched.</param>
public sealed record EasFilterEntry(string Key, string Type, string Parameter, string Mode, string Versions, bool Blocking);
