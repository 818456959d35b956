namespace Carbonio.Cloud.Functions.Admin.Devices;

internal sealed record DeviceBody(
    string AccountEmail,
    string AccountName,
    string AccountId,
    string DeviceId,
    string DeviceType,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen,
    bool HasMobilePassword,
    bool IsOnline,
    string LastCommandReceived,
    int LastPingTimeoutSecs,
    string ProtocolVersion,
    bool Provisionable,
    int Status,
    string Standing,
    string UserAgent);

internal sealed record DeviceListBody(IReadOnlyList<DeviceBody> Devices, string? Continuation);

internal sealed record DeviceDetailBody(
    DeviceBody Device,
    string? FriendlyName,
    string? Imei,
    string? Model,
    string? Os,
    string? OsLanguage,
    string? PhoneNumber,
    string? MobileOperator,
    SuspensionBody? Suspended,
    WipeBody? Wipe,
    DateTimeOffset? PolicyTaken,
    DeviceCountsBody? Counts);

internal sealed record SuspensionBody(string By, DateTimeOffset At);

internal sealed record WipeBody(string Status, bool AccountOnly, string By, DateTimeOffset OrderedAt, DateTimeOffset? SentAt, DateTimeOffset? AnsweredAt);

internal sealed record DeviceCountsBody(int NumBadItems, int NumContacts, int NumEmails, int NumEvents, int NumTasks, int NumNotes, int NumRemoteFolders);

internal sealed record WipeOrderBody(bool Confirm = false, bool AccountOnly = false);

internal sealed record WipeAnswerBody(DeviceDetailBody Device, string? Warning);

internal sealed record ChangedDevicesBody(IReadOnlyList<string> Devices, string? Continuation);

internal sealed record PolicyBody(bool Enforced, IReadOnlyList<PolicyValueBody> Values);

internal sealed record PolicyValueBody(string Key, string? Value, string? InheritedValue);

internal sealed record PurgeRequestBody(int RetentionDays = 90, string? Continuation = null);

internal sealed record PurgeBody(int RetentionDays, long OfActiveAccounts, long OfNonActiveAccounts, string? Continuation);

internal sealed record FolderSyncBody(bool Disabled);

internal sealed record SharedFolderSyncBody(bool Allowed);

internal sealed record SimulationBody(string User, string Password, DateTimeOffset Expires);
