namespace Carbonio.Cloud.EasClient;

/// <summary>One thing fetched, or why not.</summary>
/// <param name="Status">1, or why not.</param>
/// <param name="CollectionId">As asked.</param>
/// <param name="ServerId">As asked.</param>
/// <param name="FileReference">As asked.</param>
/// <param name="Mail">The item; null for an attachment or an error.</param>
/// <param name="ContentType">Of an attachment.</param>
/// <param name="Range">The bytes that came, when a range was asked for.</param>
/// <param name="Total">Size of the whole, when a range was asked for.</param>
/// <param name="Data">The attachment's bytes, from the document or from a part; null for an item or an error.</param>
public sealed record FetchedItem(
    long Status,
    string? CollectionId,
    string? ServerId,
    string? FileReference,
    MailItem? Mail,
    string? ContentType,
    string? Range,
    long? Total,
    byte[]? Data);
