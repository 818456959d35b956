using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Carbonio.Cloud.Directory;

/// <summary>One attribute that admins set: declared once, in <see cref="ConfigurationAttributes"/>.</summary>
public sealed class ConfigurationAttribute
{
    /// <summary>Longest text value, in characters.</summary>
    public const int MaximumTextCharacters = 4096;

    internal ConfigurationAttribute(string name, AttributeType type, string? defaultValue, AttributeScopes scopes, string help)
    {
        Name = name;
        Type = type;
        Default = defaultValue;
        Scopes = scopes;
        Help = help;
    }

    /// <summary>Its name, Carbonio's.</summary>
    public string Name { get; }

    /// <summary>Which values it takes.</summary>
    public AttributeType Type { get; }

    /// <summary>What holds where it is set nowhere; null for nothing.</summary>
    public string? Default { get; }

    /// <summary>Where it may be set.</summary>
    public AttributeScopes Scopes { get; }

    /// <summary>One sentence for admins, with the unit.</summary>
    public string Help { get; }

    /// <summary>Least number, for <see cref="AttributeType.Integer"/>.</summary>
    public long Minimum { get; internal init; } = long.MinValue;

    /// <summary>Greatest number, for <see cref="AttributeType.Integer"/>.</summary>
    public long Maximum { get; internal init; } = long.MaxValue;

    /// <summary>The words, for <see cref="AttributeType.Choice"/>.</summary>
    public IReadOnlyList<string> Choices { get; internal init; } = [];

    /// <summary>Other names that mean the same attribute, such as a spelling that was mended.</summary>
    public IReadOnlyList<string> Aliases { get; internal init; } = [];

    /// <summary>Unit of its values, such as <c>s</c>; null where they have none.</summary>
    public string? Unit { get; internal init; }

    /// <summary>Its place in the table: an index into snapshots.</summary>
    internal int Index { get; set; }

    /// <summary>The values it takes, in words.</summary>
    public string AllowedValues => Type switch
    {
        AttributeType.Boolean => "TRUE or FALSE",
        AttributeType.Integer when Maximum == long.MaxValue => string.Create(CultureInfo.InvariantCulture, $"a whole number from {Minimum}"),
        AttributeType.Integer => string.Create(CultureInfo.InvariantCulture, $"a whole number from {Minimum} to {Maximum}"),
        AttributeType.Choice => string.Join(", ", Choices),
        AttributeType.Networks => string.Create(CultureInfo.InvariantCulture, $"at most {NetworkList.MaximumNetworks} networks such as 192.0.2.0/24,2001:db8::/32"),
        AttributeType.Cos => "the name or id of a class of service",
        _ => string.Create(CultureInfo.InvariantCulture, $"text of at most {MaximumTextCharacters} characters without control characters"),
    };

    /// <summary>The stored form of a value.</summary>
    /// <returns>False when the value is not among <see cref="AllowedValues"/>. Whether a class of service exists is not checked.</returns>
    public bool TryNormalize(string value, [NotNullWhen(true)] out string? normalized)
    {
        ArgumentNullException.ThrowIfNull(value);
        normalized = Type switch
        {
            AttributeType.Boolean when value.Equals("TRUE", StringComparison.OrdinalIgnoreCase) => "TRUE",
            AttributeType.Boolean when value.Equals("FALSE", StringComparison.OrdinalIgnoreCase) => "FALSE",
            AttributeType.Integer when long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number >= Minimum && number <= Maximum => number.ToString(CultureInfo.InvariantCulture),
            AttributeType.Choice => Choices.FirstOrDefault(choice => choice.Equals(value, StringComparison.OrdinalIgnoreCase)),
            AttributeType.Networks => NetworkList.TryParse(value, out var networks) && networks.ToString() is { Length: > 0 and <= MaximumTextCharacters } list ? list : null,
            AttributeType.Text or AttributeType.Cos when value.Length is > 0 and <= MaximumTextCharacters && !value.Any(char.IsControl) => value,
            _ => null,
        };
        return normalized is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
