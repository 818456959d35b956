namespace Carbonio.Cloud.Directory;

/// <summary>How a login ended. To the client all failures look alike; the difference is for logs and admins.</summary>
public enum AuthenticationStatus
{
    /// <summary>The password is right and opens the service.</summary>
    Success,

    /// <summary>Unknown account or wrong password.</summary>
    WrongPassword,

    /// <summary>The account password is right, but the service takes only a mobile password of this account.</summary>
    MobilePasswordRequired,

    /// <summary>The password is right; the client's address is not trusted, or not the one that the device had. It is told what a wrong password is told.</summary>
    AddressNotTrusted,

    /// <summary>The password is right; the account is locked.</summary>
    AccountLocked,

    /// <summary>The password is right; the account is closed.</summary>
    AccountClosed,

    /// <summary>The password is right; the account is under maintenance. Worth trying again later.</summary>
    AccountMaintenance,

    /// <summary>Too many failures from this client for this account. The password was not looked at: wait, then try once more.</summary>
    SlowDown,

    /// <summary>Too many password checks wait already. The password was not looked at: 503 with Retry-After.</summary>
    Busy,
}
