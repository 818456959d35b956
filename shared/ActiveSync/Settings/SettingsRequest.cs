using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Settings;

/// <summary>A Settings request: which parts it has, and whether each gets or sets.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.18 Settings.</remarks>
internal sealed class SettingsRequest
{
    private readonly List<WbxmlTag> parts = [];
    private readonly List<WbxmlTag> gets = [];

    /// <summary>What the device tells of itself; null when it does not, or not in the right form.</summary>
    public DeviceInformationChange? DeviceInformation { get; private set; }

    /// <summary>The Oof part; null when there is none.</summary>
    public OofRequest? Oof { get; private set; }

    /// <summary>False when nothing in it is known.</summary>
    public bool HasParts => parts.Count > 0;

    public bool Has(WbxmlTag part) => parts.Contains(part);

    /// <summary>The part has a Get.</summary>
    public bool Gets(WbxmlTag part) => gets.Contains(part);

    /// <returns>Null, with the status to answer, when the body is no such request.</returns>
    public static SettingsRequest? Read(ReadOnlySpan<byte> body, out CommonStatus refusal)
    {
        refusal = body.IsEmpty ? CommonStatus.InvalidContent : CommonStatus.InvalidXML;
        if (body.IsEmpty)
        {
            return null;
        }

        var reader = new WbxmlReader(body);
        var request = new SettingsRequest();
        var isSettings = reader.Read() == WbxmlNodeKind.StartElement && reader.Tag == SettingsPage.Settings;
        if (isSettings)
        {
            request.ReadParts(ref reader);
        }

        if (reader.IsBroken())
        {
            refusal = CommonStatus.InvalidWBXML;
            return null;
        }

        return isSettings ? request : null;
    }

    private void ReadParts(ref WbxmlReader reader)
    {
        var settings = reader.Depth;
        while (reader.ReadChild(settings))
        {
            switch (reader.Tag)
            {
                case SettingsPage.DeviceInformation:
                    parts.Add(reader.Tag);
                    DeviceInformation = DeviceInformationChange.Read(ref reader);
                    break;
                case SettingsPage.Oof:
                    parts.Add(reader.Tag);
                    Oof = OofRequest.Read(ref reader);
                    break;
                case SettingsPage.UserInformation or SettingsPage.DevicePassword or SettingsPage.RightsManagementInformation:
                    parts.Add(reader.Tag);
                    ReadPart(ref reader, reader.Tag);
                    break;
            }
        }
    }

    private void ReadPart(ref WbxmlReader reader, WbxmlTag part)
    {
        var depth = reader.Depth;
        while (reader.ReadChild(depth))
        {
            if (reader.Tag == SettingsPage.Get)
            {
                gets.Add(part);
            }
        }
    }
}
