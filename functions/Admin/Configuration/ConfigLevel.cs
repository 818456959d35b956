using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin;

/// <summary>A level at which attributes are set, with the ways to its places.</summary>
/// <param name="Level">The level.</param>
/// <param name="Path">Template of a place below <c>/config</c>.</param>
/// <param name="Readers">Least role that reads there.</param>
/// <param name="Writers">Least role that changes there.</param>
/// <param name="FindAsync">Reads the place of a request.</param>
internal sealed record ConfigLevel(
    AttributeScopes Level,
    string Path,
    AdminRole Readers,
    AdminRole Writers,
    Func<AdminCall, Task<(ConfigPlace? Place, AdminAnswer? Refusal)>> FindAsync)
{
    /// <summary>All levels, from the widest to the nearest.</summary>
    public static IReadOnlyList<ConfigLevel> All { get; } =
    [
        new(AttributeScopes.Global, "/global", AdminRole.Global, AdminRole.Global, FindGlobalAsync),
        new(AttributeScopes.Server, "/server", AdminRole.Global, AdminRole.Global, FindServerAsync),
        new(AttributeScopes.Domain, "/domains/{domain}", AdminRole.Delegated, AdminRole.Global, FindDomainAsync),
        new(AttributeScopes.Cos, "/cos/{cos}", AdminRole.Delegated, AdminRole.Global, FindCosAsync),
        new(AttributeScopes.Account, "/accounts/{account}", AdminRole.Delegated, AdminRole.Delegated, FindAccountAsync),
    ];

    private static async Task<(ConfigPlace?, AdminAnswer?)> FindGlobalAsync(AdminCall call)
    {
        var service = await call.Reader.ServiceAsync(call.Aborted);
        return (new(
            "",
            service.Global,
            service.Global.Tag,
            attribute => attribute.Default,
            _ => AttributeScopes.None,
            async changes => Refusal(await call.Writer.ModifyServiceAsync(call.ConfigActor, AttributeScopes.Global, changes, call.ExpectedTag, call.Aborted), "config")), null);
    }

    private static async Task<(ConfigPlace?, AdminAnswer?)> FindServerAsync(AdminCall call)
    {
        var service = await call.Reader.ServiceAsync(call.Aborted);
        return (new(
            "",
            service.Server,
            service.Server.Tag,
            attribute => service.Global.Find(attribute) ?? attribute.Default,
            attribute => service.Global.Find(attribute) is null ? AttributeScopes.None : AttributeScopes.Global,
            async changes => Refusal(await call.Writer.ModifyServiceAsync(call.ConfigActor, AttributeScopes.Server, changes, call.ExpectedTag, call.Aborted), "config")), null);
    }

    private static async Task<(ConfigPlace?, AdminAnswer?)> FindDomainAsync(AdminCall call)
    {
        var (domain, refusal) = await call.FindDomainAsync();
        if (domain is null)
        {
            return (null, refusal);
        }

        var service = await call.Reader.ServiceAsync(call.Aborted);
        return (new(
            domain.Name,
            domain.Attributes,
            domain.Tag,
            service.Text,
            service.Source,
            async changes => Refusal(await call.Writer.ModifyDomainAsync(call.ConfigActor, domain.Name, changes, call.ExpectedTag, call.Aborted), "domain")), null);
    }

    private static async Task<(ConfigPlace?, AdminAnswer?)> FindCosAsync(AdminCall call)
    {
        var name = call.Path("cos");
        if (await call.Reader.FindCosAsync(name, call.Aborted) is not { } cos)
        {
            return (null, AdminAnswer.Problem(StatusCodes.Status404NotFound, "no_such_cos", $"There is no class of service '{name}'."));
        }

        var service = await call.Reader.ServiceAsync(call.Aborted);
        return (new(
            cos.Name,
            cos.Attributes,
            cos.Tag,
            service.Text,
            service.Source,
            async changes => Refusal(await call.Writer.ModifyCosAsync(call.ConfigActor, name, changes, call.ExpectedTag, call.Aborted), "cos")), null);
    }

    private static async Task<(ConfigPlace?, AdminAnswer?)> FindAccountAsync(AdminCall call)
    {
        var (account, refusal) = await call.FindAccountAsync();
        return account is null
            ? (null, refusal)
            : (new(
                account.Address,
                account.Account.Attributes,
                account.Account.Tag,
                account.Attributes.InheritedText,
                account.Attributes.InheritedSource,
                async changes => Refusal(await call.Writer.ModifyAccountAsync(call.ConfigActor, account.Key, changes, call.ExpectedTag, call.Aborted), "account")), null);
    }

    private static AdminAnswer? Refusal<T>(DirectoryOutcome<T> outcome, string noun)
        where T : class =>
        outcome.IsDone ? null : AdminAnswer.From(outcome, noun, _ => AdminAnswer.Done);
}
