namespace Carbonio.Cloud.Directory;

/// <summary>What a password opens. Carbonio's words.</summary>
[Flags]
public enum CredentialServices
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Exchange ActiveSync. A credential for it is a mobile password, which opens the Contact Book too.</summary>
    Eas = 1,

    /// <summary>The web client.</summary>
    WebUI = 2,

    /// <summary>The admin console.</summary>
    WebAdminUI = 4,

    /// <summary>Carbonio's own apps.</summary>
    MobileApp = 8,

    /// <summary>CardDAV, CalDAV and the Contact Book.</summary>
    Dav = 16,

    /// <summary>Sending mail.</summary>
    Smtp = 32,

    /// <summary>IMAP.</summary>
    Imap = 64,

    /// <summary>POP3.</summary>
    Pop3 = 128,
}
