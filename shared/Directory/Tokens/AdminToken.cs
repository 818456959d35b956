namespace Carbonio.Cloud.Directory;

/// <summary>A bearer token of the admin API, without its secret.</summary>
/// <param name="Id">Public part; names it in lists and for revocation.</param>
/// <param name="Role">What its holder may do.</param>
/// <param name="Domains">Domains of a <see cref="AdminRole.Delegated"/> one; else empty.</param>
/// <param name="Label">Who or what holds it.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Expires">From when on it is refused; null for never.</param>
public sealed record AdminToken(string Id, AdminRole Role, IReadOnlyList<string> Domains, string Label, DateTimeOffset Created, DateTimeOffset? Expires)
{
    internal byte[] SecretHash { get; init; } = [];

    /// <summary>May its holder see and change accounts of that domain?</summary>
    /// <param name="domain">In stored form.</param>
    public bool Administers(string domain) => Role switch
    {
        AdminRole.Global => true,
        AdminRole.Delegated => Domains.Contains(domain, StringComparer.Ordinal),
        _ => false,
    };
}
