using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Carbonio.Cloud.Directory;

/// <summary>
/// Checks who logs in. Costs one HMAC when the password was right before (a proof in the device row or in this process's
/// memory), one SHA-256 for a generated mobile password, and one slow hash for everything else: a wrong password, an account
/// that does not exist and one that takes only mobile passwords cost the same.
/// </summary>
public sealed class Authenticator
{
    private const int ProofsPerAccount = 4;

    private readonly DirectoryReader reader;
    private readonly PasswordHasher hasher;
    private readonly PasswordProofs proofs;
    private readonly TimeProvider time;
    private readonly DirectoryOptions options;
    private readonly LoginLimiter limiter;
    private readonly GenerationalCache<AccountKey, RecentProof[]> recent;
    private readonly byte[] nobodysSalt = new byte[PasswordVerifier.SaltBytes];

    /// <summary>One for the whole process.</summary>
    public Authenticator(DirectoryReader reader, PasswordHasher hasher, PasswordProofs proofs, IRandomSource random, TimeProvider time, DirectoryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        this.reader = reader;
        this.hasher = hasher;
        this.proofs = proofs;
        this.time = time;
        this.options = options;
        limiter = new(time, options.LimitedLogins);
        recent = new(options.CachedAccounts);
        random.Fill(nobodysSalt);
    }

    /// <summary>Checks a login name and password for a service.</summary>
    /// <param name="login">As typed: see <see cref="LoginName"/>.</param>
    /// <param name="password">As typed.</param>
    /// <param name="service">One service.</param>
    /// <param name="clientAddress">Where the request comes from. Failures are counted for each; an IPv6 network of 64 bits counts as one.</param>
    /// <param name="cancellationToken">The request's.</param>
    /// <returns>An answer in every case. On <see cref="AuthenticationStatus.SlowDown"/> the caller waits and tries once more, or answers 503.</returns>
    public async ValueTask<AuthenticationResult> AuthenticateAsync(
        string login,
        string password,
        CredentialServices service,
        string clientAddress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(password);
        var known = LoginName.TryGetAddress(login, options.DefaultDomain, out var address);
        var account = known ? await reader.FindAccountByAddressAsync(address!, cancellationToken) : null;
        var client = ClientNetwork(clientAddress);
        if (account is not null && TryRecent(account, password, service) is { } remembered && AllowsNew(account, service, clientAddress))
        {
            return remembered.Proof is { } right ? remembered with { Proof = right.In(proofs.Mark(account.Key, client)) } : remembered;
        }

        var limited = account?.Address ?? address ?? "";
        if (!limiter.TryBegin(limited, client, out var retryAfter))
        {
            return AuthenticationResult.Refused(AuthenticationStatus.SlowDown, retryAfter);
        }

        AuthenticationResult? result = null;
        try
        {
            result = await CheckAsync(account, password, service, cancellationToken);

            // After the password, so that neither time nor answer tells who has which policy.
            if (result is { Status: AuthenticationStatus.Success, Proof: { } made })
            {
                result = AllowsNew(account!, service, clientAddress)
                    ? result with { Proof = made.In(proofs.Mark(account!.Key, client)) }
                    : AuthenticationResult.Refused(AuthenticationStatus.AddressNotTrusted);
            }

            return result;
        }
        finally
        {
            switch (result?.Status)
            {
                case null or AuthenticationStatus.Busy:
                    limiter.Abandoned(limited, client);
                    break;
                case AuthenticationStatus.Success:
                    limiter.Succeeded(limited, client);
                    break;
                default:
                    limiter.Failed(limited, client);
                    break;
            }
        }
    }

    /// <summary>Checks a password against the proof a device row keeps. Never slowed by the login limiter, never a slow hash.</summary>
    /// <returns>
    /// Null when the proof does not hold for this password: it is another one, or it was changed, disabled or deleted since,
    /// or the account password no longer opens mobile sync. Then <see cref="AuthenticateAsync"/> decides.
    /// </returns>
    public AuthenticationResult? TryProof(AccountView account, PasswordProof proof, string password, CredentialServices service, string clientAddress)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(proof);
        ArgumentNullException.ThrowIfNull(password);
        if (!Proves(account, proof, password, service))
        {
            return null;
        }

        // Most accounts have no policy, and pay nothing for it here.
        var policy = account.EasLogin;
        if (service != CredentialServices.Eas || ReferenceEquals(policy, EasLoginPolicy.Open))
        {
            return ByAccountStatus(account, proof);
        }

        if (!policy.AddressMayChange && proof.Network.IsEmpty)
        {
            return null; // made before networks were noted: the next login notes it
        }

        var isSameNetwork = policy.AddressMayChange || proof.Network.Span.SequenceEqual(proofs.Mark(account.Key, ClientNetwork(clientAddress)));
        return policy.AllowsKnown(clientAddress, isSameNetwork)
            ? ByAccountStatus(account, proof)
            : AuthenticationResult.Refused(AuthenticationStatus.AddressNotTrusted);
    }

    private bool Proves(AccountView account, PasswordProof proof, string password, CredentialServices service) =>
        VersionOf(account, proof.CredentialId, service) is { } version && proofs.Verify(proof, account.Key, version, password);

    private static bool AllowsNew(AccountView account, CredentialServices service, string clientAddress) =>
        service != CredentialServices.Eas || account.EasLogin.AllowsNew(clientAddress);

    /// <summary>The version of a credential that opens the service now, or null. The empty id is the account password.</summary>
    private static long? VersionOf(AccountView account, string credentialId, CredentialServices service)
    {
        if (credentialId.Length > 0)
        {
            // A credential's secret never changes; a new one under a used id has another moment of creation.
            return account.FindCredential(credentialId) is { } credential && credential.Opens(service) ? credential.Created.UtcTicks : null;
        }

        return account.Account.Password is not null && (service != CredentialServices.Eas || account.AccountPasswordOpensEas)
            ? account.Account.PasswordVersion
            : null;
    }

    private static AuthenticationResult ByAccountStatus(AccountView account, PasswordProof proof) => account.Status switch
    {
        AccountStatus.Active => new(AuthenticationStatus.Success, account, proof, TimeSpan.Zero),
        AccountStatus.Locked => AuthenticationResult.Refused(AuthenticationStatus.AccountLocked),
        AccountStatus.Maintenance => AuthenticationResult.Refused(AuthenticationStatus.AccountMaintenance),
        _ => AuthenticationResult.Refused(AuthenticationStatus.AccountClosed),
    };

    private async Task<AuthenticationResult> CheckAsync(AccountView? account, string password, CredentialServices service, CancellationToken cancellationToken)
    {
        var credential = account is null ? null : FindGenerated(account, password, service);
        if (credential is null)
        {
            var (status, id) = await CheckSlowAsync(account, password, service, cancellationToken);
            if (id is null)
            {
                return AuthenticationResult.Refused(status, status == AuthenticationStatus.Busy ? TimeSpan.FromSeconds(2) : default);
            }

            credential = id;
        }

        // The password is right: whatever else stands in the way may be told apart now.
        if (VersionOf(account!, credential, service) is not { } version)
        {
            return AuthenticationResult.Refused(AuthenticationStatus.MobilePasswordRequired);
        }

        var proof = proofs.Make(account!.Key, credential, version, password);
        var result = ByAccountStatus(account, proof);
        if (result.Status == AuthenticationStatus.Success)
        {
            Remember(account.Key, proof);
        }

        return result;
    }

    private static string? FindGenerated(AccountView account, string password, CredentialServices service)
    {
        Span<byte> hash = stackalloc byte[PasswordVerifier.HashBytes];
        string? found = null;
        foreach (var credential in account.Credentials)
        {
            if (!credential.Verifier.IsSlow && credential.Opens(service)
                && GeneratedPassword.TryHash(password, credential.Verifier.Salt, hash)
                && CryptographicOperations.FixedTimeEquals(hash, credential.Verifier.Hash))
            {
                found = credential.Id;
            }
        }

        return found;
    }

    /// <summary>Compares with everything that people chose: one derivation, because all of an account share one salt.</summary>
    /// <returns>The credential's id, empty for the account password; null and why when none fits.</returns>
    private async Task<(AuthenticationStatus Status, string? CredentialId)> CheckSlowAsync(
        AccountView? account,
        string password,
        CredentialServices service,
        CancellationToken cancellationToken)
    {
        var candidates = new List<(string Id, PasswordVerifier Verifier)>();
        if (account?.Account.Password is { } own)
        {
            candidates.Add(("", own));
        }

        foreach (var credential in account?.Credentials ?? [])
        {
            if (credential.Verifier.IsSlow && credential.Opens(service))
            {
                candidates.Add((credential.Id, credential.Verifier));
            }
        }

        if (candidates.Count == 0)
        {
            // Nobody to compare with: hash all the same, so that time tells nothing.
            var nobody = await hasher.TryDeriveAsync(password, nobodysSalt, hasher.Rounds, cancellationToken);
            return (nobody is null ? AuthenticationStatus.Busy : AuthenticationStatus.WrongPassword, null);
        }

        string? found = null;
        foreach (var group in candidates.GroupBy(candidate => (candidate.Verifier.Rounds, Convert.ToHexString(candidate.Verifier.Salt))))
        {
            var (_, first) = group.First();
            if (await hasher.TryDeriveAsync(password, first.Salt, first.Rounds, cancellationToken) is not { } hash)
            {
                return (AuthenticationStatus.Busy, null);
            }

            foreach (var (id, verifier) in group)
            {
                // A mobile password that is also the account password counts as the mobile password.
                if (CryptographicOperations.FixedTimeEquals(hash, verifier.Hash))
                {
                    found = string.IsNullOrEmpty(found) ? id : found;
                }
            }
        }

        return (AuthenticationStatus.WrongPassword, found);
    }

    private AuthenticationResult? TryRecent(AccountView account, string password, CredentialServices service)
    {
        if (!recent.TryGet(account.Key, out var held))
        {
            return null;
        }

        var now = time.GetTimestamp();
        foreach (var (proof, made) in held)
        {
            if (time.GetElapsedTime(made, now) < options.ProofsKept && Proves(account, proof, password, service))
            {
                return ByAccountStatus(account, proof);
            }
        }

        return null;
    }

    private void Remember(AccountKey key, PasswordProof proof)
    {
        // Two at once may lose one of the two: it costs a hash more, nothing else.
        RecentProof[] held = recent.TryGet(key, out var others) ? others : [];
        recent.Set(key, [new(proof, time.GetTimestamp()), .. held.Where(other => !other.Proof.Mac.Span.SequenceEqual(proof.Mac.Span)).Take(ProofsPerAccount - 1)]);
    }

    private static string ClientNetwork(string clientAddress)
    {
        if (!IPAddress.TryParse(clientAddress, out var address) || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return clientAddress;
        }

        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString() : Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8));
    }

    private readonly record struct RecentProof(PasswordProof Proof, long Made);
}
