namespace Carbonio.Cloud.Mailboxes.Outbox;

/// <summary>What an outbox row asks for. Numbers are stored: never give one again.</summary>
public enum OutboxKind
{
    /// <summary>Delete blobs; the payload is their names, a line each.</summary>
    DeleteBlobs = 1,
}
