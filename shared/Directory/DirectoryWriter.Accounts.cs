using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Directory;

/// <content>Accounts, aliases and account passwords.</content>
public sealed partial class DirectoryWriter
{
    /// <summary>Most aliases of one account: with its credentials they must go in one batch.</summary>
    public const int MaximumAliases = 40;

    /// <summary>Makes an account in the tenant that owns the address's domain.</summary>
    /// <param name="actor">Who makes it.</param>
    /// <param name="address">Primary address.</param>
    /// <param name="password">Account password; null for an account that only credentials open.</param>
    /// <param name="attributes">What to set on it, or null.</param>
    /// <param name="cancellationToken">The request's.</param>
    /// <returns>Exists when an account has that primary address; Taken when it is somebody's alias.</returns>
    public async Task<DirectoryOutcome<Account>> CreateAccountAsync(
        AdminActor actor,
        string address,
        string? password,
        IReadOnlyDictionary<string, string>? attributes,
        CancellationToken cancellationToken)
    {
        if (!AddressText.TryNormalize(address, out var normalized))
        {
            return RefusedAccount(DirectoryStatus.Invalid, $"'{address}' is not a mail address.");
        }

        var domain = AddressText.DomainOf(normalized).ToString();
        if (await FindClaimAsync(domain, cancellationToken) is not { } tenant)
        {
            return RefusedAccount(DirectoryStatus.NotFound, $"There is no domain '{domain}': create it first.");
        }

        if (PasswordRefusal(password) is { } bad)
        {
            return RefusedAccount(DirectoryStatus.Invalid, bad);
        }

        var (changes, refusal) = await CheckAsync(AttributeScopes.Account, attributes, cancellationToken);
        if (refusal is not null)
        {
            return RefusedAccount(DirectoryStatus.Invalid, refusal);
        }

        if (await FindHolderAsync(tenant, normalized, null, cancellationToken) is { } holder)
        {
            return holder; // before the slow hash; the batch below looks again
        }

        var account = new Account(new(tenant, RandomText.NextGuid(random)), normalized, [], AttributeSet.Empty.With(changes), time.GetUtcNow())
        {
            Salt = NewSalt(),
        };
        if (password is not null)
        {
            if (await hasher.TryMakeVerifierAsync(password, account.Salt, cancellationToken) is not { } verifier)
            {
                return BusyAccount();
            }

            account = account with { Password = verifier, PasswordVersion = 1 };
        }

        // Finds the tenant of an id. In another partition, so written first: without its account it points to nothing.
        await store.TryWriteAsync(
            new EntityBatch(Tables.Directory, DirectoryRows.GlobalPartition).Upsert(DirectoryRows.AccountId(account.Key.Account), DirectoryRows.WritePointer(tenant)),
            cancellationToken);
        return await CommitAsync<Account>(
            actor,
            "prov createAccount",
            DirectoryRows.Partition(tenant),
            async change =>
            {
                if (await FindHolderAsync(tenant, normalized, account.Key, cancellationToken) is { } other)
                {
                    return other;
                }

                if (await store.FindInTenantAsync(tenant, DirectoryRows.Domain(domain), cancellationToken) is null)
                {
                    return RefusedAccount(DirectoryStatus.NotFound, $"There is no domain '{domain}': create it first.");
                }

                change.Put(DirectoryRows.Account(account.Key.Account), DirectoryRows.Write(account));
                change.Put(DirectoryRows.Address(normalized), DirectoryRows.WriteAddress(account.Key.Account, primary: true));
                change.Tell(AuditTarget.Of(account), null, AttributeSet.Empty.Differences(account.Attributes).After);
                return DirectoryOutcome<Account>.Done(account);
            },
            cancellationToken);
    }

    /// <summary>Sets and unsets attributes of an account. An empty value unsets. Changed when its tag is another than <paramref name="expectedTag"/>.</summary>
    public async Task<DirectoryOutcome<Account>> ModifyAccountAsync(AdminActor actor, AccountKey key, IReadOnlyDictionary<string, string> attributes, string? expectedTag, CancellationToken cancellationToken)
    {
        var (changes, refusal) = await CheckAsync(AttributeScopes.Account, attributes, cancellationToken);
        return refusal is not null
            ? RefusedAccount(DirectoryStatus.Invalid, refusal)
            : await ChangeAccountAsync(
                actor,
                "prov modifyAccount",
                key,
                (change, account) =>
                {
                    var (changed, tooLong) = Apply(account.Attributes, changes);
                    return Task.FromResult(
                        Moved<Account>(account.Tag, expectedTag) is { } moved ? moved
                        : tooLong is not null ? RefusedAccount(DirectoryStatus.Invalid, tooLong)
                        : Tell(change, AuditTarget.Of(account), account.Attributes, changed) ? DirectoryOutcome<Account>.Done(account with { Attributes = changed })
                        : DirectoryOutcome<Account>.Done(account));
                },
                cancellationToken);
    }

    /// <summary>Gives the account another password. Every proof of the old one is void.</summary>
    public async Task<DirectoryOutcome<Account>> SetPasswordAsync(AdminActor actor, AccountKey key, string password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(password);
        if (PasswordRefusal(password) is { } bad)
        {
            return RefusedAccount(DirectoryStatus.Invalid, bad);
        }

        if (await FindAccountAsync(key, cancellationToken) is not { } before)
        {
            return NoAccount();
        }

        // The salt stays the account's for ever, so a hash made before the turn still fits.
        return await hasher.TryMakeVerifierAsync(password, before.Salt, cancellationToken) is { } verifier
            ? await ChangeAccountAsync(
                actor,
                "prov setPassword",
                key,
                (change, account) =>
                {
                    change.Tell(AuditTarget.Of(account), null, null);
                    return Task.FromResult(DirectoryOutcome<Account>.Done(account with { Password = verifier, PasswordVersion = account.PasswordVersion + 1 }));
                },
                cancellationToken)
            : BusyAccount();
    }

    /// <summary>Gives the account one more address in a domain of its tenant. Exists when it has it already.</summary>
    public async Task<DirectoryOutcome<Account>> AddAliasAsync(AdminActor actor, AccountKey key, string alias, CancellationToken cancellationToken)
    {
        if (!AddressText.TryNormalize(alias, out var address))
        {
            return RefusedAccount(DirectoryStatus.Invalid, $"'{alias}' is not a mail address.");
        }

        var domain = AddressText.DomainOf(address).ToString();
        return await ChangeAccountAsync(
            actor,
            "prov addAccountAlias",
            key,
            async (change, account) =>
            {
                if (await store.FindInTenantAsync(key.Tenant, DirectoryRows.Domain(domain), cancellationToken) is null)
                {
                    return RefusedAccount(DirectoryStatus.NotFound, $"The account's tenant has no domain '{domain}'.");
                }

                if (account.Aliases.Contains(address, StringComparer.Ordinal))
                {
                    return DirectoryOutcome<Account>.Exists(account, $"{account.Address} has the alias {address} already.");
                }

                if (await store.FindInTenantAsync(key.Tenant, DirectoryRows.Address(address), cancellationToken) is not null)
                {
                    return RefusedAccount(DirectoryStatus.Taken, $"The address {address} is in use.");
                }

                if (account.Aliases.Count == MaximumAliases)
                {
                    return RefusedAccount(DirectoryStatus.Invalid, $"An account has at most {MaximumAliases} aliases.");
                }

                change.Put(DirectoryRows.Address(address), DirectoryRows.WriteAddress(key.Account, primary: false));
                change.Tell(AuditTarget.Of(account), null, AuditDetail.Of(("alias", address)));
                return DirectoryOutcome<Account>.Done(account with { Aliases = [.. account.Aliases.Append(address).Order(StringComparer.Ordinal)] });
            },
            cancellationToken);
    }

    /// <summary>Takes an alias from the account.</summary>
    public async Task<DirectoryOutcome<Account>> RemoveAliasAsync(AdminActor actor, AccountKey key, string alias, CancellationToken cancellationToken) =>
        await ChangeAccountAsync(
            actor,
            "prov removeAccountAlias",
            key,
            (change, account) =>
            {
                if (!AddressText.TryNormalize(alias, out var address) || !account.Aliases.Contains(address, StringComparer.Ordinal))
                {
                    return Task.FromResult(RefusedAccount(DirectoryStatus.NotFound, $"{account.Address} has no alias '{alias}'."));
                }

                change.Remove(DirectoryRows.Address(address));
                change.Tell(AuditTarget.Of(account), AuditDetail.Of(("alias", address)), null);
                return Task.FromResult(DirectoryOutcome<Account>.Done(account with { Aliases = [.. account.Aliases.Where(other => other != address)] }));
            },
            cancellationToken);

    /// <summary>Deletes an account with its addresses and credentials. Its mailbox is removed afterwards by whoever works on <see cref="AccountRemovals"/>. Changed when its tag is another than <paramref name="expectedTag"/>.</summary>
    public async Task<DirectoryOutcome<Account>> DeleteAccountAsync(AdminActor actor, AccountKey key, string? expectedTag, CancellationToken cancellationToken)
    {
        if (await FindAccountAsync(key, cancellationToken) is not { } known)
        {
            return NoAccount();
        }

        // The intent stands in another partition, so it comes first; it counts only once the account is gone.
        await AccountRemovals.IntendAsync(store, new(key, known.Address, time.GetUtcNow()), cancellationToken);
        return await CommitAsync<Account>(
            actor,
            "prov deleteAccount",
            DirectoryRows.Partition(key.Tenant),
            async change =>
            {
                if (await FindAccountAsync(key, cancellationToken) is not { } account)
                {
                    return NoAccount();
                }

                if (Moved<Account>(account.Tag, expectedTag) is { } moved)
                {
                    return moved;
                }

                var accountRow = DirectoryRows.Account(key.Account);
                change.Remove(accountRow);
                foreach (var address in account.Aliases.Prepend(account.Address))
                {
                    change.Remove(DirectoryRows.Address(address));
                }

                foreach (var credential in await store.ListAsync(DirectoryRows.Partition(key.Tenant), DirectoryRows.Credentials(key.Account), cancellationToken))
                {
                    change.Remove(credential.Key.Row, accountRow);
                }

                change.Tell(AuditTarget.Of(account), account.Attributes.Differences(AttributeSet.Empty).Before, null);
                return DirectoryOutcome<Account>.Done(account);
            },
            cancellationToken);
    }

    private Task<DirectoryOutcome<Account>> ChangeAccountAsync(
        AdminActor actor,
        string action,
        AccountKey key,
        Func<DirectoryChange, Account, Task<DirectoryOutcome<Account>>> plan,
        CancellationToken cancellationToken) =>
        CommitAsync(
            actor,
            action,
            DirectoryRows.Partition(key.Tenant),
            async change =>
            {
                if (await FindAccountAsync(key, cancellationToken) is not { } account)
                {
                    return NoAccount();
                }

                var outcome = await plan(change, account);
                if (outcome.IsDone && change.Told.Count > 0)
                {
                    change.Put(DirectoryRows.Account(key.Account), DirectoryRows.Write(outcome.Value));
                }

                return outcome;
            },
            cancellationToken);

    private async Task<Account?> FindAccountAsync(AccountKey key, CancellationToken cancellationToken) =>
        await store.FindInTenantAsync(key.Tenant, DirectoryRows.Account(key.Account), cancellationToken) is { } row
            ? DirectoryRows.ReadAccount(row, key.Tenant)
            : null;

    /// <summary>Who has the address, as an outcome; null when nobody has.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="address">The address.</param>
    /// <param name="own">The account about to be made: when it has the address, a retried batch had been applied.</param>
    /// <param name="cancellationToken">The request's.</param>
    private async Task<DirectoryOutcome<Account>?> FindHolderAsync(Guid tenant, string address, AccountKey? own, CancellationToken cancellationToken)
    {
        if (await store.FindInTenantAsync(tenant, DirectoryRows.Address(address), cancellationToken) is not { } row)
        {
            return null;
        }

        var holder = await FindAccountAsync(new(tenant, DirectoryRows.ReadPointer(row)), cancellationToken);
        if (holder is not null && holder.Key == own)
        {
            return DirectoryOutcome<Account>.Done(holder);
        }

        return holder?.Address == address
            ? DirectoryOutcome<Account>.Exists(holder, $"Account {address} exists already.")
            : RefusedAccount(DirectoryStatus.Taken, $"The address {address} is an alias of {holder?.Address}.");
    }

    private byte[] NewSalt()
    {
        var salt = new byte[PasswordVerifier.SaltBytes];
        random.Fill(salt);
        return salt;
    }

    private static string? PasswordRefusal(string? password) =>
        password is { Length: 0 or > 256 } ? "A password has 1 to 256 characters." : null;

    private static DirectoryOutcome<Account> NoAccount() => RefusedAccount(DirectoryStatus.NotFound, "There is no such account.");

    private static DirectoryOutcome<Account> BusyAccount() => RefusedAccount(DirectoryStatus.Busy, "Too many passwords are being checked: try again in a few seconds.");

    private static DirectoryOutcome<Account> RefusedAccount(DirectoryStatus status, string message) =>
        DirectoryOutcome<Account>.Refused(status, message);
}
