namespace Carbonio.Cloud.Directory;

/// <summary>What a change was made to.</summary>
/// <param name="Kind">What kind of thing, in one word: <c>account</c>, <c>domain</c>, <c>cos</c>, <c>device</c> and so on.</param>
/// <param name="Name">Its name, as admins know it.</param>
public sealed record AuditTarget(string Kind, string Name)
{
    /// <summary>The domain that it belongs to, whose admins may read of it; null where only global admins may.</summary>
    public string? Domain { get; init; }

    /// <summary>The account that it is or belongs to; null for none.</summary>
    public Guid? Account { get; init; }

    /// <summary>An account.</summary>
    public static AuditTarget Of(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new("account", account.Address) { Domain = account.Domain, Account = account.Key.Account };
    }

    /// <summary>A domain.</summary>
    public static AuditTarget Of(MailDomain domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        return new("domain", domain.Name) { Domain = domain.Name };
    }

    /// <summary>A device of an account.</summary>
    public static AuditTarget Device(Account account, string deviceId) => Of(account) with { Kind = "device", Name = deviceId };
}
