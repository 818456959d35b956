using Carbonio.Cloud.ActiveSync.Settings;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Provision;

/// <summary>A Provision request.</summary>
/// <remarks>[MS-ASPROV] 2.2.2.44 Provision.</remarks>
internal sealed record ProvisionRequest
{
    /// <summary>What the device told of itself; null when it told nothing.</summary>
    public DeviceInformationChange? DeviceInformation { get; private set; }

    /// <summary>Asks for a policy, or acknowledges one.</summary>
    public bool HasPolicy { get; private set; }

    public string? PolicyType { get; private set; }

    public string? PolicyKey { get; private set; }

    /// <summary>What the device did with the policy: then this is the acknowledgement. 0 for what is no number.</summary>
    public int? PolicyStatus { get; private set; }

    /// <summary>What the device says of its wipe; null when it says nothing.</summary>
    public WipeAcknowledgement? Wipe { get; private set; }

    /// <returns>Null, with the status to answer, when the body is no such request.</returns>
    public static ProvisionRequest? Read(ReadOnlySpan<byte> body, out CommonStatus refusal)
    {
        refusal = body.IsEmpty ? CommonStatus.InvalidContent : CommonStatus.InvalidXML;
        if (body.IsEmpty)
        {
            return null;
        }

        var reader = new WbxmlReader(body);
        var request = new ProvisionRequest();
        var isProvision = reader.Read() == WbxmlNodeKind.StartElement && reader.Tag == ProvisionPage.Provision;
        if (isProvision)
        {
            request.ReadChildren(ref reader);
        }

        if (reader.IsBroken())
        {
            refusal = CommonStatus.InvalidWBXML;
            return null;
        }

        return isProvision ? request : null;
    }

    private void ReadChildren(ref WbxmlReader reader)
    {
        var provision = reader.Depth;
        while (reader.ReadChild(provision))
        {
            switch (reader.Tag)
            {
                case SettingsPage.DeviceInformation:
                    DeviceInformation = DeviceInformationChange.Read(ref reader);
                    break;
                case ProvisionPage.Policies:
                    ReadPolicies(ref reader);
                    break;
                case ProvisionPage.RemoteWipe or ProvisionPage.AccountOnlyRemoteWipe:
                    Wipe = WipeAcknowledgement.Read(ref reader);
                    break;
            }
        }
    }

    private void ReadPolicies(ref WbxmlReader reader)
    {
        var policies = reader.Depth;
        while (reader.ReadChild(policies))
        {
            if (reader.Tag == ProvisionPage.Policy && !HasPolicy)
            {
                HasPolicy = true;
                ReadPolicy(ref reader);
            }
        }
    }

    private void ReadPolicy(ref WbxmlReader reader)
    {
        var policy = reader.Depth;
        while (reader.ReadChild(policy))
        {
            switch (reader.Tag)
            {
                case ProvisionPage.PolicyType:
                    PolicyType = reader.ReadText();
                    break;
                case ProvisionPage.PolicyKey:
                    PolicyKey = reader.ReadText();
                    break;
                case ProvisionPage.Status:
                    PolicyStatus = reader.ReadInt32() ?? 0;
                    break;
            }
        }
    }
}
