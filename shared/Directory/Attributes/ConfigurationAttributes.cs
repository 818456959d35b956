using System.Collections.Frozen;

namespace Carbonio.Cloud.Directory;

/// <summary>Every attribute there is: each block of the table is a file of its own.</summary>
public static partial class ConfigurationAttributes
{
    private const AttributeScopes CosAndAccount = AttributeScopes.Cos | AttributeScopes.Account;
    private const AttributeScopes ServiceWide = AttributeScopes.Global | AttributeScopes.Server;

    private static readonly FrozenDictionary<string, ConfigurationAttribute> ByName;

    // Here, because it runs after the initialisers of all files, whose own order nobody promises: the table's order is this list's.
    static ConfigurationAttributes()
    {
        All = [.. AccountAttributes, .. MobileAttributes, .. LoginAttributes, .. PushAttributes, .. AbqAttributes, .. AntiDosAttributes, .. MobilePolicy];
        for (var i = 0; i < All.Count; i++)
        {
            All[i].Index = i;
        }

        ByName = All
            .SelectMany(attribute => attribute.Aliases.Prepend(attribute.Name), (attribute, name) => KeyValuePair.Create(name, attribute))
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The whole table, block by block.</summary>
    public static IReadOnlyList<ConfigurationAttribute> All { get; }

    /// <summary>The attribute of that name or alias, without regard to case, or null.</summary>
    public static ConfigurationAttribute? Find(string name) => ByName.GetValueOrDefault(name);

    private static ConfigurationAttribute Text(string name, string? value, AttributeScopes scopes, string help) =>
        new(name, AttributeType.Text, value, scopes, help);

    private static ConfigurationAttribute Cos(string name, AttributeScopes scopes, string help) =>
        new(name, AttributeType.Cos, null, scopes, help);

    private static ConfigurationAttribute Boolean(string name, bool value, AttributeScopes scopes, string help) =>
        new(name, AttributeType.Boolean, value ? "TRUE" : "FALSE", scopes, help);

    private static ConfigurationAttribute Integer(string name, long value, AttributeScopes scopes, string help, long minimum, long maximum = long.MaxValue) =>
        new(name, AttributeType.Integer, value.ToString(provider: null), scopes, help) { Minimum = minimum, Maximum = maximum };

    private static ConfigurationAttribute Choice(string name, string value, AttributeScopes scopes, string help, params string[] choices) =>
        new(name, AttributeType.Choice, value, scopes, help) { Choices = choices };
}
