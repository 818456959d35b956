namespace Carbonio.Cloud.Directory;

/// <summary>An account that is gone from the directory while its mailbox may still be there.</summary>
/// <param name="Key">Whose mailbox.</param>
/// <param name="Address">Its last primary address, for logs.</param>
/// <param name="Requested">When its deletion was asked for.</param>
public sealed record AccountRemoval(AccountKey Key, string Address, DateTimeOffset Requested);
