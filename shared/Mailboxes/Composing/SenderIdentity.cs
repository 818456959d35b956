using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mime;

namespace Carbonio.Cloud.Mailboxes.Composing;

/// <summary>As whom an account may send.</summary>
/// <param name="Author">Its name and primary address: what stands in From where a device says nothing.</param>
/// <param name="Addresses">Every address that may stand there, in the form of <see cref="AddressText"/>.</param>
public sealed record SenderIdentity(MailAddress Author, IReadOnlySet<string> Addresses)
{
    /// <summary>The identity of an account: its address, its aliases, and what <c>zimbraAllowFromAddress</c> adds.</summary>
    public static SenderIdentity Of(AccountView account)
    {
        ArgumentNullException.ThrowIfNull(account);
        var addresses = new HashSet<string>(StringComparer.Ordinal) { account.Address };
        addresses.UnionWith(account.Aliases);
        foreach (var allowed in (account.Attributes.Text(ConfigurationAttributes.AllowFromAddress) ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (AddressText.TryNormalize(allowed, out var address))
            {
                addresses.Add(address);
            }
        }

        return new(new(account.DisplayName == account.Address ? "" : account.DisplayName, account.Address), addresses);
    }

    /// <summary>Whether an address is one of the account's, however it is written.</summary>
    public bool Owns(string address) => AddressText.TryNormalize(address, out var normal) && Addresses.Contains(normal);
}
