namespace Carbonio.Cloud.Mailboxes.Outbox;

/// <summary>What an outbox row asks for. Numbers are stored: never give one again.</summary>
public enum OutboxKind
{
    /// <summary>Delete blobs; the payload is their names, a line each.</summary>
    DeleteBlobs = 1,

    /// <summary>Empty a folder, or delete it with all below it; the payload is a <see cref="Clearing.FolderClearing"/>.</summary>
    ClearFolder = 2,

    /// <summary>Deliver a submitted mail to accounts of this server; the data is a <see cref="Sending.Transmission"/>.</summary>
    DeliverMail = 3,

    /// <summary>Hand a submitted mail to the relay; the data is a <see cref="Sending.Transmission"/>.</summary>
    RelayMail = 4,

    /// <summary>Delete the message of a submission once no row names it; the payload is its blob.</summary>
    ReleaseMail = 5,

    /// <summary>Carry an entry to the audit log; the payload is an <see cref="Directory.AuditEntry"/>.</summary>
    Audit = 6,

    /// <summary>Bring what lists show of a device to what its row says; the payload is the device's id.</summary>
    DeviceIndex = 7,

    /// <summary>Delete what a device that was reset or removed held; the payload is the device's id.</summary>
    DropDeviceState = 8,

    /// <summary>Put an alert on the list of alerts and tell the admins; the payload is a <see cref="Directory.ServerAlert"/>.</summary>
    Alert = 9,
}
