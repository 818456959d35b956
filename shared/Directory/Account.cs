using System.Globalization;

namespace Carbonio.Cloud.Directory;

/// <summary>An account as it is stored: what is set on it, without what it inherits. <see cref="AccountView"/> has the effect.</summary>
/// <param name="Key">Its id in its tenant.</param>
/// <param name="Address">Primary address, lower case.</param>
/// <param name="Aliases">Other addresses, in order; all in domains of the same tenant.</param>
/// <param name="Attributes">What is set on the account itself.</param>
/// <param name="Created">When it was made.</param>
public sealed record Account(AccountKey Key, string Address, IReadOnlyList<string> Aliases, AttributeSet Attributes, DateTimeOffset Created)
{
    /// <summary>How the account password is checked; null when the account has none.</summary>
    internal PasswordVerifier? Password { get; init; }

    /// <summary>One more with each change of the account password.</summary>
    internal long PasswordVersion { get; init; }

    /// <summary>Salt of the account's slow hashes, the same for all of them, so that one derivation checks all.</summary>
    internal byte[] Salt { get; init; } = [];

    /// <summary>True when the account has a password of its own.</summary>
    public bool HasPassword => Password is not null;

    /// <summary>Names what is stored of it: another one means that something was changed.</summary>
    public string Tag => ContentTag.Of(
        Key.ToPartition(), Address, string.Join(' ', Aliases), Attributes.ToJson(), PasswordVersion.ToString(CultureInfo.InvariantCulture));

    /// <summary>The domain of the primary address.</summary>
    public string Domain => AddressText.DomainOf(Address).ToString();
}
