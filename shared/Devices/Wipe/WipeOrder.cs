namespace Carbonio.Cloud.Devices.Wipe;

/// <summary>An admin's order to a device to wipe itself, and what became of it.</summary>
/// <remarks>[MS-ASPROV] 3.2.5.1.2 Provision Command Errors and Remote Wipe. It stays until an admin takes it back, whatever the device says.</remarks>
/// <param name="Status">How far it has come.</param>
/// <param name="AccountOnly">Only what the device has of this account is wiped, not the whole device.</param>
/// <param name="By">Who ordered it.</param>
/// <param name="OrderedAt">When.</param>
public sealed record WipeOrder(WipeStatus Status, bool AccountOnly, string By, DateTimeOffset OrderedAt)
{
    /// <summary>When the device was told first; null before.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When the device said how it went; null before.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The order once the device has been told. Telling it again changes nothing.</summary>
    public WipeOrder Sent(DateTimeOffset now) => Status == WipeStatus.Pending ? this with { Status = WipeStatus.Sent, SentAt = now } : this;

    /// <summary>The order after the device's word on it. A repeated word changes nothing.</summary>
    public WipeOrder Answered(bool done, DateTimeOffset now)
    {
        var status = done ? WipeStatus.Acknowledged : WipeStatus.Failed;
        return Status is WipeStatus.Acknowledged || Status == status ? this : this with { Status = status, AnsweredAt = now };
    }
}
