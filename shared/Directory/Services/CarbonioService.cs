namespace Carbonio.Cloud.Directory;

/// <summary>What an admin starts and stops.</summary>
public enum CarbonioService
{
    /// <summary>All of the others.</summary>
    Module,

    /// <summary>Exchange ActiveSync.</summary>
    ActiveSync,

    /// <summary>Autodiscover.</summary>
    Autodiscover,

    /// <summary>Allow/Block/Quarantine.</summary>
    Abq,

    /// <summary>The LDAP address book.</summary>
    LdapAddressBook,

    /// <summary>The DoS filter.</summary>
    AntiDos,
}
