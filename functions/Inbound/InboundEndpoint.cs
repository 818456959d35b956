using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Carbonio.Cloud.ActiveSync;
using Carbonio.Cloud.ActiveSync.Admission;
using Carbonio.Cloud.ActiveSync.Http;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Functions.Eas;
using Carbonio.Cloud.Functions.Monitoring;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Delivery;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Functions.Inbound;

/// <summary>
/// <c>POST /api/inbound?recipient=ADDRESS</c>, the recipient repeatable, the body a message as received. Nothing is delivered
/// while any recipient is unknown; otherwise each recipient has its own outcome and the answer's status is the worst of them,
/// so that whoever hands in only what was taken loses nothing. A retry with the same <c>Idempotency-Key</c> delivers nothing twice.
/// </summary>
internal sealed partial class InboundEndpoint(
    DirectoryReader directory, BearerTokens tokens, MailDelivery delivery, WorkAdmission admission, ILogger<InboundEndpoint> logger)
{
    public const string Path = "/api/inbound";
    private const int MaximumRecipients = 100;
    private const int MaximumKeyCharacters = 200;

    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(10);

    public async Task InvokeAsync(HttpContext context)
    {
        var gone = context.RequestAborted;
        try
        {
            if (await tokens.FindAsync(context, gone) is not { } token)
            {
                BearerTokens.Challenge(context);
                return;
            }

            await HandInAsync(context, token, gone);
        }
        catch (StoreUnavailableException e)
        {
            LogStoreUnavailable(e);
            await TryLaterAsync(context, StoreRetry, "The store does not answer; try again.");
        }
    }

    private async Task HandInAsync(HttpContext context, AdminToken token, CancellationToken gone)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "POST";
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        var recipients = context.Request.Query["recipient"].OfType<string>().Where(address => address.Length > 0).ToList();
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (recipients.Count is 0 or > MaximumRecipients || key.Length > MaximumKeyCharacters)
        {
            await FailAsync(context, StatusCodes.Status400BadRequest, "bad-request", $"Name 1 to {MaximumRecipients} recipients, as ?recipient=ADDRESS.");
            return;
        }

        var accounts = await FindAccountsAsync(context, token, recipients, gone);
        if (accounts is null)
        {
            return;
        }

        var read = await RequestBody.ReadAsync(context, MailDelivery.DefaultMaximumMessageBytes, admission.Memory, gone);
        if (read.Status == BodyReadStatus.NoMemory)
        {
            await TryLaterAsync(context, admission.Refuse(WorkRefusal.NoMemory), "Too many messages are arriving; try again.");
            return;
        }

        using var body = read.Body;
        if (body is null)
        {
            await FailAsync(
                context,
                StatusCodes.Status413PayloadTooLarge,
                "too-large",
                $"A message has at most {MailDelivery.DefaultMaximumMessageBytes} bytes.");
            return;
        }

        if (body.Bytes.IsEmpty)
        {
            await FailAsync(context, StatusCodes.Status400BadRequest, "bad-request", "The body is the message, as received.");
            return;
        }

        var options = DeliveryOptions.Default with { IdempotencyKey = key.Length == 0 ? null : key };
        var outcomes = await Task.WhenAll(recipients.Zip(accounts, (recipient, account) => DeliverAsync(recipient, account, body.Bytes, options, gone)));
        await AnswerAsync(context, outcomes);
    }

    /// <returns>An account for each recipient; null when the answer, a refusal, was written.</returns>
    private async Task<List<AccountView>?> FindAccountsAsync(HttpContext context, AdminToken token, List<string> recipients, CancellationToken gone)
    {
        var accounts = new List<AccountView>();
        var unknown = new List<string>();
        foreach (var recipient in recipients)
        {
            if (await directory.FindAccountByAddressAsync(recipient, gone) is { Status: not AccountStatus.Closed } account)
            {
                accounts.Add(account);
            }
            else
            {
                unknown.Add(recipient);
            }
        }

        if (accounts.Find(account => token.Role != AdminRole.Delivery && !token.Administers(account.Domain)) is { } foreign)
        {
            await FailAsync(context, StatusCodes.Status403Forbidden, "forbidden", $"The token does not administer {foreign.Domain}.");
            return null;
        }

        if (unknown.Count > 0)
        {
            await FailAsync(context, StatusCodes.Status404NotFound, "unknown-recipient", $"There is no account {string.Join(", ", unknown)}.");
            return null;
        }

        return accounts;
    }

    private async Task<InboundRecipient> DeliverAsync(
        string recipient,
        AccountView account,
        ReadOnlyMemory<byte> message,
        DeliveryOptions options,
        CancellationToken gone)
    {
        if (account.Status == AccountStatus.Maintenance)
        {
            return new(recipient, StatusCodes.Status503ServiceUnavailable, null);
        }

        try
        {
            var outcome = await delivery.DeliverAsync(
                MailboxId.FromPartition(account.Partition)!,
                account.MailQuotaBytes,
                FolderIds.Inbox,
                message,
                options,
                gone);
            return outcome.Result switch
            {
                DeliveryResult.Delivered or DeliveryResult.AlreadyDelivered =>
                    new(recipient, StatusCodes.Status202Accepted, ServerIds.Format(FolderIds.Inbox, outcome.ItemId)),
                DeliveryResult.OverQuota => new(recipient, StatusCodes.Status507InsufficientStorage, null),
                DeliveryResult.TooLarge => new(recipient, StatusCodes.Status413PayloadTooLarge, null),
                _ => throw new InvalidOperationException($"Delivery into the Inbox ended with {outcome.Result}."),
            };
        }
        catch (StoreUnavailableException e)
        {
            LogStoreUnavailable(e);
            return new(recipient, StatusCodes.Status503ServiceUnavailable, null);
        }
    }

    private static Task AnswerAsync(HttpContext context, InboundRecipient[] outcomes)
    {
        var worst = outcomes.Select(outcome => outcome.Status).MaxBy(Severity);
        if (worst == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = Seconds(StoreRetry);
        }

        return WriteAsync(context, worst, new([.. outcomes.Select(outcome => outcome.Id).OfType<string>()], outcomes), InboundJson.Default.InboundAnswer);
    }

    // What helps to be tried again comes first.
    private static int Severity(int status) => status switch
    {
        StatusCodes.Status503ServiceUnavailable => 3,
        StatusCodes.Status507InsufficientStorage => 2,
        StatusCodes.Status413PayloadTooLarge => 1,
        _ => 0,
    };

    private static Task TryLaterAsync(HttpContext context, TimeSpan retryAfter, string message)
    {
        context.Response.Headers.RetryAfter = Seconds(retryAfter);
        return FailAsync(context, StatusCodes.Status503ServiceUnavailable, "try-later", message);
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture);

    private static Task FailAsync(HttpContext context, int status, string code, string message) =>
        WriteAsync(context, status, new(new(code, message)), InboundJson.Default.InboundError);

    private static Task WriteAsync<T>(HttpContext context, int status, T value, JsonTypeInfo<T> type)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(value, type, cancellationToken: context.RequestAborted);
    }

    [LoggerMessage(7201, LogLevel.Warning, "The store did not answer a delivery; the sender was told to come back.")]
    private partial void LogStoreUnavailable(Exception exception);
}
