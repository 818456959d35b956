using System.Text.Json.Nodes;

namespace Carbonio.Cloud.Cli;

/// <summary>One page of a list.</summary>
/// <param name="Items">What it holds.</param>
/// <param name="Error">Why it is the last though more would follow; else null.</param>
internal sealed record ListPage(IReadOnlyList<JsonObject> Items, CommandError? Error = null);
