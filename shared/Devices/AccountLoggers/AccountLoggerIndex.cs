namespace Carbonio.Cloud.Devices.AccountLoggers;

/// <summary>What is known of loggers across tenants.</summary>
/// <param name="Next">The number that the next logger gets.</param>
/// <param name="Tenants">The tenants that have loggers, each with when it was given the last number.</param>
internal sealed record AccountLoggerIndex(int Next, Dictionary<Guid, DateTimeOffset> Tenants);
