namespace Carbonio.Cloud.Directory;

/// <summary>Outcome of a login.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Account">The account, on success only.</param>
/// <param name="Proof">What the device row may keep, so that the next request costs one HMAC; on success only.</param>
/// <param name="RetryAfter">How long to wait, for <see cref="AuthenticationStatus.SlowDown"/> and <see cref="AuthenticationStatus.Busy"/>.</param>
public sealed record AuthenticationResult(AuthenticationStatus Status, AccountView? Account, PasswordProof? Proof, TimeSpan RetryAfter)
{
    internal static AuthenticationResult Refused(AuthenticationStatus status, TimeSpan retryAfter = default) => new(status, null, null, retryAfter);
}
