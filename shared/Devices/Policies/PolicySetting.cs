namespace Carbonio.Cloud.Devices.Policies;

/// <summary>One setting of a policy.</summary>
/// <param name="Name">Its element's name.</param>
/// <param name="Values">One value as it goes over the wire; several, or none, for a list.</param>
public sealed record PolicySetting(string Name, IReadOnlyList<string> Values);
