namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 20, ItemOperations. Tokens are 0x05 to 0x3F; on the wire 0x40 is added when the tag has content.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1, Code Page 20: ItemOperations.</remarks>
public static class ItemOperationsPage
{
    /// <summary>Since 12.0.</summary>
    public const WbxmlTag ItemOperations = (WbxmlTag)0x1405;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Fetch = (WbxmlTag)0x1406;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Store = (WbxmlTag)0x1407;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Options = (WbxmlTag)0x1408;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Range = (WbxmlTag)0x1409;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Total = (WbxmlTag)0x140A;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Properties = (WbxmlTag)0x140B;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Data = (WbxmlTag)0x140C;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Status = (WbxmlTag)0x140D;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Response = (WbxmlTag)0x140E;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Version = (WbxmlTag)0x140F;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Schema = (WbxmlTag)0x1410;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Part = (WbxmlTag)0x1411;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag EmptyFolderContents = (WbxmlTag)0x1412;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag DeleteSubFolders = (WbxmlTag)0x1413;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag UserName = (WbxmlTag)0x1414;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag Password = (WbxmlTag)0x1415;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag Move = (WbxmlTag)0x1416;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag DstFldId = (WbxmlTag)0x1417;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag ConversationId = (WbxmlTag)0x1418;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag MoveAlways = (WbxmlTag)0x1419;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(20, "ItemOperations",
    [
        (ItemOperations, nameof(ItemOperations)),
        (Fetch, nameof(Fetch)),
        (Store, nameof(Store)),
        (Options, nameof(Options)),
        (Range, nameof(Range)),
        (Total, nameof(Total)),
        (Properties, nameof(Properties)),
        (Data, nameof(Data)),
        (Status, nameof(Status)),
        (Response, nameof(Response)),
        (Version, nameof(Version)),
        (Schema, nameof(Schema)),
        (Part, nameof(Part)),
        (EmptyFolderContents, nameof(EmptyFolderContents)),
        (DeleteSubFolders, nameof(DeleteSubFolders)),
        (UserName, nameof(UserName)),
        (Password, nameof(Password)),
        (Move, nameof(Move)),
        (DstFldId, nameof(DstFldId)),
        (ConversationId, nameof(ConversationId)),
        (MoveAlways, nameof(MoveAlways)),
    ]);
}
