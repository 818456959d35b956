using Carbonio.Cloud.ActiveSync.Http;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Storage;
using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.ActiveSync.Autodiscover;

/// <summary>
/// Tells a client that knows an address and a password where its mailbox is. Who cannot log in learns nothing but that, and
/// whoever can learns nothing about any other address.
/// </summary>
/// <param name="login">Checks passwords by the rules of Exchange ActiveSync.</param>
/// <param name="metrics">Where requests are counted.</param>
/// <param name="serverId">Which server of several an Error came from.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
/// <remarks>[MS-ASCMD] 2.2.1.1 Autodiscover; [MS-OXDSCLI] 3.2.5 Message Processing Events and Sequencing Rules.</remarks>
public sealed partial class AutodiscoverServer(EasLogin login, EasMetrics metrics, uint serverId, TimeProvider time, ILogger<AutodiscoverServer> logger)
{
    /// <summary>Longest body of a request. One takes less than a kilobyte, twice that in UTF-16.</summary>
    public const int MaximumBodyBytes = 16 * 1024;

    private const string Challenge = "Basic realm=\"Carbonio\"";
    private const string XmlName = "Autodiscover";
    private const string JsonName = "AutodiscoverV2";

    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MaintenanceRetry = TimeSpan.FromMinutes(5);

    /// <summary>Answers a request to <c>/autodiscover/autodiscover.xml</c>.</summary>
    /// <param name="http">The request.</param>
    /// <param name="server">Where clients reach this server; null when that is not known.</param>
    /// <param name="cancellationToken">The client hung up.</param>
    /// <returns>An answer in every case, to be disposed when it was sent.</returns>
    public async Task<EasAnswer> AnswerXmlAsync(IEasHttp http, ServerAddress? server, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(http);
        var started = time.GetTimestamp();
        var visit = new EasVisit { Name = XmlName };
        EasAnswer answer;
        try
        {
            answer = await RouteXmlAsync(http, server, visit, cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            LogStoreUnavailable(e.Message);
            answer = Error(AutodiscoverRefusal.Busy(StoreRetry));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(e, visit.AccountId);
            answer = Error(AutodiscoverRefusal.Failed);
        }

        return Finish(visit, answer, started, LogLevel.Information);
    }

    /// <summary>Answers a request to <c>/autodiscover/autodiscover.json</c>, with or without <c>/v1.0/ADDRESS</c>.</summary>
    /// <param name="http">The request.</param>
    /// <param name="address">The address of the path, unescaped; empty when there is none.</param>
    /// <param name="server">Where clients reach this server; null when that is not known.</param>
    public EasAnswer AnswerJson(IEasHttp http, string address, ServerAddress? server)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(address);
        var started = time.GetTimestamp();
        var answer = !IsGet(http)
            ? AutodiscoverJson.Error(405, "MethodNotAllowed", "Send the request with GET.").With("Allow", "GET, HEAD")
            : http.IsPrivate ? AutodiscoverJson.Answer(http.Query, address, server)
            : AutodiscoverJson.Error(403, "HttpsRequired", AutodiscoverRefusal.HttpsOnly.Message);
        return Finish(new EasVisit { Name = JsonName }, answer, started, LogLevel.Debug);
    }

    /// <summary>What a client of the account is told once it has logged in; for an account that no password opens, what it is told instead.</summary>
    public EasAnswer AnswerOwner(AccountView account, AutodiscoverSchema schema, ServerAddress server)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(server);
        return account switch
        {
            { Status: AccountStatus.Maintenance } => Error(AutodiscoverRefusal.Busy(MaintenanceRetry)),
            _ when account.Status != AccountStatus.Active || !HasPassword(account) => Error(AutodiscoverRefusal.LoginNeeded),
            { MobileSyncEnabled: false } => Error(AutodiscoverRefusal.NotEnabled),
            _ when schema == AutodiscoverSchema.Outlook => PoxAnswer.Outlook(account, server),
            _ => PoxAnswer.MobileSync(account, server),
        };
    }

    /// <summary>What every client is told by Autodiscover v2 that asks for ActiveSync.</summary>
    public static EasAnswer AnswerAnybody(string address, ServerAddress server) => AutodiscoverJson.Answer("Protocol=ActiveSync", address, server);

    private async Task<EasAnswer> RouteXmlAsync(IEasHttp http, ServerAddress? server, EasVisit visit, CancellationToken cancellationToken)
    {
        if (http.Method != "POST" && !IsGet(http))
        {
            return Error(AutodiscoverRefusal.WrongMethod).With("Allow", "GET, HEAD, POST");
        }

        if (!http.IsPrivate)
        {
            // [MS-OXDISCO] 3.1.5.4: a client that found no TLS asks here, without a password, to be sent where there is.
            return IsGet(http) && server is { IsHttps: true }
                ? EasAnswer.Http(302).With("Location", server.AutodiscoverUrl)
                : Error(AutodiscoverRefusal.HttpsOnly);
        }

        if (!BasicCredentials.TryRead(http.Header("Authorization"), out var credentials))
        {
            return Error(AutodiscoverRefusal.LoginNeeded);
        }

        var result = await login.CheckAsync(credentials, http.ClientAddress, cancellationToken);
        visit.Account = result.Account;
        if (result.Account is not { } account)
        {
            return Refused(result, http.ClientAddress);
        }

        if (!account.MobileSyncEnabled)
        {
            return Error(AutodiscoverRefusal.NotEnabled);
        }

        // A browser that an administrator points here sees the same as with Exchange.
        return IsGet(http) ? Error(AutodiscoverRefusal.NoBody) : await AnswerBodyAsync(http, account, server, cancellationToken);
    }

    private async Task<EasAnswer> AnswerBodyAsync(IEasHttp http, AccountView account, ServerAddress? server, CancellationToken cancellationToken)
    {
        using var body = (await http.ReadBodyAsync(MaximumBodyBytes, cancellationToken)).Body;
        if (body is null)
        {
            return Error(AutodiscoverRefusal.TooLarge);
        }

        return !PoxRequestReader.TryRead(body.Bytes.Span, http.Header("Content-Type"), out var request, out var refusal) ? Error(refusal)
            : !IsOf(account, request.EmailAddress) ? Error(AutodiscoverRefusal.OtherAddress)
            : server is null ? Error(AutodiscoverRefusal.NoServerAddress)
            : AnswerOwner(account, request.Schema, server);
    }

    /// <summary>The directory is not asked, so that another address takes the same time whether it exists or not.</summary>
    private static bool IsOf(AccountView account, string text) =>
        AddressText.TryNormalize(text, out var address)
        && (address == account.Address || account.Aliases.Contains(address, StringComparer.Ordinal));

    private static bool HasPassword(AccountView account) =>
        (account.AccountPasswordOpensEas && account.Account.HasPassword)
        || account.Credentials.Any(credential => credential.Opens(CredentialServices.Eas));

    private EasAnswer Refused(AuthenticationResult result, string clientAddress)
    {
        LogLoginRefused(result.Status, clientAddress);
        return Error(result.Status switch
        {
            AuthenticationStatus.Busy or AuthenticationStatus.SlowDown => AutodiscoverRefusal.Busy(result.RetryAfter),

            // The password was right: a 401 would make the phone ask its owner for another one.
            AuthenticationStatus.AccountMaintenance => AutodiscoverRefusal.Busy(MaintenanceRetry),
            _ => AutodiscoverRefusal.LoginNeeded,
        });
    }

    private EasAnswer Error(AutodiscoverRefusal refusal)
    {
        var answer = PoxAnswer.Error(refusal, serverId, time.GetUtcNow());
        if (refusal.RetryAfter is { } wait)
        {
            answer.WithRetryAfter(wait);
        }

        return refusal.HttpStatus == 401 ? answer.With("WWW-Authenticate", Challenge) : answer;
    }

    private EasAnswer Finish(EasVisit visit, EasAnswer answer, long started, LogLevel level)
    {
        var took = time.GetElapsedTime(started);
        metrics.Answered(visit.Name, answer.HttpStatus, took);
        if (logger.IsEnabled(level))
        {
            LogAnswered(level, visit.Name, visit.AccountId, answer.HttpStatus, took.TotalMilliseconds);
        }

        return answer.With("Cache-Control", "no-store").With("X-Content-Type-Options", "nosniff");
    }

    private static bool IsGet(IEasHttp http) => http.Method is "GET" or "HEAD";

    [LoggerMessage(EventId = 3701, Message = "{Request} of account {Account}: {HttpStatus} in {Milliseconds:F1} ms.")]
    private partial void LogAnswered(LogLevel level, string request, string? account, int httpStatus, double milliseconds);

    [LoggerMessage(3702, LogLevel.Information, "A login from {ClientAddress} to Autodiscover was refused: {Reason}.")]
    private partial void LogLoginRefused(AuthenticationStatus reason, string clientAddress);

    [LoggerMessage(3703, LogLevel.Warning, "The store did not answer during Autodiscover; the client was told to come back. {Reason}")]
    private partial void LogStoreUnavailable(string reason);

    [LoggerMessage(3704, LogLevel.Error, "Autodiscover of account {Account} failed.")]
    private partial void LogFailed(Exception exception, string? account);
}
