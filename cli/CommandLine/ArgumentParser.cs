namespace Carbonio.Cloud.Cli.CommandLine;

/// <summary>
/// Reads arguments in both styles, mixed as one likes: mandatory ones by position, then <c>name VALUE</c> pairs, as Carbonio
/// writes them; and <c>--name VALUE</c> or <c>--name=VALUE</c> anywhere, for mandatory ones too. Names have no case, and
/// hyphens and underscores in them do not count. After <c>--</c> everything stands for itself.
/// </summary>
internal static class ArgumentParser
{
    /// <summary>The arguments, or what is wrong with them.</summary>
    public static (ParsedArguments? Arguments, string? Error) Parse(CommandSpec command, IReadOnlyList<string> arguments)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var plain = new List<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (argument == "--")
            {
                plain.AddRange(arguments.Skip(i + 1));
                break;
            }

            if (!argument.StartsWith("--", StringComparison.Ordinal))
            {
                plain.Add(argument);
                continue;
            }

            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? argument[2..] : argument[2..equals];
            string value;
            if (equals >= 0)
            {
                value = argument[(equals + 1)..];
            }
            else if (command.Find(name) is { IsBoolean: true } && (i + 1 == arguments.Count || !bool.TryParse(arguments[i + 1], out _)))
            {
                value = "true"; // a flag
            }
            else if (i + 1 < arguments.Count)
            {
                value = arguments[++i];
            }
            else
            {
                return (null, $"--{name} needs a value");
            }

            if (Take(command, name, value, values, attributes) is { } error)
            {
                return (null, error);
            }
        }

        return Place(command, plain, values, attributes);
    }

    private static (ParsedArguments? Arguments, string? Error) Place(
        CommandSpec command,
        List<string> plain,
        Dictionary<string, string> values,
        Dictionary<string, string> attributes)
    {
        var repeated = new List<string>();
        var next = 0;
        foreach (var parameter in command.Mandatory.Where(parameter => !values.ContainsKey(parameter.Name)))
        {
            // A last word stands for itself, even if it is a name.
            if (command.NamesMandatory && next + 1 < plain.Count && CommandSpec.Plain(plain[next]).Equals(CommandSpec.Plain(parameter.Name), StringComparison.OrdinalIgnoreCase))
            {
                next++;
            }

            if (next == plain.Count)
            {
                return (null, $"command {command.Words} requires more parameters");
            }

            values[parameter.Name] = plain[next++];
        }

        if (command.RepeatsLast)
        {
            repeated.Add(values[command.Mandatory.Last().Name]);
            repeated.AddRange(plain.Skip(next));
            return (new(values, repeated, attributes), null);
        }

        // Pairs are even: one too many is the parameter that needs no name.
        if (command.MayFollow is { } name && (plain.Count - next) % 2 == 1 && values.TryAdd(name, plain[next]))
        {
            next++;
        }

        for (; next < plain.Count; next += 2)
        {
            if (next + 1 == plain.Count)
            {
                return (null, command.Find(plain[next]) is null && !command.TakesAttributes
                    ? $"unexpected parameter '{plain[next]}'"
                    : $"parameter '{plain[next]}' needs a value");
            }

            if (Take(command, plain[next], plain[next + 1], values, attributes) is { } error)
            {
                return (null, error);
            }
        }

        return (new(values, repeated, attributes), null);
    }

    private static string? Take(
        CommandSpec command,
        string name,
        string value,
        Dictionary<string, string> values,
        Dictionary<string, string> attributes)
    {
        if (command.Find(name) is { } parameter)
        {
            if (parameter.IsBoolean && !bool.TryParse(value, out _))
            {
                return $"parameter '{parameter.Name}' is true or false, not '{value}'";
            }

            return values.TryAdd(parameter.Name, value) ? null : $"parameter '{parameter.Name}' stands twice";
        }

        if (!command.TakesAttributes)
        {
            return $"unknown parameter '{name}'";
        }

        return attributes.TryAdd(name, value) ? null : $"attribute '{name}' stands twice";
    }
}
