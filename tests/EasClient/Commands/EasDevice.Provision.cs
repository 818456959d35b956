namespace Carbonio.Cloud.EasClient;

public sealed partial class EasDevice
{
    private const string PolicyType = "MS-EAS-Provisioning-WBXML";

    /// <summary>Fetches the policy, accepts it, and keeps the final key, or goes on with key 0 when there is no policy.</summary>
    /// <returns>The answer of the first phase, which holds the policy.</returns>
    /// <exception cref="EasViolationException">A phase failed.</exception>
    public async Task<ProvisionAnswer> ProvisionAsync(CancellationToken cancellationToken)
    {
        PolicyKey = "0";
        var offer = await FetchPolicyAsync(cancellationToken);
        if (offer is { Status: 1, PolicyStatus: 2 })
        {
            return offer;
        }

        if (offer is not { Status: 1, PolicyStatus: 1, PolicyKey: { } temporary })
        {
            throw new EasViolationException($"The policy was not handed out:\n{offer.Answer.Document}");
        }

        var accepted = await AcknowledgePolicyAsync(temporary, 1, cancellationToken);
        PolicyKey = accepted is { Status: 1, PolicyStatus: 1, PolicyKey: { } final }
            ? final
            : throw new EasViolationException($"The acknowledgement was not taken:\n{accepted.Answer.Document}");
        return offer;
    }

    /// <summary>The first phase: describes the device and asks for the policy.</summary>
    /// <remarks>[MS-ASPROV] 3.1.5.1.1 Initial Request. From 14.1 on it carries the device's description.</remarks>
    public Task<ProvisionAnswer> FetchPolicyAsync(CancellationToken cancellationToken) =>
        ProvisionAsync(
            WbxmlNode.Of(
                "Provision:Provision",
                WbxmlNode.Of(
                    "Settings:DeviceInformation",
                    WbxmlNode.Of("Settings:Set", DescriptionOfDevice())),
                WbxmlNode.Of(
                    "Provision:Policies",
                    WbxmlNode.Of("Provision:Policy", WbxmlNode.Of("Provision:PolicyType", PolicyType)))),
            cancellationToken);

    /// <summary>The second phase: says what became of the policy, with its temporary key in header and body.</summary>
    /// <param name="temporaryKey">From the first phase.</param>
    /// <param name="status">1 applied, 2 partly, 3 refused, 4 managed by somebody else.</param>
    /// <param name="cancellationToken">Hangs up.</param>
    /// <remarks>[MS-ASPROV] 3.1.5.1.2 Acknowledgment Request.</remarks>
    public Task<ProvisionAnswer> AcknowledgePolicyAsync(string temporaryKey, int status, CancellationToken cancellationToken)
    {
        PolicyKey = temporaryKey;
        return ProvisionAsync(
            WbxmlNode.Of(
                "Provision:Provision",
                WbxmlNode.Of(
                    "Provision:Policies",
                    WbxmlNode.Of(
                        "Provision:Policy",
                        WbxmlNode.Of("Provision:PolicyType", PolicyType),
                        WbxmlNode.Of("Provision:PolicyKey", temporaryKey),
                        WbxmlNode.Of("Provision:Status", status)))),
            cancellationToken);
    }

    /// <summary>Says what became of a wipe.</summary>
    /// <param name="accountOnly">It was of this account only.</param>
    /// <param name="status">1 done, 2 failed.</param>
    /// <param name="cancellationToken">Hangs up.</param>
    /// <remarks>[MS-ASPROV] 3.1.5.1.2.2 Acknowledging a Remote Wipe Directive.</remarks>
    public Task<ProvisionAnswer> ConfirmWipeAsync(bool accountOnly, int status, CancellationToken cancellationToken) =>
        ProvisionAsync(
            WbxmlNode.Of(
                "Provision:Provision",
                WbxmlNode.Of(accountOnly ? "Provision:AccountOnlyRemoteWipe" : "Provision:RemoteWipe", WbxmlNode.Of("Provision:Status", status))),
            cancellationToken);

    private async Task<ProvisionAnswer> ProvisionAsync(WbxmlNode request, CancellationToken cancellationToken)
    {
        var answer = await SendAsync("Provision", request, cancellationToken);
        var root = answer.Document;
        var policy = root.Find("Provision:Policies")?.Find("Provision:Policy");
        var settings = policy?.Find("Provision:Data")?.Find("Provision:EASProvisionDoc");
        return new ProvisionAnswer(
            root.NumberOf("Provision:Status") ?? 0,
            root.Find("Settings:DeviceInformation")?.NumberOf("Settings:Status"),
            policy?.NumberOf("Provision:Status"),
            policy?.TextOf("Provision:PolicyType"),
            policy?.TextOf("Provision:PolicyKey"),
            settings?.Children.ToDictionary(setting => setting.Tag.Name, setting => setting.Text ?? ""),
            root.Has("Provision:RemoteWipe"),
            root.Has("Provision:AccountOnlyRemoteWipe"),
            answer);
    }

    private List<WbxmlNode> DescriptionOfDevice() =>
    [
        WbxmlNode.Of("Settings:Model", "Test phone"),
        WbxmlNode.Of("Settings:IMEI", "490154203237518"),
        WbxmlNode.Of("Settings:FriendlyName", $"Phone {Settings.DeviceId}"),
        WbxmlNode.Of("Settings:OS", "Test OS 1.0"),
        WbxmlNode.Of("Settings:OSLanguage", "English"),
        WbxmlNode.Of("Settings:UserAgent", Settings.UserAgent),
    ];
}
