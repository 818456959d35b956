using Carbonio.Cloud.Cli.CommandLine;
using Carbonio.Cloud.Cli.Shell;

namespace Carbonio.Cloud.Cli.Completions;

/// <summary>What may stand next in a command line, from the declarations of the commands alone: no server is asked.</summary>
internal static class CompletionWords
{
    private static readonly string[] Everywhere = ["--json", "--url", "--token", "--progress", "--dry-run", "--help"];

    /// <summary>For a line without the word <c>carbonio</c>, up to the cursor.</summary>
    public static Completion Complete(string line)
    {
        var words = LineWords.SplitUnfinished(line);
        var partial = words[^1];
        var candidates = Candidates(words);
        var common = candidates.Count == 0 ? "" : Common(candidates);
        return new(candidates, common.Length > partial.Length ? common[partial.Length..] + (candidates.Count == 1 ? " " : "")
            : candidates.Count == 1 ? " " : "");
    }

    /// <summary>Words that the last of <paramref name="words"/> may become.</summary>
    public static IReadOnlyList<string> Candidates(IReadOnlyList<string> words)
    {
        var partial = words[^1];
        var before = words.Take(words.Count - 1).Where(word => !Everywhere.Contains(word, StringComparer.OrdinalIgnoreCase)).ToList();
        if (before.Count > 0 && before[0].Equals("help", StringComparison.OrdinalIgnoreCase))
        {
            before.RemoveAt(0);
        }

        var (command, length) = CarbonioCli.Find(before);
        IEnumerable<string> all = command is null
            ? NextWords(before).Concat(partial.StartsWith('-') ? Everywhere : [])
            : Arguments(command, before[length..], partial);
        return [.. all.Where(word => word.StartsWith(partial, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
    }

    private static IEnumerable<string> NextWords(List<string> before)
    {
        foreach (var command in CarbonioCli.Commands.Where(command => !command.IsHidden && command.Replacement is null))
        {
            var own = command.Words.Split(' ');
            if (own.Length > before.Count && before.Select((word, i) => word.Equals(own[i], StringComparison.OrdinalIgnoreCase)).All(same => same))
            {
                yield return own[before.Count];
            }
        }

        if (before.Count == 0)
        {
            yield return "help";
        }
    }

    private static IEnumerable<string> Arguments(CommandSpec command, List<string> given, string partial)
    {
        if (given is [.., var last] && last.StartsWith("--", StringComparison.Ordinal) && command.Find(last[2..]) is { } named)
        {
            return Values(named);
        }

        var plain = given.Where((word, i) => !word.StartsWith("--", StringComparison.Ordinal) && !(i > 0 && given[i - 1].StartsWith("--", StringComparison.Ordinal))).ToList();
        var unused = command.Parameters.Where(parameter => !given.Any(word => command.Find(word.TrimStart('-')) == parameter)).ToList();
        if (partial.StartsWith('-'))
        {
            return unused.Select(parameter => "--" + parameter.Name).Concat(Everywhere);
        }

        var mandatory = command.Mandatory.ToList();
        if (plain.Count < mandatory.Count)
        {
            return Values(mandatory[plain.Count]);
        }

        return (plain.Count - mandatory.Count) % 2 == 1 && command.Find(plain[^1]) is { } before
            ? Values(before)
            : unused.Where(parameter => !parameter.IsMandatory).Select(parameter => parameter.Name);
    }

    private static string[] Values(ParameterSpec parameter)
    {
        if (parameter.IsBoolean)
        {
            return ["true", "false"];
        }

        // "a, b, c" is a choice; anything else is a hint for people.
        var choices = parameter.Expected.Split([',', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return choices.Length > 1 && choices.All(choice => choice.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.')) ? choices : [];
    }

    private static string Common(IReadOnlyList<string> words)
    {
        var length = words[0].Length;
        foreach (var word in words.Skip(1))
        {
            var same = 0;
            while (same < Math.Min(length, word.Length) && char.ToLowerInvariant(word[same]) == char.ToLowerInvariant(words[0][same]))
            {
                same++;
            }

            length = same;
        }

        return words[0][..length];
    }
}
