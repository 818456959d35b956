using System.Text.Json.Nodes;

namespace Carbonio.Cloud.Cli;

/// <summary>How a command ended. Printed in one place, as text or as JSON.</summary>
internal sealed class CommandResult
{
    private CommandResult(JsonNode? response, Action<TextWriter>? print, CommandError? error)
    {
        Response = response;
        Print = print;
        Error = error;
    }

    /// <summary>For programs.</summary>
    public JsonNode? Response { get; }

    /// <summary>For people.</summary>
    public Action<TextWriter>? Print { get; }

    /// <summary>Null when it is done.</summary>
    public CommandError? Error { get; }

    /// <summary>A list that is printed while it comes; then there is nothing else.</summary>
    public ListPages? Pages { get; private init; }

    /// <summary>Notes for people beside the result, on stderr, whether or not JSON is asked for.</summary>
    public IReadOnlyList<string> Warnings { get; private init; } = [];

    /// <summary>The same with a warning.</summary>
    public CommandResult Warn(string? warning) => warning is null ? this : new(Response, Print, Error) { Pages = Pages, Warnings = [.. Warnings, warning] };

    public static CommandResult List(ListPages pages) => new(null, null, null) { Pages = pages };

    public static CommandResult Done(JsonNode? response, Action<TextWriter>? print) => new(response, print, null);

    public static CommandResult Done(JsonNode? response, string line) => new(response, output => output.WriteLine(line), null);

    public static CommandResult Refused(CommandError error) => new(null, null, error);

    public static CommandResult Refused(string code, string message) => Refused(new CommandError(code, message));
}
