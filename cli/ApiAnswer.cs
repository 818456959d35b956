using System.Text.Json.Nodes;

namespace Carbonio.Cloud.Cli;

/// <summary>What the server answered.</summary>
/// <param name="Body">JSON, or null for an empty answer.</param>
/// <param name="Error">Why not; null when it is done.</param>
/// <param name="RetryAfter">When the same request may do better; null when it will not.</param>
internal sealed record ApiAnswer(JsonObject? Body, CommandError? Error, TimeSpan? RetryAfter);
