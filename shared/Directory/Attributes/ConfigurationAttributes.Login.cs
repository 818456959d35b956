namespace Carbonio.Cloud.Directory;

/// <content>From where phones may log in: <c>auth policy set EAS</c>.</content>
public static partial class ConfigurationAttributes
{
    /// <summary><c>carbonioAuthEasTrustedIpRange</c>.</summary>
    public static ConfigurationAttribute EasTrustedNetworks { get; } = new("carbonioAuthEasTrustedIpRange", AttributeType.Networks, null, AttributeScopes.Global | AttributeScopes.Domain,
        "Trusted addresses for phones' logins: trusted_ip_range of 'auth policy set EAS'.");

    /// <summary><c>carbonioAuthEasIpCanChange</c>.</summary>
    public static ConfigurationAttribute EasAddressMayChange { get; } = Boolean("carbonioAuthEasIpCanChange", true, AttributeScopes.Global | AttributeScopes.Domain,
        "FALSE: a phone stays in the network of its last login, unless it comes from a trusted address: ip_can_change of 'auth policy set EAS'.");

    /// <summary><c>carbonioAuthEas2faPolicy</c>.</summary>
    public static ConfigurationAttribute EasSecondFactor { get; } = Integer("carbonioAuthEas2faPolicy", 0, AttributeScopes.Global | AttributeScopes.Domain,
        "What must come with a phone's password: 0 nothing, 1 a trusted address, 2 a device that once logged in from one: 2fa_policy of 'auth policy set EAS'.", 0, 2);

    private static ConfigurationAttribute[] LoginAttributes => [EasTrustedNetworks, EasAddressMayChange, EasSecondFactor];
}
