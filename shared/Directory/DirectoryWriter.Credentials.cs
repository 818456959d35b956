namespace Carbonio.Cloud.Directory;

/// <content>Credentials beside the account password.</content>
public sealed partial class DirectoryWriter
{
    /// <summary>Most credentials of one account.</summary>
    public const int MaximumCredentials = 40;

    /// <summary>Adds a credential. Each call adds one.</summary>
    /// <param name="actor">Who adds it.</param>
    /// <param name="key">The account.</param>
    /// <param name="password">A chosen secret, or null to have one made.</param>
    /// <param name="label">What it is for: at most 100 characters, may be empty.</param>
    /// <param name="services">What it opens; at least one.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<DirectoryOutcome<NewCredential>> AddCredentialAsync(
        AdminActor actor,
        AccountKey key,
        string? password,
        string label,
        CredentialServices services,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(label);
        if ((PasswordRefusal(password) ?? LabelRefusal(label) ?? ServicesRefusal(services)) is { } bad)
        {
            return DirectoryOutcome<NewCredential>.Refused(DirectoryStatus.Invalid, bad);
        }

        if (await FindAccountAsync(key, cancellationToken) is not { } account)
        {
            return DirectoryOutcome<NewCredential>.Refused(DirectoryStatus.NotFound, NoAccount().Message!);
        }

        var secret = password ?? GeneratedPassword.Next(random);
        var verifier = password is null
            ? GeneratedPassword.Verifier(secret, random)
            : await hasher.TryMakeVerifierAsync(secret, account.Salt, cancellationToken);
        if (verifier is null)
        {
            return DirectoryOutcome<NewCredential>.Refused(DirectoryStatus.Busy, BusyAccount().Message!);
        }

        return await ChangeCredentialsAsync<NewCredential>(
            actor,
            "auth credential add",
            key,
            (change, account, held) =>
            {
                if (held.Count >= MaximumCredentials)
                {
                    return DirectoryOutcome<NewCredential>.Refused(DirectoryStatus.Invalid, $"An account has at most {MaximumCredentials} credentials.");
                }

                string id;
                do
                {
                    id = RandomText.NextCredentialId(random);
                }
                while (held.Any(other => other.Id == id));

                var credential = new Credential(id, label, services, true, password is null, time.GetUtcNow()) { Verifier = verifier };
                Put(change, key, credential);
                change.Tell(TargetOf(account, credential), null, DetailOf(credential));
                return DirectoryOutcome<NewCredential>.Done(new(credential, secret));
            },
            cancellationToken);
    }

    /// <summary>Changes label, services or whether it is enabled; null leaves a thing as it is. The secret cannot change.</summary>
    public async Task<DirectoryOutcome<Credential>> UpdateCredentialAsync(
        AdminActor actor,
        AccountKey key,
        string id,
        string? label,
        CredentialServices? services,
        bool? enabled,
        CancellationToken cancellationToken)
    {
        var bad = (label is null ? null : LabelRefusal(label)) ?? (services is { } some ? ServicesRefusal(some) : null);
        return bad is not null
            ? DirectoryOutcome<Credential>.Refused(DirectoryStatus.Invalid, bad)
            : await ChangeCredentialsAsync<Credential>(
                actor,
                "auth credential update",
                key,
                (change, account, held) =>
                {
                    if (held.FirstOrDefault(other => other.Id == id) is not { } credential)
                    {
                        return NoCredential(id);
                    }

                    var after = credential with
                    {
                        Label = label ?? credential.Label,
                        Services = services ?? credential.Services,
                        Enabled = enabled ?? credential.Enabled,
                    };
                    if (after != credential)
                    {
                        Put(change, key, after);
                        change.Tell(TargetOf(account, credential), DetailOf(credential), DetailOf(after));
                    }

                    return DirectoryOutcome<Credential>.Done(after);
                },
                cancellationToken);
    }

    /// <summary>Deletes a credential: it opens nothing from now on.</summary>
    public Task<DirectoryOutcome<Credential>> DeleteCredentialAsync(AdminActor actor, AccountKey key, string id, CancellationToken cancellationToken) =>
        ChangeCredentialsAsync<Credential>(
            actor,
            "auth credential delete",
            key,
            (change, account, held) =>
            {
                if (held.FirstOrDefault(other => other.Id == id) is not { } credential)
                {
                    return NoCredential(id);
                }

                change.Remove(DirectoryRows.Credential(key.Account, id), DirectoryRows.Account(key.Account));
                change.Tell(TargetOf(account, credential), DetailOf(credential), null);
                return DirectoryOutcome<Credential>.Done(credential);
            },
            cancellationToken);

    private Task<DirectoryOutcome<T>> ChangeCredentialsAsync<T>(
        AdminActor actor,
        string action,
        AccountKey key,
        Func<DirectoryChange, Account, IReadOnlyList<Credential>, DirectoryOutcome<T>> plan,
        CancellationToken cancellationToken)
        where T : class =>
        CommitAsync(
            actor,
            action,
            DirectoryRows.Partition(key.Tenant),
            async change =>
            {
                if (await FindAccountAsync(key, cancellationToken) is not { } account)
                {
                    return DirectoryOutcome<T>.Refused(DirectoryStatus.NotFound, NoAccount().Message!);
                }

                var rows = await store.ListAsync(DirectoryRows.Partition(key.Tenant), DirectoryRows.Credentials(key.Account), cancellationToken);
                return plan(change, account, [.. rows.Select(DirectoryRows.ReadCredential)]);
            },
            cancellationToken);

    private static AuditTarget TargetOf(Account account, Credential credential) => AuditTarget.Of(account) with { Kind = "credential", Name = credential.Id };

    private static AuditDetail? DetailOf(Credential credential) => AuditDetail.Of(
        ("label", credential.Label),
        ("services", string.Join(',', CredentialServiceNames.List(credential.Services))),
        ("enabled", credential.Enabled ? "true" : "false"));

    // Readers hold credentials with their account: it is the account that they must forget.
    private static void Put(DirectoryChange change, AccountKey key, Credential credential) =>
        change.Put(DirectoryRows.Credential(key.Account, credential.Id), DirectoryRows.Write(credential), DirectoryRows.Account(key.Account));

    private static string? LabelRefusal(string label) =>
        label.Length > 100 || label.Any(char.IsControl) ? "A label has at most 100 characters, none of them a control character." : null;

    private static string? ServicesRefusal(CredentialServices services) =>
        services == CredentialServices.None ? $"A credential needs at least one service: {CredentialServiceNames.Allowed}." : null;

    private static DirectoryOutcome<Credential> NoCredential(string id) =>
        DirectoryOutcome<Credential>.Refused(DirectoryStatus.NotFound, $"The account has no credential '{id}'.");
}
