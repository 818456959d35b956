namespace Carbonio.Cloud.EasClient;

public sealed partial class EasDevice
{
    /// <summary>Describes the device.</summary>
    /// <remarks>[MS-ASCMD] 2.2.3.45 DeviceInformation.</remarks>
    public Task<SettingsAnswer> SetDeviceInformationAsync(CancellationToken cancellationToken) =>
        SettingsAsync(
            WbxmlNode.Of("Settings:DeviceInformation", WbxmlNode.Of("Settings:Set", DescriptionOfDevice())), cancellationToken);

    /// <summary>Asks for the owner's addresses.</summary>
    /// <remarks>[MS-ASCMD] 2.2.3.192 UserInformation.</remarks>
    public Task<SettingsAnswer> GetUserInformationAsync(CancellationToken cancellationToken) =>
        SettingsAsync(WbxmlNode.Of("Settings:UserInformation", WbxmlNode.Of("Settings:Get")), cancellationToken);

    private async Task<SettingsAnswer> SettingsAsync(WbxmlNode asked, CancellationToken cancellationToken)
    {
        var answer = await SendAsync("Settings", WbxmlNode.Of("Settings:Settings", asked), cancellationToken);
        var root = answer.Document;
        var user = root.Find("Settings:UserInformation");
        var addresses = user?.SelfAndDescendants().ToList() ?? [];
        return new SettingsAnswer(
            root.NumberOf("Settings:Status") ?? 0,
            root.Find("Settings:DeviceInformation")?.NumberOf("Settings:Status"),
            user?.NumberOf("Settings:Status"),
            [.. addresses.Where(node => node.Name == "Settings:SMTPAddress").Select(node => node.Text ?? "")],
            addresses.FirstOrDefault(node => node.Name == "Settings:PrimarySmtpAddress")?.Text,
            answer);
    }
}
