namespace Carbonio.Cloud.Crash.Tests;

/// <summary>A folder that a phone made, and that no other phone touches: what is in it only that phone has moved there.</summary>
internal sealed class OwnFolder(string id, string name, OwnFolder? parent, LedgerFolder ledger)
{
    public string Id { get; } = id;

    public string Name { get; set; } = name;

    public OwnFolder? Parent { get; } = parent;

    public string ParentId => Parent?.Id ?? "0";

    public LedgerFolder Ledger { get; } = ledger;

    /// <summary>What was moved here.</summary>
    public List<LedgerMail> Mails { get; } = [];

    public int Depth => 1 + (Parent?.Depth ?? 0);

    public bool IsWithin(OwnFolder other) => Parent is { } above && (above == other || above.IsWithin(other));
}
