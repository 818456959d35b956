namespace Carbonio.Cloud.Directory;

/// <summary>An account as lists of a tenant's accounts have it.</summary>
/// <param name="Key">Its id in its tenant.</param>
/// <param name="Address">Primary address.</param>
/// <param name="Aliases">Other addresses.</param>
/// <param name="Attributes">What holds for it.</param>
public sealed record ListedAccount(AccountKey Key, string Address, IReadOnlyList<string> Aliases, EffectiveAttributes Attributes)
{
    /// <summary>The domain of the primary address.</summary>
    public string Domain => AddressText.DomainOf(Address).ToString();
}
