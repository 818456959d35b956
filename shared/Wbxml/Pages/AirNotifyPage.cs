namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 3, AirNotify: notifications by text message of 2.5 devices, dead since.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1 Code Pages names the page and leaves its tokens out.</remarks>
public static class AirNotifyPage
{
    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Notify = (WbxmlTag)0x0305;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Notification = (WbxmlTag)0x0306;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Version = (WbxmlTag)0x0307;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag LifeTime = (WbxmlTag)0x0308;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag DeviceInfo = (WbxmlTag)0x0309;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Enable = (WbxmlTag)0x030A;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Folder = (WbxmlTag)0x030B;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag ServerId = (WbxmlTag)0x030C;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag DeviceAddress = (WbxmlTag)0x030D;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag ValidCarrierProfiles = (WbxmlTag)0x030E;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag CarrierProfile = (WbxmlTag)0x030F;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Status = (WbxmlTag)0x0310;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Responses = (WbxmlTag)0x0311;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Devices = (WbxmlTag)0x0312;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Device = (WbxmlTag)0x0313;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Id = (WbxmlTag)0x0314;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Expiry = (WbxmlTag)0x0315;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag NotifyGUID = (WbxmlTag)0x0316;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag DeviceFriendlyName = (WbxmlTag)0x0317;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(3, "AirNotify",
    [
        (Notify, nameof(Notify)),
        (Notification, nameof(Notification)),
        (Version, nameof(Version)),
        (LifeTime, nameof(LifeTime)),
        (DeviceInfo, nameof(DeviceInfo)),
        (Enable, nameof(Enable)),
        (Folder, nameof(Folder)),
        (ServerId, nameof(ServerId)),
        (DeviceAddress, nameof(DeviceAddress)),
        (ValidCarrierProfiles, nameof(ValidCarrierProfiles)),
        (CarrierProfile, nameof(CarrierProfile)),
        (Status, nameof(Status)),
        (Responses, nameof(Responses)),
        (Devices, nameof(Devices)),
        (Device, nameof(Device)),
        (Id, nameof(Id)),
        (Expiry, nameof(Expiry)),
        (NotifyGUID, nameof(NotifyGUID)),
        (DeviceFriendlyName, nameof(DeviceFriendlyName)),
    ]);
}
