using System.Security.Cryptography;

namespace Carbonio.Cloud.Directory;

/// <summary>Finds out who holds a bearer token. Tokens come from the reader's cache: a revoked one is refused within 10 s everywhere.</summary>
public sealed class TokenVerifier(DirectoryReader reader, TimeProvider time)
{
    /// <summary>The token, or null when it is malformed, unknown, wrong, revoked or expired.</summary>
    /// <param name="bearer">What followed <c>Bearer</c> in the Authorization header.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async ValueTask<AdminToken?> VerifyAsync(string? bearer, CancellationToken cancellationToken)
    {
        if (!AdminTokenText.TryGetId(bearer, out var id)
            || await reader.FindTokenAsync(id, cancellationToken) is not { } token)
        {
            return null;
        }

        var right = CryptographicOperations.FixedTimeEquals(AdminTokenText.Hash(bearer!), token.SecretHash);
        return right && (token.Expires is not { } expires || time.GetUtcNow() < expires) ? token : null;
    }
}
