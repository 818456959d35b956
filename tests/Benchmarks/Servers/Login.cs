namespace Carbonio.Cloud.Benchmarks.Servers;

/// <summary>What a phone's owner typed in.</summary>
internal sealed record Login(string User, string Password);
