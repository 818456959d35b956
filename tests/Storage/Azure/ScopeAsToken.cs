using Azure.Core;

namespace Carbonio.Cloud.Storage.Tests.Azure;

/// <summary>A credential whose token says what it was asked for.</summary>
internal sealed class ScopeAsToken : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(string.Join(' ', requestContext.Scopes), DateTimeOffset.MaxValue);

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));
}
