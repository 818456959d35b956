using System.Globalization;

namespace Carbonio.Cloud.Directory;

/// <summary>An account with everything that holds for it, computed once and never changed: what a request asks of the directory.</summary>
public sealed class AccountView
{
    internal AccountView(Account account, IReadOnlyList<Credential> credentials, ClassOfService cos, EffectiveAttributes.Inherited inherited)
    {
        Account = account;
        Credentials = credentials;
        Cos = cos;
        Attributes = new(inherited, account.Attributes);
        Partition = account.Key.ToPartition();
        Domain = account.Domain;
        DisplayName = Attributes.Text(ConfigurationAttributes.DisplayName) ?? account.Address;
        Status = Enum.Parse<AccountStatus>(Attributes.Text(ConfigurationAttributes.AccountStatus)!, ignoreCase: true);
        MailQuotaBytes = Attributes.Integer(ConfigurationAttributes.MailQuota);
        MobileSyncEnabled = Attributes.Boolean(ConfigurationAttributes.MobileSyncEnabled);
        MobilePolicyEnabled = Attributes.Boolean(ConfigurationAttributes.MobilePolicyEnabled);
        MobilePasswordRequired = Attributes.Boolean(ConfigurationAttributes.MobilePasswordRequired);
        EasLogin = EasLoginPolicy.Of(Attributes);
        AccountPasswordOpensEas = !MobilePasswordRequired && !credentials.Any(c => c.Opens(CredentialServices.Eas));
    }

    /// <summary>The account as stored.</summary>
    public Account Account { get; }

    /// <summary>Its id in its tenant.</summary>
    public AccountKey Key => Account.Key;

    /// <summary>Partition of its mailbox: <see cref="AccountKey.ToPartition"/>, made once.</summary>
    public string Partition { get; }

    /// <summary>Primary address.</summary>
    public string Address => Account.Address;

    /// <summary>Other addresses.</summary>
    public IReadOnlyList<string> Aliases => Account.Aliases;

    /// <summary>Domain of the primary address.</summary>
    public string Domain { get; }

    /// <summary>Name of the person; the address where none is set.</summary>
    public string DisplayName { get; }

    /// <summary>What the account may do.</summary>
    public AccountStatus Status { get; }

    /// <summary>The class of service that holds.</summary>
    public ClassOfService Cos { get; }

    /// <summary>Bytes the mailbox may hold; 0 for no limit.</summary>
    public long MailQuotaBytes { get; }

    /// <summary>May sync with phones.</summary>
    public bool MobileSyncEnabled { get; }

    /// <summary>Device policies are enforced.</summary>
    public bool MobilePolicyEnabled { get; }

    /// <summary>Only mobile passwords open mobile sync.</summary>
    public bool MobilePasswordRequired { get; }

    /// <summary>From where its phones may log in.</summary>
    public EasLoginPolicy EasLogin { get; }

    /// <summary>True while the account password is good for mobile sync: none is required and no enabled one exists.</summary>
    public bool AccountPasswordOpensEas { get; }

    /// <summary>Passwords beside the account's own, in the order of their ids.</summary>
    public IReadOnlyList<Credential> Credentials { get; }

    /// <summary>All other attributes.</summary>
    public EffectiveAttributes Attributes { get; }

    /// <summary>The id as admins see it.</summary>
    public string ZimbraId => Key.Account.ToString("D", CultureInfo.InvariantCulture);

    /// <summary>The credential of that id, or null.</summary>
    public Credential? FindCredential(string id)
    {
        foreach (var credential in Credentials)
        {
            if (string.Equals(credential.Id, id, StringComparison.Ordinal))
            {
                return credential;
            }
        }

        return null;
    }
}
