namespace Carbonio.Cloud.Storage;

/// <summary>One page of a query.</summary>
/// <param name="Rows">The rows, in key order; may be fewer than asked for, or none, though more follow.</param>
/// <param name="Continuation">Asks for the next page; null when this was the last.</param>
public sealed record EntityPage(IReadOnlyList<Entity> Rows, string? Continuation);
