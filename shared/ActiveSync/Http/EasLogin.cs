using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.ActiveSync.Http;

/// <summary>Finds out whether a login name and password open Exchange ActiveSync.</summary>
/// <param name="authenticator">Checks passwords.</param>
/// <param name="defaultDomain">Domain of a login name without one, or null.</param>
/// <param name="time">The clock.</param>
public sealed class EasLogin(Authenticator authenticator, string? defaultDomain, TimeProvider time)
{
    /// <summary>Tokens that open Exchange ActiveSync beside passwords; null where they open nothing.</summary>
    public SimulationTokens? Simulations { get; init; }

    /// <summary>Whether the password is a token with which an admin's tool plays a phone of that account. One HMAC, and only for what looks like one.</summary>
    /// <returns>Null when it is none: then it is a password like any other.</returns>
    public AuthenticationResult? TrySimulation(AccountView account, BasicCredentials credentials)
    {
        ArgumentNullException.ThrowIfNull(account);
        return Simulations is { } tokens && tokens.TryRead(credentials.Password, out var whose) && whose == account.Key && account.Status == AccountStatus.Active
            ? new(AuthenticationStatus.Success, account, null, TimeSpan.Zero)
            : null;
    }

    /// <summary>The account that a login name means, whether its password is right or not; null when there is none.</summary>
    public ValueTask<AccountView?> FindAccountAsync(DirectoryReader directory, BasicCredentials credentials, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return LoginName.TryGetAddress(credentials.Login, defaultDomain, out var address)
            ? directory.FindAccountByAddressAsync(address, cancellationToken)
            : default;
    }

    /// <summary>Checks the password against the proof of a device's row: one HMAC, never slowed down.</summary>
    /// <returns>Null when the proof says nothing about this password.</returns>
    public AuthenticationResult? TryProof(AccountView account, byte[]? proof, BasicCredentials credentials, string clientAddress) =>
        PasswordProof.TryRead(proof, out var known) ? authenticator.TryProof(account, known, credentials.Password, CredentialServices.Eas, clientAddress) : null;

    /// <summary>Checks the password. After many failures from that client it waits first, without a thread.</summary>
    public async ValueTask<AuthenticationResult> CheckAsync(BasicCredentials credentials, string clientAddress, CancellationToken cancellationToken)
    {
        var result = await AuthenticateAsync();
        if (result.Status == AuthenticationStatus.SlowDown)
        {
            await Task.Delay(result.RetryAfter, time, cancellationToken);
            result = await AuthenticateAsync();
        }

        return result;

        ValueTask<AuthenticationResult> AuthenticateAsync() =>
            authenticator.AuthenticateAsync(credentials.Login, credentials.Password, CredentialServices.Eas, clientAddress, cancellationToken);
    }
}
