namespace Carbonio.Cloud.Cli;

/// <summary>What <c>login</c> keeps.</summary>
/// <param name="Url">The server.</param>
/// <param name="Token">The admin token.</param>
internal sealed record CliSettings(string? Url, string? Token);
