namespace Carbonio.Cloud.Cli.CommandLine;

/// <summary>What stands behind the words of a command.</summary>
/// <param name="Values">Values by parameter name.</param>
/// <param name="Repeated">All values of the parameter that may stand more than once.</param>
/// <param name="Attributes">Pairs that are no parameters of the command.</param>
internal sealed record ParsedArguments(
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyList<string> Repeated,
    IReadOnlyDictionary<string, string> Attributes);
