namespace Carbonio.Cloud.Directory;

/// <summary>An <see cref="AuditEntry"/> as text.</summary>
internal sealed record AuditText(
    string Id,
    string Label,
    string Role,
    DateTimeOffset At,
    string Action,
    string Kind,
    string Name,
    string? Domain,
    Guid? Account,
    SortedList<string, string>? Before,
    SortedList<string, string>? After);
