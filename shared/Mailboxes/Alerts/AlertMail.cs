using System.Security.Cryptography;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes.Delivery;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mime;
using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.Mailboxes.Alerts;

/// <summary>Delivers an alert to the accounts that <c>carbonioAdminAlertAddress</c> names.</summary>
/// <param name="directory">Who they are.</param>
/// <param name="delivery">Gives the delivery, which is made after the outbox.</param>
/// <param name="logger">Says whom a mail did not reach.</param>
public sealed partial class AlertMail(DirectoryReader directory, Func<MailDelivery> delivery, ILogger<AlertMail> logger)
{
    /// <summary>Recipients that get a mail; those named behind them get none.</summary>
    public const int MaximumRecipients = 20;

    private readonly MimeBuilder builder = new(RandomNumberGenerator.Fill);

    /// <summary>Delivers it to each, once however often this is repeated.</summary>
    /// <param name="id">Names the alert.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="cancellationToken">Ends it; some may have got it.</param>
    public async Task SendAsync(string id, ServerAlert alert, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(alert);
        var named = (await directory.ServiceAsync(cancellationToken)).Text(ConfigurationAttributes.AdminAlertAddress) ?? "";
        foreach (var address in named.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase).Take(MaximumRecipients))
        {
            if (await directory.FindAccountByAddressAsync(address, cancellationToken) is not { } account)
            {
                LogUnknown(address);
                continue;
            }

            var options = DeliveryOptions.Default with { Received = alert.At, IdempotencyKey = $"alert {id} {account.ZimbraId}" };
            var outcome = await delivery().DeliverAsync(
                MailboxId.FromPartition(account.Partition)!, account.MailQuotaBytes, FolderIds.Inbox, Write(id, alert, account), options, cancellationToken);
            if (!outcome.IsDelivered)
            {
                LogNotDelivered(account.Address, outcome.Result);
            }
        }
    }

    private ReadOnlyMemory<byte> Write(string id, ServerAlert alert, AccountView account) => builder.Build(new MimeDraft
    {
        From = new("Carbonio Cloud", "postmaster@" + account.Domain),
        To = [new("", account.Address)],
        Date = alert.At,
        MessageId = $"alert.{id}@{account.Domain}",
        Subject = $"Server alert: {alert.Kind}",
        Text = $"{alert.Text}\n\n'carbonio alerts list' shows all alerts.\n",
    });

    [LoggerMessage(2501, LogLevel.Warning, "carbonioAdminAlertAddress names {Address}, which is no account of this service.")]
    private partial void LogUnknown(string address);

    [LoggerMessage(2502, LogLevel.Warning, "An alert was not delivered to {Address}: {Result}.")]
    private partial void LogNotDelivered(string address, DeliveryResult result);
}
