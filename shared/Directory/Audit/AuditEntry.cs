using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Carbonio.Cloud.Directory;

/// <summary>One change: who made it, when, and to what.</summary>
/// <param name="Actor">Who.</param>
/// <param name="At">When.</param>
/// <param name="Action">The command that does the like, such as <c>prov modifyAccount</c>.</param>
/// <param name="Target">What was changed.</param>
/// <param name="Before">What held before, of what changed; null for nothing.</param>
/// <param name="After">What holds afterwards; null for nothing.</param>
public sealed record AuditEntry(AdminActor Actor, DateTimeOffset At, string Action, AuditTarget Target, AuditDetail? Before, AuditDetail? After)
{
    /// <summary>The entry as text, for a row that waits to be carried to the log.</summary>
    public string ToText() => JsonSerializer.Serialize(
        new(Actor.Id, Actor.Label, Actor.Role, At, Action, Target.Kind, Target.Name, Target.Domain, Target.Account, Sorted(Before), Sorted(After)),
        AuditJson.Readable.AuditText);

    /// <summary>Reads what <see cref="ToText"/> wrote.</summary>
    /// <returns>False for any other text.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out AuditEntry? entry)
    {
        entry = null;
        AuditText? read;
        try
        {
            read = JsonSerializer.Deserialize(text, AuditJson.Readable.AuditText);
        }
        catch (JsonException)
        {
            return false;
        }

        if (read is not { Id: not null, Label: not null, Role: not null, Action: not null, Kind: not null, Name: not null })
        {
            return false;
        }

        entry = new(
            new(read.Id, read.Label, read.Role),
            read.At,
            read.Action,
            new(read.Kind, read.Name) { Domain = read.Domain, Account = read.Account },
            Detail(read.Before),
            Detail(read.After));
        return true;
    }

    private static SortedList<string, string>? Sorted(AuditDetail? detail) =>
        detail is null ? null : new(detail.Values.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);

    private static AuditDetail? Detail(SortedList<string, string>? values) =>
        values is null ? null : AuditDetail.Of(values.Select(pair => (pair.Key, (string?)pair.Value)));
}
