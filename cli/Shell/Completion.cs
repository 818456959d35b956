namespace Carbonio.Cloud.Cli.Shell;

/// <summary>How a line that is being typed may go on.</summary>
/// <param name="Candidates">Whole words for the one at its end.</param>
/// <param name="Insert">What all of them have in common beyond what is typed, with a blank after a single one; empty for nothing.</param>
internal sealed record Completion(IReadOnlyList<string> Candidates, string Insert);
