namespace Carbonio.Cloud.Directory;

/// <summary>An entry of the audit log with its place in it.</summary>
/// <param name="Id">Unique; sorts newest first.</param>
/// <param name="Entry">What happened.</param>
public sealed record AuditRecord(string Id, AuditEntry Entry);
