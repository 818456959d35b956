namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 15, Search. Tokens are 0x05 to 0x3F; on the wire 0x40 is added when the tag has content.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1, Code Page 15: Search.</remarks>
public static class SearchPage
{
    /// <summary>In all versions.</summary>
    public const WbxmlTag Search = (WbxmlTag)0x0F05;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Store = (WbxmlTag)0x0F07;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Name = (WbxmlTag)0x0F08;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Query = (WbxmlTag)0x0F09;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Options = (WbxmlTag)0x0F0A;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Range = (WbxmlTag)0x0F0B;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Status = (WbxmlTag)0x0F0C;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Response = (WbxmlTag)0x0F0D;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Result = (WbxmlTag)0x0F0E;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Properties = (WbxmlTag)0x0F0F;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Total = (WbxmlTag)0x0F10;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag EqualTo = (WbxmlTag)0x0F11;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Value = (WbxmlTag)0x0F12;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag And = (WbxmlTag)0x0F13;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Or = (WbxmlTag)0x0F14;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag FreeText = (WbxmlTag)0x0F15;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag DeepTraversal = (WbxmlTag)0x0F17;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag LongId = (WbxmlTag)0x0F18;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag RebuildResults = (WbxmlTag)0x0F19;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag LessThan = (WbxmlTag)0x0F1A;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag GreaterThan = (WbxmlTag)0x0F1B;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Schema = (WbxmlTag)0x0F1C;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Supported = (WbxmlTag)0x0F1D;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag UserName = (WbxmlTag)0x0F1E;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag Password = (WbxmlTag)0x0F1F;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag ConversationId = (WbxmlTag)0x0F20;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag Picture = (WbxmlTag)0x0F21;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag MaxSize = (WbxmlTag)0x0F22;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag MaxPictures = (WbxmlTag)0x0F23;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(15, "Search",
    [
        (Search, nameof(Search)),
        (Store, nameof(Store)),
        (Name, nameof(Name)),
        (Query, nameof(Query)),
        (Options, nameof(Options)),
        (Range, nameof(Range)),
        (Status, nameof(Status)),
        (Response, nameof(Response)),
        (Result, nameof(Result)),
        (Properties, nameof(Properties)),
        (Total, nameof(Total)),
        (EqualTo, nameof(EqualTo)),
        (Value, nameof(Value)),
        (And, nameof(And)),
        (Or, nameof(Or)),
        (FreeText, nameof(FreeText)),
        (DeepTraversal, nameof(DeepTraversal)),
        (LongId, nameof(LongId)),
        (RebuildResults, nameof(RebuildResults)),
        (LessThan, nameof(LessThan)),
        (GreaterThan, nameof(GreaterThan)),
        (Schema, nameof(Schema)),
        (Supported, nameof(Supported)),
        (UserName, nameof(UserName)),
        (Password, nameof(Password)),
        (ConversationId, nameof(ConversationId)),
        (Picture, nameof(Picture)),
        (MaxSize, nameof(MaxSize)),
        (MaxPictures, nameof(MaxPictures)),
    ]);
}
