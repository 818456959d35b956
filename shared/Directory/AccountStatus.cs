namespace Carbonio.Cloud.Directory;

/// <summary>What an account may do: the values of <c>zimbraAccountStatus</c>.</summary>
public enum AccountStatus
{
    /// <summary>Everything.</summary>
    Active,

    /// <summary>Receives mail, may not log in.</summary>
    Locked,

    /// <summary>Receives no mail, may not log in.</summary>
    Closed,

    /// <summary>May not log in for now; mail for it waits.</summary>
    Maintenance,
}
