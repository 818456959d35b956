namespace Carbonio.Cloud.Directory;

/// <summary>Changes as an admin asked for them, checked against the declared table.</summary>
internal static class AttributeChanges
{
    /// <summary>The changes under declared names with values in stored form, or why they are refused. An empty value unsets.</summary>
    public static (IReadOnlyDictionary<string, string> Changes, string? Refusal) Check(
        AttributeScopes scope,
        IReadOnlyDictionary<string, string>? asked)
    {
        var changes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in asked ?? changes)
        {
            if (ConfigurationAttributes.Find(name) is not { } attribute)
            {
                return (changes, $"There is no attribute {name}. For {AttributeLevels.WordsFor(scope)} there are: {Names(scope)}.");
            }

            if (!attribute.Scopes.HasFlag(scope))
            {
                return (changes, $"{attribute} cannot be set for {AttributeLevels.WordsFor(scope)}, only for: {string.Join(", ", AttributeLevels.List(attribute.Scopes))}.");
            }

            if (value.Length == 0)
            {
                changes[attribute.Name] = "";
            }
            else if (attribute.TryNormalize(value, out var normalized))
            {
                changes[attribute.Name] = normalized;
            }
            else
            {
                return (changes, $"{attribute} takes {attribute.AllowedValues}, not '{value}'.");
            }
        }

        return (changes, null);
    }

    private static string Names(AttributeScopes scope) =>
        string.Join(", ", ConfigurationAttributes.All.Where(a => a.Scopes.HasFlag(scope)).Select(a => a.Name));
}
