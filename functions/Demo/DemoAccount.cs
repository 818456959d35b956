namespace Carbonio.Cloud.Functions.Demo;

/// <summary>An account of the demo.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Password">Its own password.</param>
/// <param name="MobilePassword">Its mobile password; null when it has none, so that its own opens ActiveSync.</param>
internal sealed record DemoAccount(string Address, string Password, string? MobilePassword);
