using System.Globalization;

namespace Carbonio.Cloud.Directory;

/// <content>Tokens of the admin API.</content>
public sealed partial class DirectoryWriter
{
    /// <summary>Makes a token. Each call makes one.</summary>
    /// <param name="actor">Who makes it.</param>
    /// <param name="role">What its holder may do.</param>
    /// <param name="domains">Domains of a delegated one, which must exist; empty for the other roles.</param>
    /// <param name="label">Who or what holds it: at most 100 characters.</param>
    /// <param name="expires">From when on it is refused; null for never.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<DirectoryOutcome<NewAdminToken>> CreateTokenAsync(
        AdminActor actor,
        AdminRole role,
        IReadOnlyList<string> domains,
        string label,
        DateTimeOffset? expires,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(domains);
        ArgumentNullException.ThrowIfNull(label);
        var bad = role == AdminRole.Delegated == (domains.Count == 0)
            ? "A delegated token needs domains; the other roles take none."
            : domains.Count > 100 ? "A token has at most 100 domains." : LabelRefusal(label);
        if (expires is { } end && end <= time.GetUtcNow())
        {
            bad ??= "The token would have expired already.";
        }

        if (bad is not null)
        {
            return DirectoryOutcome<NewAdminToken>.Refused(DirectoryStatus.Invalid, bad);
        }

        var (id, text) = AdminTokenText.Next(random);
        return await CommitAsync(
            actor,
            "token add",
            DirectoryRows.GlobalPartition,
            async change =>
            {
                // Here, where no deletion of a domain can come between: a token never outlives the domain it was made for.
                var names = new SortedSet<string>(StringComparer.Ordinal);
                foreach (var name in domains)
                {
                    if (!AddressText.TryNormalizeDomain(name, out var domain) || await FindClaimAsync(domain, cancellationToken) is null)
                    {
                        return DirectoryOutcome<NewAdminToken>.Refused(DirectoryStatus.Invalid, $"There is no domain '{name}'.");
                    }

                    names.Add(domain);
                }

                var token = new AdminToken(id, role, [.. names], label, time.GetUtcNow(), expires) { SecretHash = AdminTokenText.Hash(text) };
                change.Put(DirectoryRows.Token(id), DirectoryRows.Write(token));
                change.Tell(TargetOf(token), null, DetailOf(token));
                return DirectoryOutcome<NewAdminToken>.Done(new(token, text));
            },
            cancellationToken);
    }

    /// <summary>Revokes a token: at once here, within 10 s on every instance.</summary>
    public Task<DirectoryOutcome<AdminToken>> RevokeTokenAsync(AdminActor actor, string id, CancellationToken cancellationToken) =>
        CommitAsync<AdminToken>(
            actor,
            "token revoke",
            DirectoryRows.GlobalPartition,
            async change =>
            {
                if (!AdminTokenText.IsId(id) || await store.FindGlobalAsync(DirectoryRows.Token(id), cancellationToken) is not { } row)
                {
                    return DirectoryOutcome<AdminToken>.Refused(DirectoryStatus.NotFound, $"There is no token '{id}'.");
                }

                var token = DirectoryRows.ReadToken(row);
                change.Remove(DirectoryRows.Token(id));
                change.Tell(TargetOf(token), DetailOf(token), null);
                return DirectoryOutcome<AdminToken>.Done(token);
            },
            cancellationToken);

    private static AuditTarget TargetOf(AdminToken token) => new("token", token.Id);

    private static AuditDetail? DetailOf(AdminToken token) => AuditDetail.Of(
        ("role", AdminRoleNames.NameOf(token.Role)),
        ("domains", token.Domains.Count > 0 ? string.Join(',', token.Domains) : null),
        ("label", token.Label),
        ("expires", token.Expires?.ToString("O", CultureInfo.InvariantCulture)));
}
