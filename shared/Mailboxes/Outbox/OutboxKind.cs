namespace Carbonio.Cloud.Mailboxes.Outbox;

/// <summary>What an outbox row asks for. Numbers are stored: never give one again.</summary>
public enum OutboxKind
{
    /// <summary>Delete blobs; the payload is their names, a line each.</summary>
    DeleteBlobs = 1,

    /// <summary>Empty a folder, or delete it with all below it; the payload is a <see cref="Clearing.FolderClearing"/>.</summary>
    ClearFolder = 2,
}
