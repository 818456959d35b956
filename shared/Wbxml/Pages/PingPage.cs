namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 13, Ping. Tokens are 0x05 to 0x3F; on the wire 0x40 is added when the tag has content.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1, Code Page 13: Ping.</remarks>
public static class PingPage
{
    /// <summary>In all versions.</summary>
    public const WbxmlTag Ping = (WbxmlTag)0x0D05;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag AutdState = (WbxmlTag)0x0D06;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Status = (WbxmlTag)0x0D07;

    /// <summary>In all versions.</summary>
    public const WbxmlTag HeartbeatInterval = (WbxmlTag)0x0D08;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Folders = (WbxmlTag)0x0D09;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Folder = (WbxmlTag)0x0D0A;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Id = (WbxmlTag)0x0D0B;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Class = (WbxmlTag)0x0D0C;

    /// <summary>In all versions.</summary>
    public const WbxmlTag MaxFolders = (WbxmlTag)0x0D0D;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Version = (WbxmlTag)0x0D0E;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(13, "Ping",
    [
        (Ping, nameof(Ping)),
        (AutdState, nameof(AutdState)),
        (Status, nameof(Status)),
        (HeartbeatInterval, nameof(HeartbeatInterval)),
        (Folders, nameof(Folders)),
        (Folder, nameof(Folder)),
        (Id, nameof(Id)),
        (Class, nameof(Class)),
        (MaxFolders, nameof(MaxFolders)),
        (Version, nameof(Version)),
    ]);
}
