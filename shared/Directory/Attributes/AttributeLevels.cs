namespace Carbonio.Cloud.Directory;

/// <summary>Levels as admins write them.</summary>
public static class AttributeLevels
{
    private static readonly (AttributeScopes Level, string Name, string Words)[] Levels =
    [
        (AttributeScopes.Global, "global", "the whole service"),
        (AttributeScopes.Server, "server", "this server"),
        (AttributeScopes.Domain, "domain", "a domain"),
        (AttributeScopes.Cos, "cos", "a class of service"),
        (AttributeScopes.Account, "account", "an account"),
    ];

    /// <summary>The word for a level; empty for none.</summary>
    public static string NameOf(AttributeScopes level) => Levels.FirstOrDefault(known => known.Level == level).Name ?? "";

    /// <summary>The words for all levels in <paramref name="levels"/>, from the widest to the nearest.</summary>
    public static IReadOnlyList<string> List(AttributeScopes levels) => [.. Levels.Where(known => levels.HasFlag(known.Level)).Select(known => known.Name)];

    /// <summary>A level within a sentence.</summary>
    internal static string WordsFor(AttributeScopes level) => Levels.First(known => known.Level == level).Words;
}
