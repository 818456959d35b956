namespace Carbonio.Cloud.Directory;

/// <summary>Who changes something, as the audit log names it.</summary>
/// <param name="Id">Id of the token; of the account, for a user who changes what is the user's own; <c>server</c> for the server.</param>
/// <param name="Label">Label of the token, or address of the account.</param>
/// <param name="Role"><c>global</c>, <c>delegated</c>, <c>delivery</c>, <c>account</c> or <c>server</c>.</param>
public sealed record AdminActor(string Id, string Label, string Role)
{
    /// <summary>The command in use, where several do the same; null for the usual one.</summary>
    public string? Command { get; init; }

    /// <summary>The server itself, or whoever works on its stores without a token.</summary>
    public static AdminActor Server { get; } = new("server", "", "server");

    /// <summary>The holder of a token.</summary>
    public static AdminActor Of(AdminToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new(token.Id, token.Label, AdminRoleNames.NameOf(token.Role));
    }

    /// <summary>A user.</summary>
    public static AdminActor Of(AccountView account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new(account.ZimbraId, account.Address, "account");
    }
}
