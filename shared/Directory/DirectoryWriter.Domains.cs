using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Directory;

/// <content>Tenants and domains.</content>
public sealed partial class DirectoryWriter
{
    // With what the audit log tells of each, the claim and the version row they must fit into one batch.
    private const int TokensAtOnce = 45;

    private const string CreateDomain = "prov createDomain";
    private const string DeleteDomain = "prov deleteDomain";

    /// <summary>Makes a tenant. When one of that name exists, it is the value.</summary>
    public Task<DirectoryOutcome<Tenant>> CreateTenantAsync(AdminActor actor, string name, CancellationToken cancellationToken) =>
        CommitAsync(actor, "prov createTenant", DirectoryRows.GlobalPartition, change => PlanTenantAsync(change, name, cancellationToken), cancellationToken);

    /// <summary>Gives a tenant another name.</summary>
    public Task<DirectoryOutcome<Tenant>> RenameTenantAsync(AdminActor actor, string name, string newName, CancellationToken cancellationToken) =>
        CommitAsync<Tenant>(
            actor,
            "prov renameTenant",
            DirectoryRows.GlobalPartition,
            async change =>
            {
                if (await FindTenantAsync(name, cancellationToken) is not { } tenant)
                {
                    return NoTenant(name);
                }

                if (!DirectoryLookups.IsName(newName))
                {
                    return BadTenantName(newName);
                }

                if (await FindTenantAsync(newName, cancellationToken) is { } other && other.Id != tenant.Id)
                {
                    return DirectoryOutcome<Tenant>.Refused(DirectoryStatus.Taken, $"There is a tenant {other.Name} already.");
                }

                if (tenant.Name == newName)
                {
                    return DirectoryOutcome<Tenant>.Done(tenant);
                }

                var renamed = tenant with { Name = newName };
                change.Tell(TargetOf(renamed), AuditDetail.Of(("name", tenant.Name)), AuditDetail.Of(("name", newName)));
                if (DirectoryRows.TenantName(tenant.Name) != DirectoryRows.TenantName(newName))
                {
                    change.Remove(DirectoryRows.TenantName(tenant.Name));
                }

                change.Put(DirectoryRows.TenantName(newName), DirectoryRows.WritePointer(tenant.Id));
                change.Put(DirectoryRows.Tenant(tenant.Id), DirectoryRows.Write(renamed));
                return DirectoryOutcome<Tenant>.Done(renamed);
            },
            cancellationToken);

    /// <summary>Deletes a tenant that has no domains.</summary>
    public Task<DirectoryOutcome<Tenant>> DeleteTenantAsync(AdminActor actor, string name, CancellationToken cancellationToken) =>
        CommitAsync<Tenant>(
            actor,
            "prov deleteTenant",
            DirectoryRows.GlobalPartition,
            async change =>
            {
                if (await FindTenantAsync(name, cancellationToken) is not { } tenant)
                {
                    return NoTenant(name);
                }

                // Claims, not the domains of the tenant's partition: a claim comes before its domain and goes after it.
                var claims = await store.ListAsync(DirectoryRows.GlobalPartition, DirectoryRows.DomainPrefix, cancellationToken);
                if (claims.Any(claim => DirectoryRows.ReadPointer(claim) == tenant.Id))
                {
                    return DirectoryOutcome<Tenant>.Refused(DirectoryStatus.InUse, $"Tenant {tenant.Name} still has domains: delete them first.");
                }

                change.Remove(DirectoryRows.TenantName(tenant.Name));
                change.Remove(DirectoryRows.Tenant(tenant.Id));
                change.Put(AuditRows.GoneTenant(tenant.Id), DirectoryRows.Write(tenant)); // its log is still to be found
                change.Tell(TargetOf(tenant), null, null);
                return DirectoryOutcome<Tenant>.Done(tenant);
            },
            cancellationToken);

    /// <summary>Makes a domain in the tenant of that name, which is made if there is none.</summary>
    /// <param name="actor">Who makes it.</param>
    /// <param name="name">The domain.</param>
    /// <param name="tenantName">Null for a tenant named as the domain.</param>
    /// <param name="attributes">What to set on it, or null.</param>
    /// <param name="cancellationToken">The request's.</param>
    /// <returns>
    /// Exists when the tenant has the domain already; Taken when another one has it. After a crash between the two partitions
    /// the same request finishes what is missing and is Done.
    /// </returns>
    public async Task<DirectoryOutcome<MailDomain>> CreateDomainAsync(
        AdminActor actor,
        string name,
        string? tenantName,
        IReadOnlyDictionary<string, string>? attributes,
        CancellationToken cancellationToken)
    {
        if (!AddressText.TryNormalizeDomain(name, out var domain))
        {
            return DirectoryOutcome<MailDomain>.Refused(DirectoryStatus.Invalid, $"'{name}' is not a domain name.");
        }

        var (changes, refusal) = await CheckAsync(AttributeScopes.Domain, attributes, cancellationToken);
        if (refusal is not null)
        {
            return DirectoryOutcome<MailDomain>.Refused(DirectoryStatus.Invalid, refusal);
        }

        var claimed = await CommitAsync(actor, CreateDomain, DirectoryRows.GlobalPartition, change => PlanClaimAsync(change, domain, tenantName, cancellationToken), cancellationToken);
        if (claimed.Value is not { } tenant)
        {
            return DirectoryOutcome<MailDomain>.Refused(claimed.Status, claimed.Message!);
        }

        var made = await CommitAsync<MailDomain>(
            actor,
            CreateDomain,
            DirectoryRows.Partition(tenant.Id),
            async change =>
            {
                if (await store.FindInTenantAsync(tenant.Id, DirectoryRows.Domain(domain), cancellationToken) is { } row)
                {
                    return DirectoryOutcome<MailDomain>.Exists(DirectoryRows.ReadDomain(row, tenant.Id), $"Domain {domain} exists already.");
                }

                var fresh = new MailDomain(tenant.Id, domain, AttributeSet.Empty.With(changes));
                change.Put(DirectoryRows.Domain(domain), DirectoryRows.Write(fresh));
                change.Tell(AuditTarget.Of(fresh), null, AttributeSet.Empty.Differences(fresh.Attributes).After);
                return DirectoryOutcome<MailDomain>.Done(fresh);
            },
            cancellationToken);
        return await ConfirmClaimAsync(actor, made, tenant, domain, cancellationToken);
    }

    /// <summary>Sets and unsets attributes of a domain. An empty value unsets. Changed when its tag is another than <paramref name="expectedTag"/>.</summary>
    public async Task<DirectoryOutcome<MailDomain>> ModifyDomainAsync(AdminActor actor, string name, IReadOnlyDictionary<string, string> attributes, string? expectedTag, CancellationToken cancellationToken)
    {
        if (!AddressText.TryNormalizeDomain(name, out var domain) || await FindClaimAsync(domain, cancellationToken) is not { } tenant)
        {
            return NoDomain(name);
        }

        var (changes, refusal) = await CheckAsync(AttributeScopes.Domain, attributes, cancellationToken);
        if (refusal is not null)
        {
            return DirectoryOutcome<MailDomain>.Refused(DirectoryStatus.Invalid, refusal);
        }

        return await CommitAsync<MailDomain>(
            actor,
            "prov modifyDomain",
            DirectoryRows.Partition(tenant),
            async change =>
            {
                if (await store.FindInTenantAsync(tenant, DirectoryRows.Domain(domain), cancellationToken) is not { } row)
                {
                    return NoDomain(name);
                }

                var before = DirectoryRows.ReadDomain(row, tenant);
                if (Moved<MailDomain>(before.Tag, expectedTag) is { } moved)
                {
                    return moved;
                }

                var (changed, tooLong) = Apply(before.Attributes, changes);
                if (tooLong is not null)
                {
                    return DirectoryOutcome<MailDomain>.Refused(DirectoryStatus.Invalid, tooLong);
                }

                if (!Tell(change, AuditTarget.Of(before), before.Attributes, changed))
                {
                    return DirectoryOutcome<MailDomain>.Done(before);
                }

                var after = before with { Attributes = changed };
                change.Put(DirectoryRows.Domain(domain), DirectoryRows.Write(after));
                return DirectoryOutcome<MailDomain>.Done(after);
            },
            cancellationToken);
    }

    /// <summary>Deletes a domain in which no address is left. Changed when its tag is another than <paramref name="expectedTag"/>.</summary>
    public async Task<DirectoryOutcome<MailDomain>> DeleteDomainAsync(AdminActor actor, string name, string? expectedTag, CancellationToken cancellationToken)
    {
        if (!AddressText.TryNormalizeDomain(name, out var domain) || await FindClaimAsync(domain, cancellationToken) is not { } tenant)
        {
            return NoDomain(name);
        }

        var gone = await CommitAsync<MailDomain>(
            actor,
            DeleteDomain,
            DirectoryRows.Partition(tenant),
            async change =>
            {
                var held = await store.FindInTenantAsync(tenant, DirectoryRows.Domain(domain), cancellationToken) is { } row ? DirectoryRows.ReadDomain(row, tenant) : null;
                if (held is not null && Moved<MailDomain>(held.Tag, expectedTag) is { } moved)
                {
                    return moved;
                }

                if (await FindAddressOfAsync(tenant, domain, cancellationToken) is { } address)
                {
                    return DirectoryOutcome<MailDomain>.Refused(DirectoryStatus.InUse, $"Domain {domain} still has addresses, {address} for one: delete the accounts and aliases first.");
                }

                if (held is null)
                {
                    return DirectoryOutcome<MailDomain>.Done(new(tenant, domain, AttributeSet.Empty)); // only its claim is left, after a crash
                }

                change.Remove(DirectoryRows.Domain(domain));
                change.Tell(AuditTarget.Of(held), held.Attributes.Differences(AttributeSet.Empty).Before, null);
                return DirectoryOutcome<MailDomain>.Done(held);
            },
            cancellationToken);
        return gone.IsDone ? await ReleaseClaimAsync(actor, gone.Value, cancellationToken) : gone;
    }

    /// <summary>
    /// Writes the claim once more after the domain: a deletion of the same domain that was under way may have seen the claim
    /// without its domain and be about to remove it; this write makes that batch lose its race, or puts the claim back.
    /// </summary>
    private async Task<DirectoryOutcome<MailDomain>> ConfirmClaimAsync(
        AdminActor actor,
        DirectoryOutcome<MailDomain> made,
        Tenant tenant,
        string domain,
        CancellationToken cancellationToken)
    {
        var confirmed = await CommitAsync<Tenant>(
            actor,
            CreateDomain,
            DirectoryRows.GlobalPartition,
            async change =>
            {
                if (await FindClaimAsync(domain, cancellationToken) is { } owner && owner != tenant.Id)
                {
                    return DirectoryOutcome<Tenant>.Refused(DirectoryStatus.Taken, $"Domain {domain} belongs to another tenant.");
                }

                change.Put(DirectoryRows.Domain(domain), DirectoryRows.WritePointer(tenant.Id));
                return DirectoryOutcome<Tenant>.Done(tenant);
            },
            cancellationToken);
        if (confirmed.IsDone)
        {
            return made;
        }

        // Without its claim the domain row never counted, and no account can have come into it.
        await CommitAsync<MailDomain>(
            actor,
            CreateDomain,
            DirectoryRows.Partition(tenant.Id),
            async change =>
            {
                if (await store.FindInTenantAsync(tenant.Id, DirectoryRows.Domain(domain), cancellationToken) is not null)
                {
                    change.Remove(DirectoryRows.Domain(domain));
                    change.Tell(new("domain", domain) { Domain = domain }, null, AuditDetail.Of(("refused", confirmed.Message)));
                }

                return made with { Status = DirectoryStatus.Done };
            },
            cancellationToken);
        return DirectoryOutcome<MailDomain>.Refused(confirmed.Status, confirmed.Message!);
    }

    /// <summary>
    /// Gives the name free. First it goes from the tokens that administer it: whoever gets the domain next, perhaps another
    /// tenant, shall not inherit their holders.
    /// </summary>
    private async Task<DirectoryOutcome<MailDomain>> ReleaseClaimAsync(AdminActor actor, MailDomain domain, CancellationToken cancellationToken)
    {
        var more = true;
        DirectoryOutcome<MailDomain> outcome;
        do
        {
            outcome = await CommitAsync<MailDomain>(
                actor,
                DeleteDomain,
                DirectoryRows.GlobalPartition,
                async change =>
                {
                    more = false;
                    if (await FindClaimAsync(domain.Name, cancellationToken) != domain.Tenant
                        || await store.FindInTenantAsync(domain.Tenant, DirectoryRows.Domain(domain.Name), cancellationToken) is not null)
                    {
                        return DirectoryOutcome<MailDomain>.Done(domain); // made again meanwhile: then the claim is needed
                    }

                    var rows = await store.ListAsync(DirectoryRows.GlobalPartition, DirectoryRows.TokenPrefix, cancellationToken);
                    var tokens = rows.Select(DirectoryRows.ReadToken).Where(token => token.Domains.Contains(domain.Name, StringComparer.Ordinal)).ToList();
                    foreach (var token in tokens.Take(TokensAtOnce))
                    {
                        var less = token with { Domains = [.. token.Domains.Where(name => name != domain.Name)] };
                        change.Put(DirectoryRows.Token(token.Id), DirectoryRows.Write(less));
                        change.Tell(TargetOf(token), AuditDetail.Of(("domain", domain.Name)), null);
                    }

                    more = tokens.Count > TokensAtOnce;
                    if (!more)
                    {
                        change.Remove(DirectoryRows.Domain(domain.Name));
                    }

                    return DirectoryOutcome<MailDomain>.Done(domain);
                },
                cancellationToken);
        }
        while (more);

        return outcome;
    }

    private async Task<DirectoryOutcome<Tenant>> PlanClaimAsync(DirectoryChange change, string domain, string? tenantName, CancellationToken cancellationToken)
    {
        if (await FindClaimAsync(domain, cancellationToken) is { } owner)
        {
            var tenant = DirectoryRows.ReadTenant((await store.FindGlobalAsync(DirectoryRows.Tenant(owner), cancellationToken))!);
            return tenantName is null || DirectoryRows.TenantName(tenant.Name) == DirectoryRows.TenantName(tenantName)
                ? DirectoryOutcome<Tenant>.Exists(tenant, $"Domain {domain} exists already.")
                : DirectoryOutcome<Tenant>.Refused(DirectoryStatus.Taken, $"Domain {domain} belongs to tenant {tenant.Name}.");
        }

        var planned = await PlanTenantAsync(change, tenantName ?? domain, cancellationToken);
        if (planned.Value is not { } made)
        {
            return planned;
        }

        change.Put(DirectoryRows.Domain(domain), DirectoryRows.WritePointer(made.Id));
        return DirectoryOutcome<Tenant>.Done(made);
    }

    private async Task<DirectoryOutcome<Tenant>> PlanTenantAsync(DirectoryChange change, string name, CancellationToken cancellationToken)
    {
        if (!DirectoryLookups.IsName(name))
        {
            return BadTenantName(name);
        }

        if (await FindTenantAsync(name, cancellationToken) is { } existing)
        {
            return DirectoryOutcome<Tenant>.Exists(existing, $"Tenant {existing.Name} exists already.");
        }

        var tenant = new Tenant(RandomText.NextGuid(random), name);
        change.Put(DirectoryRows.Tenant(tenant.Id), DirectoryRows.Write(tenant));
        change.Put(DirectoryRows.TenantName(name), DirectoryRows.WritePointer(tenant.Id));
        change.Tell(TargetOf(tenant), null, null);
        return DirectoryOutcome<Tenant>.Done(tenant);
    }

    private async Task<Tenant?> FindTenantAsync(string name, CancellationToken cancellationToken)
    {
        var pointer = DirectoryLookups.IsName(name) ? await store.FindGlobalAsync(DirectoryRows.TenantName(name), cancellationToken) : null;
        return pointer is not null && await store.FindGlobalAsync(DirectoryRows.Tenant(DirectoryRows.ReadPointer(pointer)), cancellationToken) is { } row
            ? DirectoryRows.ReadTenant(row)
            : null;
    }

    private async Task<Guid?> FindClaimAsync(string domain, CancellationToken cancellationToken) =>
        await store.FindGlobalAsync(DirectoryRows.Domain(domain), cancellationToken) is { } row ? DirectoryRows.ReadPointer(row) : null;

    private async Task<string?> FindAddressOfAsync(Guid tenant, string domain, CancellationToken cancellationToken)
    {
        var suffix = "@" + domain;
        for (var query = EntityQuery.WithPrefix(Tables.Directory, DirectoryRows.Partition(tenant), DirectoryRows.AddressPrefix); ;)
        {
            var page = await store.QueryAsync(query, cancellationToken);
            var found = page.Rows.FirstOrDefault(row => row.Key.Row.EndsWith(suffix, StringComparison.Ordinal));
            if (found is not null)
            {
                return found.Key.Row[DirectoryRows.AddressPrefix.Length..];
            }

            if (page.Continuation is null)
            {
                return null;
            }

            query = query with { Continuation = page.Continuation };
        }
    }

    private static AuditTarget TargetOf(Tenant tenant) => new("tenant", tenant.Name);

    private static DirectoryOutcome<Tenant> NoTenant(string name) =>
        DirectoryOutcome<Tenant>.Refused(DirectoryStatus.NotFound, $"There is no tenant '{name}'.");

    private static DirectoryOutcome<Tenant> BadTenantName(string name) =>
        DirectoryOutcome<Tenant>.Refused(DirectoryStatus.Invalid, $"'{name}' cannot name a tenant: 1 to 100 characters, no @, no blanks at the ends.");

    private static DirectoryOutcome<MailDomain> NoDomain(string name) =>
        DirectoryOutcome<MailDomain>.Refused(DirectoryStatus.NotFound, $"There is no domain '{name}'.");
}
