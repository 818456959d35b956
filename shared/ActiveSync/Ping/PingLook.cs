using Carbonio.Cloud.ActiveSync.Sync;

namespace Carbonio.Cloud.ActiveSync.Ping;

/// <summary>What a look at the folders of a Ping found.</summary>
/// <param name="Status">What to answer; null to go on waiting.</param>
/// <param name="Changed">The folders with changes, as the device names them.</param>
/// <param name="Advanced">States whose log held nothing for this device.</param>
internal sealed record PingLook(PingStatus? Status, IReadOnlyList<string> Changed, IReadOnlyList<CollectionState> Advanced);
