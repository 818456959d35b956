using System.Globalization;

namespace Carbonio.Cloud.Directory;

/// <summary>
/// What holds for an account: set on it, else on its class of service, else on its domain, else for the deployment, else for the whole service, else the default.
/// Immutable. Accounts with the same class and domain share what they inherit.
/// </summary>
public sealed class EffectiveAttributes
{
    private readonly Inherited inherited;
    private readonly AttributeSet own;

    internal EffectiveAttributes(Inherited inherited, AttributeSet own)
    {
        this.inherited = inherited;
        this.own = own;
    }

    /// <summary>The value in stored form, or null where there is none.</summary>
    public string? Text(ConfigurationAttribute attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return Own(attribute) ?? inherited.Values[attribute.Index];
    }

    /// <summary>The value of a Boolean attribute.</summary>
    public bool Boolean(ConfigurationAttribute attribute) => Text(attribute) == "TRUE";

    /// <summary>The value of an integer attribute.</summary>
    public long Integer(ConfigurationAttribute attribute) => long.Parse(Text(attribute)!, CultureInfo.InvariantCulture);

    /// <summary>Where the value comes from; <see cref="AttributeScopes.None"/> for the default.</summary>
    public AttributeScopes Source(ConfigurationAttribute attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return Own(attribute) is null ? inherited.Sources[attribute.Index] : AttributeScopes.Account;
    }

    /// <summary>What would hold if it were not set on the account.</summary>
    public string? InheritedText(ConfigurationAttribute attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return inherited.Values[attribute.Index];
    }

    /// <summary>Where what would hold comes from if it were not set on the account.</summary>
    public AttributeScopes InheritedSource(ConfigurationAttribute attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return inherited.Sources[attribute.Index];
    }

    private string? Own(ConfigurationAttribute attribute) => own.Count == 0 ? null : own.Find(attribute);

    /// <summary>The part that all accounts of one class of service in one domain share.</summary>
    internal sealed class Inherited
    {
        internal Inherited(ServiceSettings service, AttributeSet domain, AttributeSet cos)
        {
            var all = ConfigurationAttributes.All;
            Values = new string?[all.Count];
            Sources = new AttributeScopes[all.Count];
            for (var i = 0; i < all.Count; i++)
            {
                (Values[i], Sources[i]) =
                    cos.Find(all[i]) is { } fromCos ? (fromCos, AttributeScopes.Cos)
                    : domain.Find(all[i]) is { } fromDomain ? (fromDomain, AttributeScopes.Domain)
                    : (service.Text(all[i]), service.Source(all[i]));
            }
        }

        internal string?[] Values { get; }

        internal AttributeScopes[] Sources { get; }
    }
}
