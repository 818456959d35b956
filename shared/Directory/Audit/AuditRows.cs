using System.Globalization;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Directory;

/// <summary>Rows of the audit log: <c>au!{reverse ticks:x16}!{id}</c>, newest first, in the partition of what they tell of.</summary>
internal static class AuditRows
{
    public const string Prefix = "au!";

    /// <summary>The first key behind them all.</summary>
    public const string End = "au\"";

    /// <summary>Prefix of rows that remember tenants which are gone, as long as the log still tells of them.</summary>
    public const string GoneTenantPrefix = "tg!";

    public static string Key(DateTimeOffset at, string id) => $"{At(at)}!{id}";

    /// <summary>Where entries of that moment begin.</summary>
    public static string At(DateTimeOffset moment) => At(long.MaxValue - moment.UtcTicks);

    /// <summary>The first key that is too old for <paramref name="from"/>.</summary>
    public static string Before(DateTimeOffset from) => At(long.MaxValue - from.UtcTicks + 1);

    public static string GoneTenant(Guid tenant) => $"{GoneTenantPrefix}{tenant:N}";

    public static EntityProperties Write(AuditEntry entry) => new(2)
    {
        { "v", DirectoryRows.Schema },
        { "entry", entry.ToText() },
    };

    /// <summary>Reads a row; null for a damaged one, so that it hides no other.</summary>
    public static AuditRecord? Read(Entity row) =>
        DirectoryRows.Properties(row).FindString("entry") is { } text && AuditEntry.TryParse(text, out var entry)
            ? new(row.Key.Row[Prefix.Length..], entry)
            : null;

    private static string At(long reverseTicks) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{reverseTicks:x16}");
}
