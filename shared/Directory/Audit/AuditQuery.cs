namespace Carbonio.Cloud.Directory;

/// <summary>Which entries of the audit log are asked for.</summary>
public sealed record AuditQuery
{
    /// <summary>Not older than that; null for no bound.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Older than that; null for no bound.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Of that account, its devices and credentials: by its id; null for all.</summary>
    public Guid? Account { get; init; }

    /// <summary>With <see cref="Account"/> or instead of it: targets of that name, such as the address of a deleted account.</summary>
    public string? Name { get; init; }

    /// <summary>Of that action, or of those that begin with its words, without regard to case; null for all.</summary>
    public string? Action { get; init; }

    /// <summary>The tenants whose logs are read; null for all, and for what belongs to none.</summary>
    public IReadOnlyCollection<Guid>? Tenants { get; init; }

    /// <summary>Of targets in these domains; null for all targets.</summary>
    public IReadOnlyCollection<string>? Domains { get; init; }

    /// <summary>Entries of a page, at least 1.</summary>
    public int Maximum { get; init; } = 100;

    /// <summary>What the page before gave; null for the first.</summary>
    public string? Continuation { get; init; }

    internal bool Accepts(AuditEntry entry) =>
        (Domains is null || (entry.Target.Domain is { } domain && Domains.Contains(domain)))
        && ((Account is null && Name is null)
            || (Account is not null && entry.Target.Account == Account)
            || (Name is not null && entry.Target.Name.Equals(Name, StringComparison.OrdinalIgnoreCase)))
        && (Action is null || entry.Action.Equals(Action, StringComparison.OrdinalIgnoreCase)
            || entry.Action.StartsWith(Action + " ", StringComparison.OrdinalIgnoreCase));
}
