using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Devices.Policies;

/// <summary>The policy attributes by the name that follows <see cref="ConfigurationAttributes.PolicyPrefix"/>.</summary>
internal readonly struct PolicyValues(EffectiveAttributes attributes)
{
    public bool Boolean(string name) => attributes.Boolean(Attribute(name));

    public long Integer(string name) => attributes.Integer(Attribute(name));

    public string? Text(string name) => attributes.Text(Attribute(name));

    private static ConfigurationAttribute Attribute(string name) =>
        ConfigurationAttributes.Find(ConfigurationAttributes.PolicyPrefix + name)
        ?? throw new InvalidOperationException($"There is no attribute {ConfigurationAttributes.PolicyPrefix}{name}.");
}
