using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Settings;

/// <summary>What a device tells of itself, in Settings or in Provision. What it leaves out stays as it was; an empty value takes it back.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.45 DeviceInformation.</remarks>
internal sealed class DeviceInformationChange
{
    private readonly List<(WbxmlTag Tag, string? Value)> values = [];

    private DeviceInformationChange()
    {
    }

    /// <summary>Reads the element that the reader stands at.</summary>
    /// <returns>Null when it has no Set.</returns>
    public static DeviceInformationChange? Read(ref WbxmlReader reader)
    {
        DeviceInformationChange? change = null;
        var information = reader.Depth;
        while (reader.ReadChild(information))
        {
            if (reader.Tag == SettingsPage.Set)
            {
                change ??= new();
                change.ReadSet(ref reader);
            }
        }

        return change;
    }

    public DeviceInformation ApplyTo(DeviceInformation information)
    {
        foreach (var (tag, value) in values)
        {
            information = tag switch
            {
                SettingsPage.Model => information with { Model = value },
                SettingsPage.IMEI => information with { Imei = value },
                SettingsPage.FriendlyName => information with { FriendlyName = value },
                SettingsPage.OS => information with { Os = value },
                SettingsPage.OSLanguage => information with { OsLanguage = value },
                SettingsPage.PhoneNumber => information with { PhoneNumber = value },
                SettingsPage.MobileOperator => information with { MobileOperator = value },
                SettingsPage.UserAgent => information with { UserAgent = value },
                _ => information,
            };
        }

        return information;
    }

    private void ReadSet(ref WbxmlReader reader)
    {
        var set = reader.Depth;
        while (reader.ReadChild(set))
        {
            if (reader.Tag is SettingsPage.Model or SettingsPage.IMEI or SettingsPage.FriendlyName or SettingsPage.OS or SettingsPage.OSLanguage
                or SettingsPage.PhoneNumber or SettingsPage.MobileOperator or SettingsPage.UserAgent)
            {
                values.Add((reader.Tag, Cut(reader.ReadText())));
            }
        }
    }

    private static string? Cut(string value)
    {
        if (value.Length <= DeviceInformation.MaximumCharacters)
        {
            return value.Length == 0 ? null : value;
        }

        var end = DeviceInformation.MaximumCharacters;
        return value[..(char.IsHighSurrogate(value[end - 1]) ? end - 1 : end)];
    }
}
