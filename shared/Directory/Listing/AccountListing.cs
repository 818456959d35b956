namespace Carbonio.Cloud.Directory;

/// <summary>The accounts of a tenant at one moment. As long as nothing changes, who asks again gets the same object: what is made of it can be kept with it.</summary>
/// <param name="Accounts">The accounts, in no order.</param>
public sealed record AccountListing(IReadOnlyList<ListedAccount> Accounts);
