namespace Carbonio.Cloud.Directory;

/// <content>What accounts are, and where they belong.</content>
public static partial class ConfigurationAttributes
{
    /// <summary><c>zimbraAccountStatus</c>.</summary>
    public static ConfigurationAttribute AccountStatus { get; } = Choice("zimbraAccountStatus", "active", AttributeScopes.Account,
        "Only an active account logs in; a closed one gets no mail either.", "active", "locked", "closed", "maintenance");

    /// <summary><c>displayName</c>.</summary>
    public static ConfigurationAttribute DisplayName { get; } = Text("displayName", null, AttributeScopes.Account,
        "Name of the person, as address lists and sent mail show it.");

    /// <summary><c>givenName</c>.</summary>
    public static ConfigurationAttribute GivenName { get; } = Text("givenName", null, AttributeScopes.Account, "First name, for address lists.");

    /// <summary><c>sn</c>.</summary>
    public static ConfigurationAttribute Surname { get; } = Text("sn", null, AttributeScopes.Account, "Last name, for address lists.");

    /// <summary><c>title</c>.</summary>
    public static ConfigurationAttribute Title { get; } = Text("title", null, AttributeScopes.Account, "What the person is in the company, for address lists.");

    /// <summary><c>company</c>.</summary>
    public static ConfigurationAttribute Company { get; } = Text("company", null, AttributeScopes.Account, "Company, for address lists.");

    /// <summary><c>physicalDeliveryOfficeName</c>.</summary>
    public static ConfigurationAttribute Office { get; } = Text("physicalDeliveryOfficeName", null, AttributeScopes.Account, "Office, for address lists.");

    /// <summary><c>telephoneNumber</c>.</summary>
    public static ConfigurationAttribute Phone { get; } = Text("telephoneNumber", null, AttributeScopes.Account, "Telephone at work, for address lists.");

    /// <summary><c>homePhone</c>.</summary>
    public static ConfigurationAttribute HomePhone { get; } = Text("homePhone", null, AttributeScopes.Account, "Telephone at home, for address lists.");

    /// <summary><c>mobile</c>.</summary>
    public static ConfigurationAttribute MobilePhone { get; } = Text("mobile", null, AttributeScopes.Account, "Mobile telephone, for address lists.");

    /// <summary><c>zimbraHideInGal</c>.</summary>
    public static ConfigurationAttribute HideInGal { get; } = Boolean("zimbraHideInGal", false, CosAndAccount,
        "TRUE: address lists don't show the account. It gets mail all the same.");

    /// <summary><c>zimbraCOSId</c>.</summary>
    public static ConfigurationAttribute CosId { get; } = Cos("zimbraCOSId", AttributeScopes.Account,
        "Class of service of the account; without one the domain's default holds.");

    /// <summary><c>zimbraDomainDefaultCOSId</c>.</summary>
    public static ConfigurationAttribute DomainDefaultCosId { get; } = Cos("zimbraDomainDefaultCOSId", AttributeScopes.Domain,
        "Class of service of the domain's accounts that name none; without it 'default'.");

    /// <summary><c>zimbraMailQuota</c>.</summary>
    public static ConfigurationAttribute MailQuota { get; } = Integer("zimbraMailQuota", 0, AttributeScopes.All,
        "Bytes the mailbox may hold; 0 for no limit.", 0);

    private static ConfigurationAttribute[] AccountAttributes =>
    [
        AccountStatus, DisplayName, GivenName, Surname, Title, Company, Office, Phone, HomePhone, MobilePhone, HideInGal, CosId,
        DomainDefaultCosId, MailQuota,
    ];
}
