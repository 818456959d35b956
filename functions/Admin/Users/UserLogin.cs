using System.Globalization;
using Carbonio.Cloud.ActiveSync.Http;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Functions.Eas;

namespace Carbonio.Cloud.Functions.Admin;

/// <summary>
/// Lets users manage what is their own, by Basic authentication with the account password: whoever finds a phone with a mobile
/// password in it must not be able to make another one. Slowed by the same limiter as every login.
/// </summary>
internal sealed class UserLogin(Authenticator authenticator, ProxyRules proxy)
{
    /// <summary>True when the request brings a login name and password.</summary>
    public static bool IsTried(HttpRequest request) => request.Headers.Authorization.ToString().StartsWith("Basic ", StringComparison.OrdinalIgnoreCase);

    /// <summary>Who it is, or why not.</summary>
    public async Task<(AccountView? Account, AdminAnswer? Refusal)> FindAsync(HttpContext context)
    {
        if (!proxy.IsPrivate(context))
        {
            return (null, AdminAnswer.Problem(StatusCodes.Status403Forbidden, "not_private", "Passwords are taken over HTTPS only."));
        }

        if (!BasicCredentials.TryRead(context.Request.Headers.Authorization, out var credentials))
        {
            return (null, Unauthorized());
        }

        // Asked for the web client, for which no mobile password is good; and of what is, only the account's own counts.
        var result = await authenticator.AuthenticateAsync(
            credentials.Login, credentials.Password, CredentialServices.WebUI, proxy.ClientAddress(context), context.RequestAborted);
        return result switch
        {
            { Status: AuthenticationStatus.Success, Account: { } account, Proof.CredentialId.Length: 0 } => (account, null),
            { Status: AuthenticationStatus.SlowDown } => (null, AdminAnswer.Problem(
                StatusCodes.Status429TooManyRequests,
                "slow_down",
                string.Create(CultureInfo.InvariantCulture, $"Too many wrong passwords: wait {Math.Ceiling(result.RetryAfter.TotalSeconds)} seconds."),
                result.RetryAfter)),
            { Status: AuthenticationStatus.Busy } => (null, AdminAnswer.Busy("Too many passwords are being checked: try again in a few seconds.")),
            _ => (null, Unauthorized()),
        };
    }

    private static AdminAnswer Unauthorized() => AdminAnswer.Problem(
        StatusCodes.Status401Unauthorized, "unauthorized", "Log in with your address and your account password; a mobile password is not taken here.");
}
