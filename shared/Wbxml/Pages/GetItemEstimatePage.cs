namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 6, GetItemEstimate. Tokens are 0x05 to 0x3F; on the wire 0x40 is added when the tag has content.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1, Code Page 6: GetItemEstimate.</remarks>
public static class GetItemEstimatePage
{
    /// <summary>In all versions.</summary>
    public const WbxmlTag GetItemEstimate = (WbxmlTag)0x0605;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Version = (WbxmlTag)0x0606;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Collections = (WbxmlTag)0x0607;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Collection = (WbxmlTag)0x0608;

    /// <summary>Versions 2.5 to 12.1.</summary>
    public const WbxmlTag Class = (WbxmlTag)0x0609;

    /// <summary>In all versions.</summary>
    public const WbxmlTag CollectionId = (WbxmlTag)0x060A;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag DateTime = (WbxmlTag)0x060B;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Estimate = (WbxmlTag)0x060C;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Response = (WbxmlTag)0x060D;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Status = (WbxmlTag)0x060E;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(6, "GetItemEstimate",
    [
        (GetItemEstimate, nameof(GetItemEstimate)),
        (Version, nameof(Version)),
        (Collections, nameof(Collections)),
        (Collection, nameof(Collection)),
        (Class, nameof(Class)),
        (CollectionId, nameof(CollectionId)),
        (DateTime, nameof(DateTime)),
        (Estimate, nameof(Estimate)),
        (Response, nameof(Response)),
        (Status, nameof(Status)),
    ]);
}
