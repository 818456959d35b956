namespace Carbonio.Cloud.Directory;

/// <summary>What an edit makes of a document.</summary>
/// <param name="Outcome">How the edit ends; nothing is written unless it is done.</param>
/// <param name="Text">The new text; null for none, which removes the document.</param>
public sealed record DocumentEdit<T>(DirectoryOutcome<T> Outcome, string? Text)
    where T : class
{
    /// <summary>What the audit log names as changed.</summary>
    public AuditTarget? Target { get; init; }

    /// <summary>What of it held before.</summary>
    public AuditDetail? Before { get; init; }

    /// <summary>What of it holds now.</summary>
    public AuditDetail? After { get; init; }
}
