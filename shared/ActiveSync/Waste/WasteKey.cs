namespace Carbonio.Cloud.ActiveSync.Waste;

/// <summary>One device of one mailbox.</summary>
/// <param name="Partition">The mailbox's partition.</param>
/// <param name="Device">The device as the log knows it, whatever the case of its id.</param>
internal readonly record struct WasteKey(string Partition, long Device);
