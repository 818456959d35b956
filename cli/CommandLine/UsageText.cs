namespace Carbonio.Cloud.Cli.CommandLine;

/// <summary>Help, in the shape Carbonio's admins know.</summary>
internal static class UsageText
{
    public static void Write(TextWriter writer, CommandSpec command)
    {
        writer.WriteLine(command.Summary);
        writer.WriteLine();
        writer.WriteLine("Syntax:");
        writer.WriteLine($"  carbonio {Syntax(command)}");
        if (command.Alias is { } alias)
        {
            writer.WriteLine($"  {alias} is short for {command.Words[(command.Words.LastIndexOf(' ') + 1)..]}.");
        }

        if (command.Parameters.Count > 0 || command.TakesAttributes)
        {
            writer.WriteLine();
            writer.WriteLine("Parameters: (M) mandatory, by position or as --name VALUE; (O) optional, as name VALUE or --name VALUE");
            var rows = command.Parameters
                .Select(parameter => (IReadOnlyList<string>)[$"{parameter.Name} ({(parameter.IsMandatory ? "M" : "O")})", parameter.Type, parameter.Expected, parameter.Default ?? ""])
                .ToList();
            if (command.TakesAttributes)
            {
                rows.Add(["attribute (O)", "String", "any attribute; \"\" unsets it", "unchanged"]);
            }

            TextTable.Write(writer, ["NAME", "TYPE", "EXPECTED VALUES", "DEFAULT"], rows);
        }

        if (command.HasDryRun)
        {
            writer.WriteLine();
            writer.WriteLine("With --dry-run it says what it would do, and does nothing.");
        }

        writer.WriteLine();
        writer.WriteLine("Example:");
        writer.WriteLine($"  {command.Example}");
    }

    public static void WriteList(TextWriter writer, IEnumerable<CommandSpec> commands)
    {
        foreach (var module in commands.Where(command => !command.IsHidden && command.Replacement is null).GroupBy(command => command.Module))
        {
            writer.WriteLine(module.Key);
            foreach (var command in module)
            {
                writer.WriteLine($"  carbonio {Syntax(command)}");
                writer.WriteLine($"      {command.Summary}");
            }

            writer.WriteLine();
        }

        writer.WriteLine("Everywhere: --json, --url URL, --token TOKEN (or CARBONIO_URL, CARBONIO_TOKEN, or 'carbonio login').");
        writer.WriteLine("Without a command: a shell at a terminal, and else the commands that are piped in, a line each.");
        writer.WriteLine("More on one command: carbonio help COMMAND");
    }

    private static string Syntax(CommandSpec command)
    {
        var words = command.Parameters.Select(parameter => parameter.IsMandatory ? $"{{{parameter.Name}}}" : $"[{parameter.Name} VALUE]").ToList();
        if (command.RepeatsLast)
        {
            words[command.Mandatory.Count() - 1] += "...";
        }

        if (command.TakesAttributes)
        {
            words.Add("[attribute VALUE ...]");
        }

        return string.Join(' ', words.Prepend(command.Words));
    }
}
