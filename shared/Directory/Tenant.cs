namespace Carbonio.Cloud.Directory;

/// <summary>A customer of the mail provider. Nothing of one tenant is visible from another.</summary>
/// <param name="Id">Random, made once.</param>
/// <param name="Name">Unique without regard to case, for people.</param>
public sealed record Tenant(Guid Id, string Name);
