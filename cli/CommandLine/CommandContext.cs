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

    /// <summary>The value of a parameter, or, when that is <c>-</c> to keep it out of the command line, what the input says.</summary>
    /// <returns>False when the input says nothing.</returns>
    public bool TryGetSecret(string? value, out string? secret)
    {
        secret = value == "-" ? Environment.ReadSecret() : value;
        return value != "-" || !string.IsNullOrEmpty(secret);
    }

    public static CommandResult NoSecret { get; } =
        CommandResult.Refused("no_password", "Nothing came from the input: type the password, or pipe it in.");
}
