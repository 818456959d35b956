using System.Xml.Linq;
using Carbonio.Cloud.ActiveSync.Tests.Http;
using Carbonio.Cloud.ActiveSync.Versions;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Provision;

/// <summary>A device is sent no setting that its version does not know: some stumble over it and provision for ever.</summary>
public sealed class PolicyVersionTests
{
    private const string Fetch =
        "<Provision xmlns=\"Provision\"><Policies><Policy><PolicyType>MS-EAS-Provisioning-WBXML</PolicyType></Policy></Policies></Provision>";

    // [MS-ASPROV] 2.2.2: those that 12.0 has; all others of EASProvisionDoc came with 12.1.
    private static readonly string[] Since120 =
    [
        "DevicePasswordEnabled", "AlphanumericDevicePasswordRequired", "PasswordRecoveryEnabled", "AttachmentsEnabled", "MinDevicePasswordLength",
        "MaxInactivityTimeDeviceLock", "MaxDevicePasswordFailedAttempts", "MaxAttachmentSize", "AllowSimpleDevicePassword", "DevicePasswordExpiration",
        "DevicePasswordHistory",
    ];

    private static readonly string[] Since121 =
    [
        "RequireStorageCardEncryption", "AllowStorageCard", "AllowCamera", "RequireDeviceEncryption", "AllowUnsignedApplications",
        "AllowUnsignedInstallationPackages", "MinDevicePasswordComplexCharacters", "AllowWiFi", "AllowTextMessaging", "AllowPOPIMAPEmail",
        "AllowBluetooth", "AllowIrDA", "RequireManualSyncWhenRoaming", "AllowDesktopSync", "MaxCalendarAgeFilter", "AllowHTMLEmail",
        "MaxEmailAgeFilter", "MaxEmailBodyTruncationSize", "MaxEmailHTMLBodyTruncationSize", "RequireSignedSMIMEMessages",
        "RequireEncryptedSMIMEMessages", "RequireSignedSMIMEAlgorithm", "RequireEncryptionSMIMEAlgorithm", "AllowSMIMEEncryptionAlgorithmNegotiation",
        "AllowSMIMESoftCerts", "AllowBrowser", "AllowConsumerEmail", "AllowRemoteDesktop", "AllowInternetSharing", "UnapprovedInROMApplicationList",
        "ApprovedApplicationList",
    ];

    public static TheoryData<string> Versions => [.. VersionRules.Offered.Select(rules => rules.Name)];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Given_a_version_on_offer_when_it_is_sent_all_there_is_then_it_knows_each_element(string version)
    {
        using var eas = await EasInstance.CreateAsync(
            ("zimbraMobilePolicyApprovedApplication", "abc"),
            ("zimbraMobilePolicyUnapprovedInROMApplication", "game.exe"),
            ("zimbraMobilePolicyMinDevicePasswordComplexCharacters", "2"));

        using var answer = await eas.AnswerAsync(EasInstance.Request("Provision", xml: Fetch, version: version));

        var sent = XElement.Parse(EasXml.Read(answer)).Descendants().Single(element => element.Name.LocalName == "EASProvisionDoc").Elements().Select(element => element.Name.LocalName).ToArray();
        var known = string.CompareOrdinal(version, "12.1") >= 0 ? Since120.Concat(Since121) : Since120;
        Assert.Empty(sent.Except(known));
        Assert.Equal(sent.Distinct(), sent);
        Assert.Equal(40, sent.Length);
    }
}
