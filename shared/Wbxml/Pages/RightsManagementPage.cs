namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 24, RightsManagement. Tokens are 0x05 to 0x3F; on the wire 0x40 is added when the tag has content.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1, Code Page 24: RightsManagement.</remarks>
public static class RightsManagementPage
{
    /// <summary>Since 14.1.</summary>
    public const WbxmlTag RightsManagementSupport = (WbxmlTag)0x1805;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag RightsManagementTemplates = (WbxmlTag)0x1806;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag RightsManagementTemplate = (WbxmlTag)0x1807;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag RightsManagementLicense = (WbxmlTag)0x1808;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag EditAllowed = (WbxmlTag)0x1809;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag ReplyAllowed = (WbxmlTag)0x180A;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag ReplyAllAllowed = (WbxmlTag)0x180B;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag ForwardAllowed = (WbxmlTag)0x180C;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag ModifyRecipientsAllowed = (WbxmlTag)0x180D;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag ExtractAllowed = (WbxmlTag)0x180E;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag PrintAllowed = (WbxmlTag)0x180F;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag ExportAllowed = (WbxmlTag)0x1810;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag ProgrammaticAccessAllowed = (WbxmlTag)0x1811;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag Owner = (WbxmlTag)0x1812;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag ContentExpiryDate = (WbxmlTag)0x1813;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag TemplateID = (WbxmlTag)0x1814;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag TemplateName = (WbxmlTag)0x1815;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag TemplateDescription = (WbxmlTag)0x1816;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag ContentOwner = (WbxmlTag)0x1817;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag RemoveRightsManagementProtection = (WbxmlTag)0x1818;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(24, "RightsManagement",
    [
        (RightsManagementSupport, nameof(RightsManagementSupport)),
        (RightsManagementTemplates, nameof(RightsManagementTemplates)),
        (RightsManagementTemplate, nameof(RightsManagementTemplate)),
        (RightsManagementLicense, nameof(RightsManagementLicense)),
        (EditAllowed, nameof(EditAllowed)),
        (ReplyAllowed, nameof(ReplyAllowed)),
        (ReplyAllAllowed, nameof(ReplyAllAllowed)),
        (ForwardAllowed, nameof(ForwardAllowed)),
        (ModifyRecipientsAllowed, nameof(ModifyRecipientsAllowed)),
        (ExtractAllowed, nameof(ExtractAllowed)),
        (PrintAllowed, nameof(PrintAllowed)),
        (ExportAllowed, nameof(ExportAllowed)),
        (ProgrammaticAccessAllowed, nameof(ProgrammaticAccessAllowed)),
        (Owner, nameof(Owner)),
        (ContentExpiryDate, nameof(ContentExpiryDate)),
        (TemplateID, nameof(TemplateID)),
        (TemplateName, nameof(TemplateName)),
        (TemplateDescription, nameof(TemplateDescription)),
        (ContentOwner, nameof(ContentOwner)),
        (RemoveRightsManagementProtection, nameof(RemoveRightsManagementProtection)),
    ]);
}
