using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin;

/// <summary>Removes what is set under names that a release no longer has, or where they may no longer be set: a bounded step with each call.</summary>
internal static class CleanEndpoint
{
    private const int AccountsOfAStep = 100;
    private const int LargestPage = 1000;

    // A continuation: tenant of 32 hexadecimal digits, and where its accounts go on.
    private const int TenantCharacters = 32;

    public static AdminRoute Route { get; } = new(
        "POST",
        "/config/clean",
        "Removes what is set under names that no longer exist, a step of it: call again with the continuation until there is none.",
        AdminRole.Global,
        RunAsync)
    {
        Query = [("continuation", "What the step before gave.")],
        Response = AdminJson.Default.CleanedBody,
    };

    private static async Task<AdminAnswer> RunAsync(AdminCall call)
    {
        var removed = new List<CleanedAttributeBody>();
        string? next;
        if (call.Query("continuation") is not { } cursor)
        {
            await CleanSharedAsync(call, removed);
            next = await TenantAfterAsync(call, null);
        }
        else if (cursor.Length < TenantCharacters || !Guid.TryParseExact(cursor.AsSpan(0, TenantCharacters), "N", out var tenant))
        {
            return AdminAnswer.Invalid("This continuation is none that a step gave.");
        }
        else
        {
            next = await CleanTenantAsync(call, tenant, cursor.Length > TenantCharacters ? cursor[TenantCharacters..] : null, removed);
        }

        return AdminAnswer.Json(new CleanedBody(removed, next), AdminJson.Default.CleanedBody);
    }

    private static async Task CleanSharedAsync(AdminCall call, List<CleanedAttributeBody> removed)
    {
        foreach (var level in new[] { AttributeScopes.Global, AttributeScopes.Server })
        {
            Note(removed, level, "", (await call.Writer.CleanServiceAsync(call.Actor, level, call.Aborted)).Value);
        }

        string? continuation = null;
        do
        {
            var page = await call.Lists.ClassesAsync(LargestPage, continuation, call.Aborted);
            foreach (var cos in page.Items.Where(cos => cos.Attributes.HasStale(AttributeScopes.Cos)))
            {
                Note(removed, AttributeScopes.Cos, cos.Name, (await call.Writer.CleanCosAsync(call.Actor, cos.Id, call.Aborted)).Value);
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
    }

    private static async Task<string?> CleanTenantAsync(AdminCall call, Guid tenant, string? accounts, List<CleanedAttributeBody> removed)
    {
        string? domains = null;
        while (accounts is null)
        {
            var some = await call.Lists.DomainsAsync(tenant, LargestPage, domains, call.Aborted);
            foreach (var domain in some.Items.Where(domain => domain.Attributes.HasStale(AttributeScopes.Domain)))
            {
                Note(removed, AttributeScopes.Domain, domain.Name, (await call.Writer.CleanDomainAsync(call.Actor, tenant, domain.Name, call.Aborted)).Value);
            }

            domains = some.Continuation;
            if (domains is null)
            {
                break;
            }
        }

        var page = await call.Lists.AccountsAsync(tenant, null, AccountsOfAStep, accounts, call.Aborted);
        foreach (var account in page.Items.Where(account => account.Attributes.HasStale(AttributeScopes.Account)))
        {
            Note(removed, AttributeScopes.Account, account.Address, (await call.Writer.CleanAccountAsync(call.Actor, account.Key, call.Aborted)).Value);
        }

        return page.Continuation is { } more ? tenant.ToString("N") + more : await TenantAfterAsync(call, tenant.ToString("N"));
    }

    private static async Task<string?> TenantAfterAsync(AdminCall call, string? tenant) =>
        (await call.Lists.TenantsAsync(1, tenant, call.Aborted)).Items is [var next, ..] ? next.Id.ToString("N") : null;

    private static void Note(List<CleanedAttributeBody> removed, AttributeScopes level, string target, IReadOnlyList<string>? names) =>
        removed.AddRange((names ?? []).Select(name => new CleanedAttributeBody(AttributeLevels.NameOf(level), target, name)));
}
