using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Monitoring;

/// <summary>Who holds the bearer token of a request.</summary>
internal sealed class BearerTokens(TokenVerifier verifier)
{
    private const string Scheme = "Bearer ";

    /// <summary>The token, or null when there is none that holds.</summary>
    public ValueTask<AdminToken?> FindAsync(HttpContext context, CancellationToken cancellationToken) =>
        context.Request.Headers.Authorization.ToString() is { } header && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? verifier.VerifyAsync(header[Scheme.Length..].Trim(), cancellationToken)
            : default;

    /// <summary>Asks for a token.</summary>
    public static void Challenge(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
    }
}
