using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin;

internal static class DomainEndpoints
{
    public static IReadOnlyList<AdminRoute> Routes { get; } =
    [
        new("GET", "/domains", "Names of the domains this token administers.", AdminRole.Delegated, ListAsync)
        {
            Query = [("limit", "Most names of a page, 1 to 1000; 100 without."), ("continuation", "What the page before gave.")],
            Response = AdminJson.Default.DomainListBody,
        },
        new("POST", "/domains", "Makes a domain, in a tenant of that name or of its own.", AdminRole.Global, CreateAsync)
        {
            Request = AdminJson.Default.NewDomainBody, Response = AdminJson.Default.DomainBody, Success = StatusCodes.Status201Created,
        },
        new("GET", "/domains/{domain}", "One domain with what is set on it.", AdminRole.Delegated, GetAsync) { Response = AdminJson.Default.DomainBody, IsTagged = true },
        new("PATCH", "/domains/{domain}", "Sets and unsets attributes; an empty value unsets.", AdminRole.Global, ModifyAsync)
        {
            Request = AdminJson.Default.AttributesBody, Response = AdminJson.Default.DomainBody, IsTagged = true,
        },
        new("DELETE", "/domains/{domain}", "Deletes a domain without addresses.", AdminRole.Global, DeleteAsync) { Success = StatusCodes.Status204NoContent, IsTagged = true },
    ];

    private static async Task<AdminAnswer> ListAsync(AdminCall call)
    {
        if (call.PageLength() is not { } limit)
        {
            return AdminCall.BadPageLength;
        }

        var page = call.Token.Role == AdminRole.Global
            ? await call.Lists.DomainNamesAsync(limit, call.Query("continuation"), call.Aborted)
            : OwnDomains(call, limit);
        return AdminAnswer.Json(new(page.Items, page.Continuation), AdminJson.Default.DomainListBody);
    }

    private static DirectoryPage<string> OwnDomains(AdminCall call, int limit)
    {
        var after = call.Query("continuation") ?? "";
        var left = call.Token.Domains.Order(StringComparer.Ordinal).SkipWhile(name => string.CompareOrdinal(name, after) <= 0).ToList();
        return new([.. left.Take(limit)], left.Count > limit ? left[limit - 1] : null);
    }

    private static async Task<AdminAnswer> CreateAsync(AdminCall call)
    {
        var (body, refusal) = await call.ReadAsync(AdminJson.Default.NewDomainBody);
        return body is null
            ? refusal!
            : await AnswerAsync(call, await call.Writer.CreateDomainAsync(call.Actor, body.Name, body.Tenant, body.Attributes, call.Aborted), StatusCodes.Status201Created);
    }

    private static async Task<AdminAnswer> GetAsync(AdminCall call)
    {
        var (domain, refusal) = await call.FindDomainAsync();
        return domain is null ? refusal! : AdminAnswer.Tagged(await BodyAsync(call, domain), AdminJson.Default.DomainBody, domain.Tag);
    }

    private static async Task<AdminAnswer> ModifyAsync(AdminCall call)
    {
        var (body, refusal) = await call.ReadAsync(AdminJson.Default.AttributesBody);
        return body is null ? refusal! : await AnswerAsync(call, await call.Writer.ModifyDomainAsync(call.Actor, call.Path("domain"), body.Attributes, call.ExpectedTag, call.Aborted));
    }

    private static async Task<AdminAnswer> DeleteAsync(AdminCall call) =>
        AdminAnswer.From(await call.Writer.DeleteDomainAsync(call.Actor, call.Path("domain"), call.ExpectedTag, call.Aborted), "domain", _ => AdminAnswer.Done);

    private static async Task<AdminAnswer> AnswerAsync(AdminCall call, DirectoryOutcome<MailDomain> outcome, int status = StatusCodes.Status200OK)
    {
        var body = outcome.IsDone ? await BodyAsync(call, outcome.Value) : null;
        return AdminAnswer.From(outcome, "domain", domain => AdminAnswer.Tagged(body!, AdminJson.Default.DomainBody, domain.Tag, status));
    }

    private static async Task<DomainBody> BodyAsync(AdminCall call, MailDomain domain)
    {
        var tenant = await call.Reader.FindTenantAsync(domain.Tenant, call.Aborted);
        return new(domain.Name, tenant?.Name ?? "", domain.Tenant.ToString("D"), domain.Attributes.ToBody());
    }

    public static SortedDictionary<string, string> ToBody(this AttributeSet attributes)
    {
        var body = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in attributes)
        {
            body[name] = value;
        }

        return body;
    }
}
