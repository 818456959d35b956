namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 7, FolderHierarchy. Tokens are 0x05 to 0x3F; on the wire 0x40 is added when the tag has content.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1, Code Page 7: FolderHierarchy.</remarks>
public static class FolderHierarchyPage
{
    /// <summary>Versions 2.5 to 12.1.</summary>
    public const WbxmlTag Folders = (WbxmlTag)0x0705;

    /// <summary>Versions 2.5 to 12.1.</summary>
    public const WbxmlTag Folder = (WbxmlTag)0x0706;

    /// <summary>In all versions.</summary>
    public const WbxmlTag DisplayName = (WbxmlTag)0x0707;

    /// <summary>In all versions.</summary>
    public const WbxmlTag ServerId = (WbxmlTag)0x0708;

    /// <summary>In all versions.</summary>
    public const WbxmlTag ParentId = (WbxmlTag)0x0709;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Type = (WbxmlTag)0x070A;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Response = (WbxmlTag)0x070B;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Status = (WbxmlTag)0x070C;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag ContentClass = (WbxmlTag)0x070D;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Changes = (WbxmlTag)0x070E;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Add = (WbxmlTag)0x070F;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Delete = (WbxmlTag)0x0710;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Update = (WbxmlTag)0x0711;

    /// <summary>In all versions.</summary>
    public const WbxmlTag SyncKey = (WbxmlTag)0x0712;

    /// <summary>In all versions.</summary>
    public const WbxmlTag FolderCreate = (WbxmlTag)0x0713;

    /// <summary>In all versions.</summary>
    public const WbxmlTag FolderDelete = (WbxmlTag)0x0714;

    /// <summary>In all versions.</summary>
    public const WbxmlTag FolderUpdate = (WbxmlTag)0x0715;

    /// <summary>In all versions.</summary>
    public const WbxmlTag FolderSync = (WbxmlTag)0x0716;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Count = (WbxmlTag)0x0717;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Version = (WbxmlTag)0x0718;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(7, "FolderHierarchy",
    [
        (Folders, nameof(Folders)),
        (Folder, nameof(Folder)),
        (DisplayName, nameof(DisplayName)),
        (ServerId, nameof(ServerId)),
        (ParentId, nameof(ParentId)),
        (Type, nameof(Type)),
        (Response, nameof(Response)),
        (Status, nameof(Status)),
        (ContentClass, nameof(ContentClass)),
        (Changes, nameof(Changes)),
        (Add, nameof(Add)),
        (Delete, nameof(Delete)),
        (Update, nameof(Update)),
        (SyncKey, nameof(SyncKey)),
        (FolderCreate, nameof(FolderCreate)),
        (FolderDelete, nameof(FolderDelete)),
        (FolderUpdate, nameof(FolderUpdate)),
        (FolderSync, nameof(FolderSync)),
        (Count, nameof(Count)),
        (Version, nameof(Version)),
    ]);
}
