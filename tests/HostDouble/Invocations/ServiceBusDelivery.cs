namespace Carbonio.Cloud.HostDouble;

/// <summary>What became of a message.</summary>
/// <param name="Completed">The function did it; else the message is dead-lettered, or hangs.</param>
/// <param name="Attempts">Each call, in turn.</param>
public sealed record ServiceBusDelivery(bool Completed, IReadOnlyList<Invocation> Attempts);
