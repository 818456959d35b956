namespace Carbonio.Cloud.Storage;

/// <summary>A blob in a listing.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Written">When it was written.</param>
public readonly record struct BlobEntry(string Name, long Bytes, DateTimeOffset Written);
