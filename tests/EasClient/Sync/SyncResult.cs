namespace Carbonio.Cloud.EasClient;

/// <summary>What became of one of the device's commands.</summary>
/// <param name="Kind">Add, Change, Delete or Fetch.</param>
/// <param name="ServerId">The item; null for an Add that failed.</param>
/// <param name="Status">1, or why not.</param>
/// <param name="Data">The item's fields, for Fetch.</param>
public sealed record SyncResult(string Kind, string? ServerId, long Status, WbxmlNode? Data);
