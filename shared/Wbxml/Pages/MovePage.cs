namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 5, Move. Tokens are 0x05 to 0x3F; on the wire 0x40 is added when the tag has content.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1, Code Page 5: Move.</remarks>
public static class MovePage
{
    /// <summary>In all versions.</summary>
    public const WbxmlTag MoveItems = (WbxmlTag)0x0505;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Move = (WbxmlTag)0x0506;

    /// <summary>In all versions.</summary>
    public const WbxmlTag SrcMsgId = (WbxmlTag)0x0507;

    /// <summary>In all versions.</summary>
    public const WbxmlTag SrcFldId = (WbxmlTag)0x0508;

    /// <summary>In all versions.</summary>
    public const WbxmlTag DstFldId = (WbxmlTag)0x0509;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Response = (WbxmlTag)0x050A;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Status = (WbxmlTag)0x050B;

    /// <summary>In all versions.</summary>
    public const WbxmlTag DstMsgId = (WbxmlTag)0x050C;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(5, "Move",
    [
        (MoveItems, nameof(MoveItems)),
        (Move, nameof(Move)),
        (SrcMsgId, nameof(SrcMsgId)),
        (SrcFldId, nameof(SrcFldId)),
        (DstFldId, nameof(DstFldId)),
        (Response, nameof(Response)),
        (Status, nameof(Status)),
        (DstMsgId, nameof(DstMsgId)),
    ]);
}
