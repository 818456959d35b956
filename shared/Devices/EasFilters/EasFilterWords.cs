namespace Carbonio.Cloud.Devices.EasFilters;

/// <summary>The words that admins use for kinds and modes, in lower case; they are read without regard to case.</summary>
public static class EasFilterWords
{
    private static readonly string[] Kinds = ["always", "and", "or", "regex", "contains", "account", "domain"];
    private static readonly string[] Modes = ["add", "subtract", "fixed", "limit"];

    /// <summary>The word for a kind of rule.</summary>
    public static string Of(EasFilterRuleKind kind) => Kinds[(int)kind];

    /// <summary>The word for a mode.</summary>
    public static string Of(EasFilterMode mode) => Modes[(int)mode];

    /// <summary>The mode of that word.</summary>
    public static bool TryRead(string word, out EasFilterMode mode)
    {
        var index = Array.FindIndex(Modes, known => known.Equals(word, StringComparison.OrdinalIgnoreCase));
        mode = (EasFilterMode)Math.Max(0, index);
        return index >= 0;
    }

    /// <summary>The kind of that word. Always is none that can be asked for.</summary>
    public static bool TryRead(ReadOnlySpan<char> word, out EasFilterRuleKind kind)
    {
        for (var index = (int)EasFilterRuleKind.And; index < Kinds.Length; index++)
        {
            if (word.Equals(Kinds[index], StringComparison.OrdinalIgnoreCase))
            {
                kind = (EasFilterRuleKind)index;
                return true;
            }
        }

        kind = default;
        return false;
    }
}
