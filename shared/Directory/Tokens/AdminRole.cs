namespace Carbonio.Cloud.Directory;

/// <summary>What the holder of a token may do.</summary>
public enum AdminRole
{
    /// <summary>Everything.</summary>
    Global,

    /// <summary>Administer the accounts of some domains.</summary>
    Delegated,

    /// <summary>Hand in mail, nothing else.</summary>
    Delivery,
}
