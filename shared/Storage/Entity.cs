namespace Carbonio.Cloud.Storage;

/// <summary>A row as it was read.</summary>
/// <param name="Key">Where it stands.</param>
/// <param name="ETag">Its version, opaque: a write may demand that the row still is at it.</param>
/// <param name="Properties">What it holds.</param>
public sealed record Entity(EntityKey Key, string ETag, EntityProperties Properties);
