namespace Carbonio.Cloud.Directory;

/// <summary>From where phones may log in: <c>auth policy set EAS</c>.</summary>
/// <param name="Factor">What must come with the password.</param>
/// <param name="Trusted">Trusted addresses.</param>
/// <param name="AddressMayChange">False: a device stays in the network of its last login, unless it comes from a trusted address.</param>
public sealed record EasLoginPolicy(SecondFactor Factor, NetworkList Trusted, bool AddressMayChange)
{
    /// <summary>Nothing is restricted.</summary>
    public static EasLoginPolicy Open { get; } = new(SecondFactor.None, NetworkList.Empty, true);

    /// <summary>Reads what holds for an account.</summary>
    internal static EasLoginPolicy Of(EffectiveAttributes attributes)
    {
        var policy = new EasLoginPolicy(
            (SecondFactor)attributes.Integer(ConfigurationAttributes.EasSecondFactor),
            NetworkList.TryParse(attributes.Text(ConfigurationAttributes.EasTrustedNetworks), out var trusted) ? trusted : NetworkList.Empty,
            attributes.Boolean(ConfigurationAttributes.EasAddressMayChange));
        return policy is { Factor: SecondFactor.None, AddressMayChange: true } ? Open : policy;
    }

    /// <summary>May a device log in that brings the right password, and nothing that it was given before?</summary>
    internal bool AllowsNew(string clientAddress) => Factor == SecondFactor.None || Trusted.Contains(clientAddress);

    /// <summary>May a device go on whose password was right before?</summary>
    /// <param name="clientAddress">Where it comes from now.</param>
    /// <param name="isSameNetwork">True when that is the network in which its password was right.</param>
    internal bool AllowsKnown(string clientAddress, bool isSameNetwork) =>
        Trusted.Contains(clientAddress) || (Factor != SecondFactor.Address && (AddressMayChange || isSameNetwork));
}
