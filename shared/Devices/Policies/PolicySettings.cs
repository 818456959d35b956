using System.Globalization;

namespace Carbonio.Cloud.Devices.Policies;

/// <summary>From attributes, in their units, to the settings of a document, in its own.</summary>
/// <remarks>[MS-ASPROV] 2.2.2 Elements, as protocol versions from 12.1 on have them.</remarks>
internal static class PolicySettings
{
    // [MS-ASPROV] 2.2.2.32 MaxInactivityTimeDeviceLock: in seconds, 9999 and above for never.
    private const long NeverLocks = 9999;
    private const long LongestLock = NeverLocks - 1;
    private const long SecondsPerMinute = 60;

    private const long NotSaid = -1;

    public static IReadOnlyList<PolicySetting> Of(PolicyValues values)
    {
        var settings = new List<PolicySetting>(48);
        var password = values.Boolean("DevicePasswordEnabled");
        var encryption = !values.Boolean("SuppressDeviceEncryption");

        Add("DevicePasswordEnabled", password ? 1 : 0);
        if (password)
        {
            AddBoolean("AlphanumericDevicePasswordRequired");
        }

        if (encryption)
        {
            AddBoolean("RequireStorageCardEncryption");
        }

        if (password)
        {
            // Whatever the attribute says: there is no place yet for the recovery password that a device would send.
            Add("PasswordRecoveryEnabled", 0);
            AddInteger("MinDevicePasswordLength");
            Add("MaxInactivityTimeDeviceLock", LockSeconds(values.Integer("MaxInactivityTimeDeviceLock")));
            AddInteger("MaxDevicePasswordFailedAttempts");
            AddBoolean("AllowSimpleDevicePassword");
            AddInteger("DevicePasswordExpiration");
            AddInteger("DevicePasswordHistory");
        }

        AddUnlessNotSaid("AllowStorageCard");
        AddUnlessNotSaid("AllowCamera");
        if (encryption)
        {
            AddUnlessNotSaid("RequireDeviceEncryption");
        }

        AddUnlessNotSaid("AllowUnsignedApplications");
        AddUnlessNotSaid("AllowUnsignedInstallationPackages");
        if (password && values.Integer("MinDevicePasswordComplexCharacters") is > 0 and var kinds)
        {
            Add("MinDevicePasswordComplexCharacters", kinds); // 1 to 4; there is no 0 on the wire
        }

        AddUnlessNotSaid("AllowWiFi");
        AddUnlessNotSaid("AllowTextMessaging");
        AddUnlessNotSaid("AllowPOPIMAPEmail");
        AddUnlessNotSaid("AllowBluetooth");
        AddUnlessNotSaid("AllowIrDA");
        AddUnlessNotSaid("RequireManualSyncWhenRoaming");
        AddUnlessNotSaid("AllowDesktopSync");
        AddInteger("MaxCalendarAgeFilter");
        AddUnlessNotSaid("AllowHTMLEmail");
        AddInteger("MaxEmailAgeFilter");
        AddInteger("MaxEmailBodyTruncationSize"); // -1 says "no limit" on the wire too
        AddInteger("MaxEmailHTMLBodyTruncationSize");
        AddUnlessNotSaid("RequireSignedSMIMEMessages");
        AddUnlessNotSaid("RequireEncryptedSMIMEMessages");
        AddUnlessNotSaid("RequireSignedSMIMEAlgorithm");
        AddUnlessNotSaid("RequireEncryptionSMIMEAlgorithm");
        AddUnlessNotSaid("AllowSMIMEEncryptionAlgorithmNegotiation");
        AddUnlessNotSaid("AllowSMIMESoftCerts");
        AddUnlessNotSaid("AllowBrowser");
        AddUnlessNotSaid("AllowConsumerEmail");
        AddUnlessNotSaid("AllowRemoteDesktop");
        AddUnlessNotSaid("AllowInternetSharing");
        AddList("UnapprovedInROMApplicationList", "UnapprovedInROMApplication");
        AddList("ApprovedApplicationList", "ApprovedApplication");
        return settings;

        void Add(string name, long value) => settings.Add(new(name, [value.ToString(CultureInfo.InvariantCulture)]));

        void AddBoolean(string name) => Add(name, values.Boolean(name) ? 1 : 0);

        void AddInteger(string name) => Add(name, values.Integer(name));

        void AddUnlessNotSaid(string name)
        {
            if (values.Integer(name) is not NotSaid and var value)
            {
                Add(name, value);
            }
        }

        void AddList(string name, string attribute)
        {
            if (values.Text(attribute) is { } list)
            {
                settings.Add(new(name, list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
            }
        }
    }

    private static long LockSeconds(long minutes) => minutes == 0 ? NeverLocks : Math.Min(minutes * SecondsPerMinute, LongestLock);
}
