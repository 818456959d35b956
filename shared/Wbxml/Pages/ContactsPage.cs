namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 1, Contacts. Tokens are 0x05 to 0x3F; on the wire 0x40 is added when the tag has content.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1, Code Page 1: Contacts.</remarks>
public static class ContactsPage
{
    /// <summary>In all versions.</summary>
    public const WbxmlTag Anniversary = (WbxmlTag)0x0105;

    /// <summary>In all versions.</summary>
    public const WbxmlTag AssistantName = (WbxmlTag)0x0106;

    /// <summary>In all versions.</summary>
    public const WbxmlTag AssistantPhoneNumber = (WbxmlTag)0x0107;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Birthday = (WbxmlTag)0x0108;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Body = (WbxmlTag)0x0109;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag BodySize = (WbxmlTag)0x010A;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag BodyTruncated = (WbxmlTag)0x010B;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Business2PhoneNumber = (WbxmlTag)0x010C;

    /// <summary>In all versions.</summary>
    public const WbxmlTag BusinessAddressCity = (WbxmlTag)0x010D;

    /// <summary>In all versions.</summary>
    public const WbxmlTag BusinessAddressCountry = (WbxmlTag)0x010E;

    /// <summary>In all versions.</summary>
    public const WbxmlTag BusinessAddressPostalCode = (WbxmlTag)0x010F;

    /// <summary>In all versions.</summary>
    public const WbxmlTag BusinessAddressState = (WbxmlTag)0x0110;

    /// <summary>In all versions.</summary>
    public const WbxmlTag BusinessAddressStreet = (WbxmlTag)0x0111;

    /// <summary>In all versions.</summary>
    public const WbxmlTag BusinessFaxNumber = (WbxmlTag)0x0112;

    /// <summary>In all versions.</summary>
    public const WbxmlTag BusinessPhoneNumber = (WbxmlTag)0x0113;

    /// <summary>In all versions.</summary>
    public const WbxmlTag CarPhoneNumber = (WbxmlTag)0x0114;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Categories = (WbxmlTag)0x0115;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Category = (WbxmlTag)0x0116;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Children = (WbxmlTag)0x0117;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Child = (WbxmlTag)0x0118;

    /// <summary>In all versions.</summary>
    public const WbxmlTag CompanyName = (WbxmlTag)0x0119;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Department = (WbxmlTag)0x011A;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Email1Address = (WbxmlTag)0x011B;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Email2Address = (WbxmlTag)0x011C;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Email3Address = (WbxmlTag)0x011D;

    /// <summary>In all versions.</summary>
    public const WbxmlTag FileAs = (WbxmlTag)0x011E;

    /// <summary>In all versions.</summary>
    public const WbxmlTag FirstName = (WbxmlTag)0x011F;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Home2PhoneNumber = (WbxmlTag)0x0120;

    /// <summary>In all versions.</summary>
    public const WbxmlTag HomeAddressCity = (WbxmlTag)0x0121;

    /// <summary>In all versions.</summary>
    public const WbxmlTag HomeAddressCountry = (WbxmlTag)0x0122;

    /// <summary>In all versions.</summary>
    public const WbxmlTag HomeAddressPostalCode = (WbxmlTag)0x0123;

    /// <summary>In all versions.</summary>
    public const WbxmlTag HomeAddressState = (WbxmlTag)0x0124;

    /// <summary>In all versions.</summary>
    public const WbxmlTag HomeAddressStreet = (WbxmlTag)0x0125;

    /// <summary>In all versions.</summary>
    public const WbxmlTag HomeFaxNumber = (WbxmlTag)0x0126;

    /// <summary>In all versions.</summary>
    public const WbxmlTag HomePhoneNumber = (WbxmlTag)0x0127;

    /// <summary>In all versions.</summary>
    public const WbxmlTag JobTitle = (WbxmlTag)0x0128;

    /// <summary>In all versions.</summary>
    public const WbxmlTag LastName = (WbxmlTag)0x0129;

    /// <summary>In all versions.</summary>
    public const WbxmlTag MiddleName = (WbxmlTag)0x012A;

    /// <summary>In all versions.</summary>
    public const WbxmlTag MobilePhoneNumber = (WbxmlTag)0x012B;

    /// <summary>In all versions.</summary>
    public const WbxmlTag OfficeLocation = (WbxmlTag)0x012C;

    /// <summary>In all versions.</summary>
    public const WbxmlTag OtherAddressCity = (WbxmlTag)0x012D;

    /// <summary>In all versions.</summary>
    public const WbxmlTag OtherAddressCountry = (WbxmlTag)0x012E;

    /// <summary>In all versions.</summary>
    public const WbxmlTag OtherAddressPostalCode = (WbxmlTag)0x012F;

    /// <summary>In all versions.</summary>
    public const WbxmlTag OtherAddressState = (WbxmlTag)0x0130;

    /// <summary>In all versions.</summary>
    public const WbxmlTag OtherAddressStreet = (WbxmlTag)0x0131;

    /// <summary>In all versions.</summary>
    public const WbxmlTag PagerNumber = (WbxmlTag)0x0132;

    /// <summary>In all versions.</summary>
    public const WbxmlTag RadioPhoneNumber = (WbxmlTag)0x0133;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Spouse = (WbxmlTag)0x0134;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Suffix = (WbxmlTag)0x0135;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Title = (WbxmlTag)0x0136;

    /// <summary>In all versions.</summary>
    public const WbxmlTag WebPage = (WbxmlTag)0x0137;

    /// <summary>In all versions.</summary>
    public const WbxmlTag YomiCompanyName = (WbxmlTag)0x0138;

    /// <summary>In all versions.</summary>
    public const WbxmlTag YomiFirstName = (WbxmlTag)0x0139;

    /// <summary>In all versions.</summary>
    public const WbxmlTag YomiLastName = (WbxmlTag)0x013A;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag CompressedRTF = (WbxmlTag)0x013B;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Picture = (WbxmlTag)0x013C;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag Alias = (WbxmlTag)0x013D;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag WeightedRank = (WbxmlTag)0x013E;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(1, "Contacts",
    [
        (Anniversary, nameof(Anniversary)),
        (AssistantName, nameof(AssistantName)),
        (AssistantPhoneNumber, nameof(AssistantPhoneNumber)),
        (Birthday, nameof(Birthday)),
        (Body, nameof(Body)),
        (BodySize, nameof(BodySize)),
        (BodyTruncated, nameof(BodyTruncated)),
        (Business2PhoneNumber, nameof(Business2PhoneNumber)),
        (BusinessAddressCity, nameof(BusinessAddressCity)),
        (BusinessAddressCountry, nameof(BusinessAddressCountry)),
        (BusinessAddressPostalCode, nameof(BusinessAddressPostalCode)),
        (BusinessAddressState, nameof(BusinessAddressState)),
        (BusinessAddressStreet, nameof(BusinessAddressStreet)),
        (BusinessFaxNumber, nameof(BusinessFaxNumber)),
        (BusinessPhoneNumber, nameof(BusinessPhoneNumber)),
        (CarPhoneNumber, nameof(CarPhoneNumber)),
        (Categories, nameof(Categories)),
        (Category, nameof(Category)),
        (Children, nameof(Children)),
        (Child, nameof(Child)),
        (CompanyName, nameof(CompanyName)),
        (Department, nameof(Department)),
        (Email1Address, nameof(Email1Address)),
        (Email2Address, nameof(Email2Address)),
        (Email3Address, nameof(Email3Address)),
        (FileAs, nameof(FileAs)),
        (FirstName, nameof(FirstName)),
        (Home2PhoneNumber, nameof(Home2PhoneNumber)),
        (HomeAddressCity, nameof(HomeAddressCity)),
        (HomeAddressCountry, nameof(HomeAddressCountry)),
        (HomeAddressPostalCode, nameof(HomeAddressPostalCode)),
        (HomeAddressState, nameof(HomeAddressState)),
        (HomeAddressStreet, nameof(HomeAddressStreet)),
        (HomeFaxNumber, nameof(HomeFaxNumber)),
        (HomePhoneNumber, nameof(HomePhoneNumber)),
        (JobTitle, nameof(JobTitle)),
        (LastName, nameof(LastName)),
        (MiddleName, nameof(MiddleName)),
        (MobilePhoneNumber, nameof(MobilePhoneNumber)),
        (OfficeLocation, nameof(OfficeLocation)),
        (OtherAddressCity, nameof(OtherAddressCity)),
        (OtherAddressCountry, nameof(OtherAddressCountry)),
        (OtherAddressPostalCode, nameof(OtherAddressPostalCode)),
        (OtherAddressState, nameof(OtherAddressState)),
        (OtherAddressStreet, nameof(OtherAddressStreet)),
        (PagerNumber, nameof(PagerNumber)),
        (RadioPhoneNumber, nameof(RadioPhoneNumber)),
        (Spouse, nameof(Spouse)),
        (Suffix, nameof(Suffix)),
        (Title, nameof(Title)),
        (WebPage, nameof(WebPage)),
        (YomiCompanyName, nameof(YomiCompanyName)),
        (YomiFirstName, nameof(YomiFirstName)),
        (YomiLastName, nameof(YomiLastName)),
        (CompressedRTF, nameof(CompressedRTF)),
        (Picture, nameof(Picture)),
        (Alias, nameof(Alias)),
        (WeightedRank, nameof(WeightedRank)),
    ]);
}
