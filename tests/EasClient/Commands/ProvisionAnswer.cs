namespace Carbonio.Cloud.EasClient;

/// <summary>An answer to Provision.</summary>
/// <param name="Status">Of the command.</param>
/// <param name="DeviceInformationStatus">What became of the device's description; null when none was sent.</param>
/// <param name="PolicyStatus">Of the policy: 2 means that there is none for this device.</param>
/// <param name="PolicyType">The form of the policy.</param>
/// <param name="PolicyKey">Temporary in the first phase, final in the second.</param>
/// <param name="Policy">The settings by name; null but in the first phase.</param>
/// <param name="RemoteWipe">Whether the device is to wipe itself.</param>
/// <param name="AccountOnlyRemoteWipe">Whether the device is to wipe what it has of this account.</param>
/// <param name="Answer">The whole.</param>
public sealed record ProvisionAnswer(
    long Status,
    long? DeviceInformationStatus,
    long? PolicyStatus,
    string? PolicyType,
    string? PolicyKey,
    IReadOnlyDictionary<string, string>? Policy,
    bool RemoteWipe,
    bool AccountOnlyRemoteWipe,
    EasAnswer Answer);
