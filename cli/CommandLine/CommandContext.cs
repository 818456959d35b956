namespace Carbonio.Cloud.Cli.CommandLine;

/// <summary>What a command works with.</summary>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Environment">The world.</param>
/// <param name="Options">What was said for every command.</param>
/// <param name="Cancellation">Ctrl-C.</param>
internal sealed record CommandContext(ParsedArguments Arguments, CliEnvironment Environment, GlobalOptions Options, CancellationToken Cancellation)
{
    private AdminClient? api;

    /// <summary>The server, set up by <see cref="CarbonioCli"/> for commands that talk to it.</summary>
    public AdminClient Api => api ??= new(Environment, Options, Cancellation);

    public string this[string name] => Arguments.Values[name];

    public string? Find(string name) => Arguments.Values.GetValueOrDefault(name);

    /// <summary>A value that <c>-</c> stands for when it shall not be in the command line: it is read from the input.</summary>
    public string? Secret(string? value) => value == "-" ? Environment.ReadSecret() : value;
}
