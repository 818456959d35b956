using System.Collections.Frozen;

namespace Carbonio.Cloud.ActiveSync.Http;

/// <summary>The commands by name.</summary>
/// <remarks>[MS-ASHTTP] 2.2.1.1.1.1.2 Command Codes.</remarks>
public static class CommandNames
{
    private static readonly FrozenDictionary<string, EasCommand> ByName =
        Enum.GetValues<EasCommand>().ToFrozenDictionary(command => command.ToString(), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, EasCommand>.AlternateLookup<ReadOnlySpan<char>> ByText =
        ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string?[] Names = MakeNames();

    /// <summary>The command of that name without regard to case, or null.</summary>
    public static EasCommand? Find(ReadOnlySpan<char> name) => ByText.TryGetValue(name, out var command) ? command : null;

    /// <summary>The command of that code, or null.</summary>
    public static EasCommand? Find(byte code) => Names.Length > code && Names[code] is not null ? (EasCommand)code : null;

    /// <summary>The name, without allocating one.</summary>
    public static string Name(EasCommand command) => Names[(int)command]!;

    private static string?[] MakeNames()
    {
        var names = new string?[ByName.Values.Max(command => (int)command) + 1];
        foreach (var (name, command) in ByName)
        {
            names[(int)command] = name;
        }

        return names;
    }
}
