using Carbonio.Cloud.Devices.Index;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin.Devices;

/// <summary>Lists of devices over domains, page by page: what a request may cost is bounded, and nothing of it is kept.</summary>
internal static class DeviceLists
{
    // Pages of the index that one request reads: a domain with no device is seen through in eight of them.
    private const int LooksPerPage = 16;

    private const int DomainsAtOnce = 100;

    public static async Task<AdminAnswer> AllAsync(AdminCall call)
    {
        if (call.PageLength() is not { } limit)
        {
            return AdminCall.BadPageLength;
        }

        var (domains, refusal) = Domains(call);
        if (refusal is not null)
        {
            return refusal;
        }

        if (call.Query("status") is { } status && DeviceText.Standing(status) is null)
        {
            return AdminAnswer.Invalid("status is one of enabled, suspended, wipe_pending, wipe_sent, wiped, wipe_failed.");
        }

        var (domain, next) = Position(call.Query("continuation"));
        var devices = new List<DeviceBody>();
        for (var looks = 0; looks < LooksPerPage && devices.Count < limit; looks++)
        {
            domain ??= await FollowingAsync(call, domains, null);
            if (domain is null)
            {
                return Answer(devices, null);
            }

            if (!call.Token.Administers(domain))
            {
                return AdminCall.ForbiddenDomain(domain); // a continuation that somebody made up
            }

            next = await LookAsync(call, domain, next, limit, devices);
            if (next is null && (domain = await FollowingAsync(call, domains, domain)) is null)
            {
                return Answer(devices, null);
            }
        }

        return Answer(devices, $"{domain}!{next}");
    }

    private static AdminAnswer Answer(IReadOnlyList<DeviceBody> devices, string? continuation) =>
        AdminAnswer.Json(new(devices, continuation), DeviceJson.Default.DeviceListBody);

    /// <summary>Reads one page of a domain. Null when the domain has no more.</summary>
    private static async Task<string?> LookAsync(AdminCall call, string domain, string? next, int limit, List<DeviceBody> devices)
    {
        if (await call.Reader.FindDomainAsync(domain, call.Aborted) is not { } found)
        {
            return null; // deleted while the list was read, or asked for and never there
        }

        var page = await call.Devices.Index.PageAsync(found.Tenant, found.Name, next, limit - devices.Count, call.Aborted);
        var standing = call.Query("status") is { } status ? DeviceText.Standing(status) : null;
        var type = call.Query("type");
        var wanted = page.Devices.Where(device =>
            (standing is null || device.Standing == standing) && (type is null || device.DeviceType.Equals(type, StringComparison.OrdinalIgnoreCase)));
        foreach (var device in wanted)
        {
            var shown = bool.TryParse(call.Query("verbose"), out var verbose) && verbose ? await FreshAsync(call, found.Tenant, device) : device;
            if (shown is not null)
            {
                devices.Add(DeviceText.Body(call.Devices, new(found.Tenant, shown.Account), shown));
            }
        }

        return page.Next;
    }

    /// <summary>The device as its row has it now; null when it is gone.</summary>
    private static async Task<ListedDevice?> FreshAsync(AdminCall call, Guid tenant, ListedDevice listed)
    {
        var account = await call.Reader.FindAccountAsync(new(tenant, listed.Account), call.Aborted);
        return account is not null && await call.Devices.Registry.FindAsync(DeviceServices.Mailbox(account), listed.DeviceId, call.Aborted) is { } device
            ? ListedDevice.Of(account, device)
            : null;
    }

    /// <summary>The domains asked for, in order; null for all there are.</summary>
    private static (IReadOnlyList<string>? Domains, AdminAnswer? Refusal) Domains(AdminCall call)
    {
        if (call.Query("domains") is not { } text)
        {
            return (call.Token.Role == AdminRole.Global ? null : [.. call.Token.Domains.Order(StringComparer.Ordinal)], null);
        }

        var domains = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var name in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!AddressText.TryNormalizeDomain(name, out var domain))
            {
                return (null, AdminAnswer.Invalid($"'{name}' is not a domain name."));
            }

            if (!call.Token.Administers(domain))
            {
                return (null, AdminCall.ForbiddenDomain(domain));
            }

            domains.Add(domain);
        }

        return domains.Count is > 0 and <= DomainsAtOnce ? ([.. domains], null) : (null, AdminAnswer.Invalid($"domains names 1 to {DomainsAtOnce} domains, comma separated."));
    }

    private static async Task<string?> FollowingAsync(AdminCall call, IReadOnlyList<string>? domains, string? before) => domains is null
        ? (await call.Lists.DomainNamesAsync(1, before, call.Aborted)).Items is [var first, ..] ? first : null
        : domains.FirstOrDefault(domain => before is null || string.CompareOrdinal(domain, before) > 0);

    private static (string? Domain, string? Next) Position(string? continuation)
    {
        if (continuation is null)
        {
            return (null, null);
        }

        var cut = continuation.IndexOf('!', StringComparison.Ordinal);
        return cut <= 0 ? ("-", null) // names no domain, so nothing follows
            : (continuation[..cut], cut == continuation.Length - 1 ? null : continuation[(cut + 1)..]);
    }
}
