namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 0, AirSync. Tokens are 0x05 to 0x3F; on the wire 0x40 is added when the tag has content.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1, Code Page 0: AirSync.</remarks>
public static class AirSyncPage
{
    /// <summary>In all versions.</summary>
    public const WbxmlTag Sync = (WbxmlTag)0x0005;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Responses = (WbxmlTag)0x0006;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Add = (WbxmlTag)0x0007;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Change = (WbxmlTag)0x0008;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Delete = (WbxmlTag)0x0009;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Fetch = (WbxmlTag)0x000A;

    /// <summary>In all versions.</summary>
    public const WbxmlTag SyncKey = (WbxmlTag)0x000B;

    /// <summary>In all versions.</summary>
    public const WbxmlTag ClientId = (WbxmlTag)0x000C;

    /// <summary>In all versions.</summary>
    public const WbxmlTag ServerId = (WbxmlTag)0x000D;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Status = (WbxmlTag)0x000E;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Collection = (WbxmlTag)0x000F;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Class = (WbxmlTag)0x0010;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Version = (WbxmlTag)0x0011;

    /// <summary>In all versions.</summary>
    public const WbxmlTag CollectionId = (WbxmlTag)0x0012;

    /// <summary>In all versions.</summary>
    public const WbxmlTag GetChanges = (WbxmlTag)0x0013;

    /// <summary>In all versions.</summary>
    public const WbxmlTag MoreAvailable = (WbxmlTag)0x0014;

    /// <summary>In all versions.</summary>
    public const WbxmlTag WindowSize = (WbxmlTag)0x0015;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Commands = (WbxmlTag)0x0016;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Options = (WbxmlTag)0x0017;

    /// <summary>In all versions.</summary>
    public const WbxmlTag FilterType = (WbxmlTag)0x0018;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Truncation = (WbxmlTag)0x0019;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag RTFTruncation = (WbxmlTag)0x001A;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Conflict = (WbxmlTag)0x001B;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Collections = (WbxmlTag)0x001C;

    /// <summary>In all versions.</summary>
    public const WbxmlTag ApplicationData = (WbxmlTag)0x001D;

    /// <summary>In all versions.</summary>
    public const WbxmlTag DeletesAsMoves = (WbxmlTag)0x001E;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag NotifyGUID = (WbxmlTag)0x001F;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Supported = (WbxmlTag)0x0020;

    /// <summary>In all versions.</summary>
    public const WbxmlTag SoftDelete = (WbxmlTag)0x0021;

    /// <summary>In all versions.</summary>
    public const WbxmlTag MIMESupport = (WbxmlTag)0x0022;

    /// <summary>In all versions.</summary>
    public const WbxmlTag MIMETruncation = (WbxmlTag)0x0023;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag Wait = (WbxmlTag)0x0024;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag Limit = (WbxmlTag)0x0025;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag Partial = (WbxmlTag)0x0026;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag ConversationMode = (WbxmlTag)0x0027;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag MaxItems = (WbxmlTag)0x0028;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag HeartbeatInterval = (WbxmlTag)0x0029;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(0, "AirSync",
    [
        (Sync, nameof(Sync)),
        (Responses, nameof(Responses)),
        (Add, nameof(Add)),
        (Change, nameof(Change)),
        (Delete, nameof(Delete)),
        (Fetch, nameof(Fetch)),
        (SyncKey, nameof(SyncKey)),
        (ClientId, nameof(ClientId)),
        (ServerId, nameof(ServerId)),
        (Status, nameof(Status)),
        (Collection, nameof(Collection)),
        (Class, nameof(Class)),
        (Version, nameof(Version)),
        (CollectionId, nameof(CollectionId)),
        (GetChanges, nameof(GetChanges)),
        (MoreAvailable, nameof(MoreAvailable)),
        (WindowSize, nameof(WindowSize)),
        (Commands, nameof(Commands)),
        (Options, nameof(Options)),
        (FilterType, nameof(FilterType)),
        (Truncation, nameof(Truncation)),
        (RTFTruncation, nameof(RTFTruncation)),
        (Conflict, nameof(Conflict)),
        (Collections, nameof(Collections)),
        (ApplicationData, nameof(ApplicationData)),
        (DeletesAsMoves, nameof(DeletesAsMoves)),
        (NotifyGUID, nameof(NotifyGUID)),
        (Supported, nameof(Supported)),
        (SoftDelete, nameof(SoftDelete)),
        (MIMESupport, nameof(MIMESupport)),
        (MIMETruncation, nameof(MIMETruncation)),
        (Wait, nameof(Wait)),
        (Limit, nameof(Limit)),
        (Partial, nameof(Partial)),
        (ConversationMode, nameof(ConversationMode)),
        (MaxItems, nameof(MaxItems)),
        (HeartbeatInterval, nameof(HeartbeatInterval)),
    ]);
}
