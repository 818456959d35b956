namespace Carbonio.Cloud.Cli;

/// <summary>What went wrong though the server said that all is well.</summary>
internal static class AnswerErrors
{
    /// <summary>An answer without the JSON that belongs in it: something else answers at that address.</summary>
    public static CommandError Empty { get; } = new("no_answer", "The server's answer makes no sense: is the URL that of a Carbonio Cloud server?");
}
