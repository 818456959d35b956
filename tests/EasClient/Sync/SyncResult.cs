namespace Carbonio.Cloud.EasClient;

/// <summary>What became of one of the device's commands.</summary>
/// <param name="Kind">Add, Change, Delete or Fetch.</param>
/// <param name="ServerId">The item; null for an Add that failed.</param>
/// <param name="Status">1, or why not.</param>
/// <param name="Data">The item's fields, for Fetch; of a draft, what the server gave it.</param>
public sealed record SyncResult(string Kind, string? ServerId, long Status, WbxmlNode? Data)
{
    /// <summary>What the device called an item that it made; null for anything else.</summary>
    public string? ClientId { get; init; }

    /// <summary>For each file that the device put into a draft, its own name for it and the server's.</summary>
    public IReadOnlyDictionary<string, string> FileReferences =>
        Data?.Find("AirSyncBase:Attachments")?.FindAll("AirSyncBase:Attachment")
            .ToDictionary(file => file.TextOf("AirSyncBase:ClientId")!, file => file.TextOf("AirSyncBase:FileReference")!) ?? [];
}
