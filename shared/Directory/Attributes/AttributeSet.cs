using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Carbonio.Cloud.Directory;

/// <summary>Attributes as they are set in one place, immutable, in the order of their names. Names are as declared, values in stored form.</summary>
public sealed class AttributeSet : IReadOnlyCollection<KeyValuePair<string, string>>
{
    /// <summary>Longest stored form of a set, in characters.</summary>
    internal const int MaximumJsonCharacters = 32_000;

    private readonly SortedList<string, string> items;

    private AttributeSet(SortedList<string, string> items) => this.items = items;

    /// <summary>Nothing set.</summary>
    public static AttributeSet Empty { get; } = new(new(StringComparer.Ordinal));

    /// <inheritdoc/>
    public int Count => items.Count;

    /// <summary>The value set here, or null.</summary>
    public string? Find(ConfigurationAttribute attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return items.TryGetValue(attribute.Name, out var value) ? value : null;
    }

    /// <summary>The set after some changes: an empty value takes the attribute out.</summary>
    public AttributeSet With(IEnumerable<KeyValuePair<string, string>> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var changed = new SortedList<string, string>(items, StringComparer.Ordinal);
        foreach (var (name, value) in changes)
        {
            if (value.Length == 0)
            {
                changed.Remove(name);
            }
            else
            {
                changed[name] = value;
            }
        }

        return new(changed);
    }

    /// <summary>True when something is set under a name that is not declared, at a level where it may not be set, or to a value that is not allowed.</summary>
    public bool HasStale(AttributeScopes level) => Stale(level).Count > 0;

    internal IReadOnlyList<string> Stale(AttributeScopes level) =>
    [
        .. items.Where(pair => ConfigurationAttributes.Find(pair.Key) is not { } attribute
                || !attribute.Scopes.HasFlag(level) || !attribute.TryNormalize(pair.Value, out _))
            .Select(pair => pair.Key),
    ];

    /// <summary>What differs in another set, as the audit log tells it.</summary>
    internal (AuditDetail? Before, AuditDetail? After) Differences(AttributeSet after)
    {
        var names = items.Keys.Union(after.items.Keys).Where(name => Value(this, name) != Value(after, name)).ToList();
        return (AuditDetail.Of(names.Select(name => (name, Value(this, name)))), AuditDetail.Of(names.Select(name => (name, Value(after, name)))));

        static string? Value(AttributeSet set, string name) => set.items.GetValueOrDefault(name);
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Names what is set: another one means that something was changed.</summary>
    public string Tag => ContentTag.Of(ToJson());

    internal string ToJson() => JsonSerializer.Serialize(items, DirectoryJson.Default.SortedListStringString);

    internal static AttributeSet FromJson([StringSyntax(StringSyntaxAttribute.Json)] string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return Empty;
        }

        var read = JsonSerializer.Deserialize(json, DirectoryJson.Default.SortedListStringString)!;
        return new(new SortedList<string, string>(read, StringComparer.Ordinal));
    }
}
