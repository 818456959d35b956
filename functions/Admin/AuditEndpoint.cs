using System.Globalization;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin;

internal static class AuditEndpoint
{
    private const int MaximumActionCharacters = 100;

    public static AdminRoute Route { get; } = new("GET", "/audit", "What was changed and by whom, newest first. A page may be short or empty though more follow.", AdminRole.Delegated, ListAsync)
    {
        Query =
        [
            ("from", "Not older than that moment (ISO 8601)."),
            ("to", "Older than that moment (ISO 8601)."),
            ("account", "Of that account, by address or id; a deleted one, too."),
            ("domain", "Of that domain and what is in it."),
            ("action", "Of that command, such as 'prov modifyAccount', or of a whole module, such as 'prov'."),
            ("limit", "Most entries of a page, 1 to 1000; 100 without."),
            ("continuation", "What the page before gave."),
        ],
        Response = AdminJson.Default.AuditListBody,
    };

    private static async Task<AdminAnswer> ListAsync(AdminCall call)
    {
        if (call.PageLength() is not { } limit)
        {
            return AdminCall.BadPageLength;
        }

        if (!TryMoment(call.Query("from"), out var from) || !TryMoment(call.Query("to"), out var to))
        {
            return AdminAnswer.Invalid("from and to are moments such as 2027-01-31T12:00:00Z.");
        }

        if (call.Query("action") is { Length: > MaximumActionCharacters })
        {
            return AdminAnswer.Invalid($"An action has at most {MaximumActionCharacters} characters.");
        }

        var query = new AuditQuery { From = from, To = to, Action = call.Query("action"), Maximum = limit, Continuation = call.Query("continuation") };
        (query, var refusal) = await NarrowAsync(call, query);
        if (refusal is not null)
        {
            return refusal;
        }

        var page = await call.Audit.ListAsync(query, call.Aborted);
        return AdminAnswer.Json(new([.. page.Items.Select(Body)], page.Continuation), AdminJson.Default.AuditListBody);
    }

    /// <summary>Keeps the query to what was asked for and to what the token may see.</summary>
    private static async Task<(AuditQuery Query, AdminAnswer? Refusal)> NarrowAsync(AdminCall call, AuditQuery query)
    {
        if (call.Query("domain") is { } domain)
        {
            (query, var refusal) = await InDomainAsync(call, query, domain);
            if (refusal is not null)
            {
                return (query, refusal);
            }
        }

        if (call.Query("account") is { } account)
        {
            (query, var refusal) = await OfAccountAsync(call, query, account);
            if (refusal is not null)
            {
                return (query, refusal);
            }
        }

        if (call.Token.Role == AdminRole.Global)
        {
            return (query, null);
        }

        // Where the domains are now: what a former owner of a domain did is the former owner's.
        var tenants = new HashSet<Guid>();
        foreach (var own in call.Token.Domains)
        {
            if (await call.Reader.FindDomainAsync(own, call.Aborted) is { } held)
            {
                tenants.Add(held.Tenant);
            }
        }

        return (query with
        {
            Tenants = query.Tenants is { } asked ? [.. asked.Where(tenants.Contains)] : tenants,
            Domains = query.Domains ?? call.Token.Domains,
        }, null);
    }

    private static async Task<(AuditQuery Query, AdminAnswer? Refusal)> InDomainAsync(AdminCall call, AuditQuery query, string domain)
    {
        if (!AddressText.TryNormalizeDomain(domain, out var name))
        {
            return (query, AdminAnswer.Invalid($"'{domain}' is not a domain name."));
        }

        if (!call.Token.Administers(name))
        {
            return (query, AdminCall.ForbiddenDomain(name));
        }

        // A deleted domain may have been in any tenant.
        var held = await call.Reader.FindDomainAsync(name, call.Aborted);
        return (query with { Domains = [name], Tenants = held is null ? null : [held.Tenant] }, null);
    }

    private static async Task<(AuditQuery Query, AdminAnswer? Refusal)> OfAccountAsync(AdminCall call, AuditQuery query, string account)
    {
        if (AddressText.TryNormalize(account, out var address))
        {
            var domain = AddressText.DomainOf(address).ToString();
            if (!call.Token.Administers(domain))
            {
                return (query, AdminCall.ForbiddenDomain(domain));
            }

            // By name as well: the account may be gone, or another one may have had the address before.
            var found = await call.Reader.FindAccountByAddressAsync(address, call.Aborted);
            var held = await call.Reader.FindDomainAsync(domain, call.Aborted);
            return (query with { Account = found?.Key.Account, Name = address, Tenants = held is null ? query.Tenants : [held.Tenant] }, null);
        }

        if (!Guid.TryParse(account, out var id))
        {
            return (query, AdminAnswer.Invalid($"'{account}' is neither an address nor the id of an account."));
        }

        return (query with { Account = id, Tenants = (await call.Reader.FindAccountByIdAsync(id, call.Aborted)) is { } view ? [view.Key.Tenant] : query.Tenants }, null);
    }

    private static bool TryMoment(string? text, out DateTimeOffset? moment)
    {
        moment = null;
        if (text is null)
        {
            return true;
        }

        var good = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed);
        moment = good ? parsed : null;
        return good;
    }

    private static AuditBody Body(AuditRecord record)
    {
        var entry = record.Entry;
        return new(
            record.Id,
            entry.At,
            entry.Actor.Id,
            entry.Actor.Label,
            entry.Actor.Role,
            entry.Action,
            entry.Target.Kind,
            entry.Target.Name,
            entry.Target.Domain,
            entry.Target.Account?.ToString("D"),
            Detail(entry.Before),
            Detail(entry.After));
    }

    private static SortedDictionary<string, string>? Detail(AuditDetail? detail) =>
        detail is null ? null : new(detail.Values.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
}
