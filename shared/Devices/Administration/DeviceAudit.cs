using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Devices.Administration;

/// <summary>What the audit log is told of a change to a device.</summary>
/// <param name="Actor">Who makes it.</param>
/// <param name="Account">Whose device it is.</param>
/// <param name="Action">The command.</param>
internal sealed record DeviceAudit(AdminActor Actor, AccountView Account, string Action)
{
    /// <summary>An actor as a device's details name it.</summary>
    public static string Name(AdminActor actor) => actor.Label.Length > 0 ? $"{actor.Label} ({actor.Id})" : actor.Id;

    /// <summary>The entry.</summary>
    /// <param name="before">The device before.</param>
    /// <param name="after">The device afterwards; null for one that is removed.</param>
    /// <param name="now">When.</param>
    public AuditEntry Entry(Device before, Device? after, DateTimeOffset now) => new(
        Actor,
        now,
        Action,
        AuditTarget.Device(Account.Account, before.DeviceId),
        Detail(before, after),
        after is null ? AuditDetail.Of(("device", "removed")) : Detail(after, before));

    private static AuditDetail? Detail(Device device, Device? other) => AuditDetail.Of(
        ("device", other is null ? device.DeviceType : null),
        ("suspended", Changed(Text(device.Suspension is not null), other is null ? null : Text(other.Suspension is not null))),
        ("wipe", Changed(Wipe(device), other is null ? null : Wipe(other))),
        ("state", Changed(Text(device.HasState), other is null ? null : Text(other.HasState))));

    private static string? Changed(string value, string? other) => value == other ? null : value;

    private static string Text(bool value) => value ? "true" : "false";

    private static string Wipe(Device device) => device.Wipe is not { } order ? "none"
        : order.AccountOnly ? $"account only, {order.Status}"
        : $"whole device, {order.Status}";
}
