namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 17, AirSyncBase. Tokens are 0x05 to 0x3F; on the wire 0x40 is added when the tag has content.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1, Code Page 17: AirSyncBase.</remarks>
public static class AirSyncBasePage
{
    /// <summary>Since 12.0.</summary>
    public const WbxmlTag BodyPreference = (WbxmlTag)0x1105;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Type = (WbxmlTag)0x1106;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag TruncationSize = (WbxmlTag)0x1107;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag AllOrNone = (WbxmlTag)0x1108;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Body = (WbxmlTag)0x110A;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Data = (WbxmlTag)0x110B;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag EstimatedDataSize = (WbxmlTag)0x110C;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Truncated = (WbxmlTag)0x110D;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Attachments = (WbxmlTag)0x110E;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Attachment = (WbxmlTag)0x110F;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag DisplayName = (WbxmlTag)0x1110;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag FileReference = (WbxmlTag)0x1111;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Method = (WbxmlTag)0x1112;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag ContentId = (WbxmlTag)0x1113;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag ContentLocation = (WbxmlTag)0x1114;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag IsInline = (WbxmlTag)0x1115;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag NativeBodyType = (WbxmlTag)0x1116;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag ContentType = (WbxmlTag)0x1117;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag Preview = (WbxmlTag)0x1118;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag BodyPartPreference = (WbxmlTag)0x1119;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag BodyPart = (WbxmlTag)0x111A;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag Status = (WbxmlTag)0x111B;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag Add = (WbxmlTag)0x111C;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag Delete = (WbxmlTag)0x111D;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag ClientId = (WbxmlTag)0x111E;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag Content = (WbxmlTag)0x111F;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag Location = (WbxmlTag)0x1120;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag Annotation = (WbxmlTag)0x1121;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag Street = (WbxmlTag)0x1122;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag City = (WbxmlTag)0x1123;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag State = (WbxmlTag)0x1124;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag Country = (WbxmlTag)0x1125;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag PostalCode = (WbxmlTag)0x1126;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag Latitude = (WbxmlTag)0x1127;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag Longitude = (WbxmlTag)0x1128;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag Accuracy = (WbxmlTag)0x1129;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag Altitude = (WbxmlTag)0x112A;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag AltitudeAccuracy = (WbxmlTag)0x112B;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag LocationUri = (WbxmlTag)0x112C;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag InstanceId = (WbxmlTag)0x112D;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(17, "AirSyncBase",
    [
        (BodyPreference, nameof(BodyPreference)),
        (Type, nameof(Type)),
        (TruncationSize, nameof(TruncationSize)),
        (AllOrNone, nameof(AllOrNone)),
        (Body, nameof(Body)),
        (Data, nameof(Data)),
        (EstimatedDataSize, nameof(EstimatedDataSize)),
        (Truncated, nameof(Truncated)),
        (Attachments, nameof(Attachments)),
        (Attachment, nameof(Attachment)),
        (DisplayName, nameof(DisplayName)),
        (FileReference, nameof(FileReference)),
        (Method, nameof(Method)),
        (ContentId, nameof(ContentId)),
        (ContentLocation, nameof(ContentLocation)),
        (IsInline, nameof(IsInline)),
        (NativeBodyType, nameof(NativeBodyType)),
        (ContentType, nameof(ContentType)),
        (Preview, nameof(Preview)),
        (BodyPartPreference, nameof(BodyPartPreference)),
        (BodyPart, nameof(BodyPart)),
        (Status, nameof(Status)),
        (Add, nameof(Add)),
        (Delete, nameof(Delete)),
        (ClientId, nameof(ClientId)),
        (Content, nameof(Content)),
        (Location, nameof(Location)),
        (Annotation, nameof(Annotation)),
        (Street, nameof(Street)),
        (City, nameof(City)),
        (State, nameof(State)),
        (Country, nameof(Country)),
        (PostalCode, nameof(PostalCode)),
        (Latitude, nameof(Latitude)),
        (Longitude, nameof(Longitude)),
        (Accuracy, nameof(Accuracy)),
        (Altitude, nameof(Altitude)),
        (AltitudeAccuracy, nameof(AltitudeAccuracy)),
        (LocationUri, nameof(LocationUri)),
        (InstanceId, nameof(InstanceId)),
    ]);
}
