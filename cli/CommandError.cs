namespace Carbonio.Cloud.Cli;

/// <summary>Why a command was refused or failed.</summary>
/// <param name="Code">For programs.</param>
/// <param name="Message">One line for people: what is wrong and what to do next.</param>
/// <param name="Details">What else belongs to it, one thing a line; as a rule nothing.</param>
internal sealed record CommandError(string Code, string Message, IReadOnlyList<string>? Details = null);
