namespace Carbonio.Cloud.EasClient;

/// <summary>What the server says it can do.</summary>
/// <param name="Versions">Protocol versions offered.</param>
/// <param name="Commands">Commands offered.</param>
/// <param name="Response">As it came over the wire.</param>
public sealed record OptionsAnswer(IReadOnlyList<string> Versions, IReadOnlyList<string> Commands, EasResponse Response);
