namespace Carbonio.Cloud.Storage;

/// <summary>One write of a batch.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Row">Row key, in the batch's partition.</param>
/// <param name="ETag">Expected version: always for Replace, optional for Delete, null otherwise.</param>
/// <param name="Properties">The whole new content; null for Delete.</param>
public sealed record EntityWrite(EntityWriteKind Kind, string Row, string? ETag, EntityProperties? Properties);
