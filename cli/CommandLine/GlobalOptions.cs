namespace Carbonio.Cloud.Cli.CommandLine;

/// <summary>Options that stand anywhere, for every command.</summary>
/// <param name="Json">Print one JSON object.</param>
/// <param name="Progress">Show progress even where nobody seems to watch.</param>
/// <param name="Help">Explain instead of doing.</param>
/// <param name="DryRun">Say what would be done, and do nothing.</param>
/// <param name="Url">The server.</param>
/// <param name="Token">The admin token.</param>
internal sealed record GlobalOptions(bool Json, bool Progress, bool Help, bool DryRun, string? Url, string? Token)
{
    /// <summary>Takes them out of the arguments.</summary>
    /// <returns>The rest, or what is wrong.</returns>
    public static (GlobalOptions Options, List<string> Others, string? Error) Take(IReadOnlyList<string> arguments)
    {
        var options = new GlobalOptions(false, false, false, false, null, null);
        var rest = new List<string>();
        string? error = null;
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (argument == "--")
            {
                rest.AddRange(arguments.Skip(i));
                break;
            }

            var equals = argument.StartsWith("--", StringComparison.Ordinal) ? argument.IndexOf('=', StringComparison.Ordinal) : -1;
            var name = (equals < 0 ? argument : argument[..equals]).ToLowerInvariant();
            switch (name)
            {
                case "--json":
                    options = options with { Json = true };
                    break;
                case "--progress":
                    options = options with { Progress = true };
                    break;
                case "--dry-run":
                    options = options with { DryRun = true };
                    break;
                case "--help" or "-h":
                    options = options with { Help = true };
                    break;
                case "--url" or "--token":
                    var value = equals >= 0 ? argument[(equals + 1)..] : i + 1 < arguments.Count ? arguments[++i] : null;
                    error ??= value is null ? $"{name} needs a value" : null;
                    options = name == "--url" ? options with { Url = value } : options with { Token = value };
                    break;
                default:
                    rest.Add(argument);
                    break;
            }
        }

        return (options, rest, error);
    }

    /// <summary>Those of one line among many: what was said for all holds unless the line says otherwise.</summary>
    public GlobalOptions Within(GlobalOptions all) => this with
    {
        Json = Json || all.Json,
        Progress = Progress || all.Progress,
        DryRun = DryRun || all.DryRun,
        Url = Url ?? all.Url,
        Token = Token ?? all.Token,
    };
}
