namespace Carbonio.Cloud.EasClient;

/// <summary>An answer to Settings.</summary>
/// <param name="Status">Of the command.</param>
/// <param name="DeviceInformationStatus">What became of the device's description; null when none was sent.</param>
/// <param name="UserInformationStatus">Null when it was not asked for.</param>
/// <param name="Addresses">The owner's addresses.</param>
/// <param name="PrimaryAddress">The one that mail is sent from; null when none is named.</param>
/// <param name="Answer">The whole.</param>
public sealed record SettingsAnswer(
    long Status,
    long? DeviceInformationStatus,
    long? UserInformationStatus,
    IReadOnlyList<string> Addresses,
    string? PrimaryAddress,
    EasAnswer Answer);
