using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.ActiveSync.Http;

/// <summary>Finds out whether a login name and password open Exchange ActiveSync.</summary>
/// <param name="authenticator">Checks passwords.</param>
/// <param name="defaultDomain">Domain of a login name without one, or null.</param>
/// <param name="time">The clock.</param>
public sealed class EasLogin(Authenticator authenticator, string? defaultDomain, TimeProvider time)
{
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
