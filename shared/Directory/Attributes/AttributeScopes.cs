namespace Carbonio.Cloud.Directory;

/// <summary>Where an attribute may be set. The nearer to the account, the stronger.</summary>
[Flags]
public enum AttributeScopes
{
    /// <summary>Nowhere: as a source, the built-in default.</summary>
    None = 0,

    /// <summary>For the whole service.</summary>
    Global = 1,

    /// <summary>For a mail domain.</summary>
    Domain = 2,

    /// <summary>For a class of service.</summary>
    Cos = 4,

    /// <summary>For one account.</summary>
    Account = 8,

    /// <summary>For this deployment: stronger than global, weaker than a domain.</summary>
    Server = 16,

    /// <summary>At every level but the deployment's.</summary>
    All = Global | Domain | Cos | Account,
}
