namespace Carbonio.Cloud.Cli.CommandLine;

/// <summary>One command: how it is called and what it does.</summary>
/// <param name="Words">Its words, such as <c>auth credential add</c>.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Parameters">Mandatory ones first, in order.</param>
/// <param name="Example">A whole line that works.</param>
/// <param name="RunAsync">Does it.</param>
internal sealed record CommandSpec(
    string Words,
    string Summary,
    IReadOnlyList<ParameterSpec> Parameters,
    string Example,
    Func<CommandContext, Task<CommandResult>> RunAsync)
{
    /// <summary>Short form of the last word, or null.</summary>
    public string? Alias { get; init; }

    /// <summary>What may follow the named parameters: <c>attr VALUE</c> pairs.</summary>
    public bool TakesAttributes { get; init; }

    /// <summary>The last mandatory parameter may stand more than once.</summary>
    public bool RepeatsLast { get; init; }

    /// <summary>An optional parameter that may also stand by position, right after the mandatory ones; else null.</summary>
    public string? MayFollow { get; init; }

    /// <summary>With <c>--dry-run</c> it says what it would do; other commands refuse that.</summary>
    public bool HasDryRun { get; init; }

    /// <summary>Mandatory parameters may also stand as <c>name VALUE</c>, as older forms have them.</summary>
    public bool NamesMandatory { get; init; }

    /// <summary>The command to use in place of this one, which is deprecated; null for one that is not.</summary>
    public string? Replacement { get; init; }

    /// <summary>Lists of commands leave it out.</summary>
    public bool IsHidden { get; init; }

    public IEnumerable<ParameterSpec> Mandatory => Parameters.Where(parameter => parameter.IsMandatory);

    public string Module => Words[..(Words.IndexOf(' ', StringComparison.Ordinal) is var blank and >= 0 ? blank : Words.Length)];

    /// <summary>The parameter of that name, without regard to case, hyphens and underscores.</summary>
    public ParameterSpec? Find(string name)
    {
        var plain = Plain(name);
        return Parameters.FirstOrDefault(parameter => Plain(parameter.Name).Equals(plain, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Number of words of <paramref name="arguments"/> that name this command, 0 when they do not.</summary>
    public int Matches(IReadOnlyList<string> arguments)
    {
        var words = Words.Split(' ');
        if (arguments.Count < words.Length)
        {
            return 0;
        }

        for (var i = 0; i < words.Length; i++)
        {
            var same = arguments[i].Equals(words[i], StringComparison.OrdinalIgnoreCase)
                || (i == words.Length - 1 && arguments[i].Equals(Alias, StringComparison.OrdinalIgnoreCase));
            if (!same)
            {
                return 0;
            }
        }

        return words.Length;
    }

    /// <summary>A name without what does not count in it.</summary>
    public static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
}
