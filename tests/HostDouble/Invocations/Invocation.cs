namespace Carbonio.Cloud.HostDouble;

/// <summary>A call of a function that is no HTTP function.</summary>
/// <param name="Result">What the host makes of it.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Answer">The body that came; null when none did.</param>
public sealed record Invocation(InvocationResult Result, string Reason, string? Answer);
