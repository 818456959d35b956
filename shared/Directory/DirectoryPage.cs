namespace Carbonio.Cloud.Directory;

/// <summary>One page of a list.</summary>
/// <param name="Items">In the order of their keys; may be fewer than asked for, or none, though more follow.</param>
/// <param name="Continuation">Asks for the next page; null when this was the last.</param>
public sealed record DirectoryPage<T>(IReadOnlyList<T> Items, string? Continuation);
