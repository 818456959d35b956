namespace Carbonio.Cloud.ActiveSync.Push;

/// <summary>Of one device in one mailbox, one request of a kind is held.</summary>
internal readonly record struct HeldRequestKey(HeldKind Kind, string Partition, string DeviceId);
