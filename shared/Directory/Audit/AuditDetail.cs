using System.Globalization;

namespace Carbonio.Cloud.Directory;

/// <summary>What held before or after a change, as far as it changed: names and values, bounded, never a secret.</summary>
public sealed class AuditDetail
{
    /// <summary>Characters of a value that are kept; what follows is replaced by an ellipsis.</summary>
    public const int MaximumValueCharacters = 500;

    /// <summary>Characters of all names and values together. What does not fit is left out, and its number told.</summary>
    public const int MaximumCharacters = 2000;

    /// <summary>Most names.</summary>
    public const int MaximumNames = 100;

    private const string More = "...";

    private AuditDetail(SortedList<string, string> values) => Values = values;

    /// <summary>Values by name.</summary>
    public IReadOnlyDictionary<string, string> Values { get; }

    /// <summary>Names with their values; those without a value are left out. Null when nothing is left.</summary>
    public static AuditDetail? Of(params IEnumerable<(string Name, string? Value)> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var kept = new SortedList<string, string>(StringComparer.Ordinal);
        var room = MaximumCharacters;
        var left = 0;
        foreach (var (name, value) in values)
        {
            if (value is null)
            {
                continue;
            }

            var text = value.Length <= MaximumValueCharacters ? value : Cut(value) + More;
            if (name.Length + text.Length > room || kept.Count == MaximumNames)
            {
                left++;
                continue;
            }

            room -= name.Length + text.Length;
            kept[name] = text;
        }

        if (left > 0)
        {
            kept[More] = string.Create(CultureInfo.InvariantCulture, $"{left} more");
        }

        return kept.Count == 0 ? null : new(kept);
    }

    private static string Cut(string value) =>
        value[..(char.IsHighSurrogate(value[MaximumValueCharacters - 1]) ? MaximumValueCharacters - 1 : MaximumValueCharacters)];
}
