using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Lmtp;
using Carbonio.Cloud.Mailboxes.Delivery;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Functions.Lmtp;

/// <summary>Who takes mail: every account that is not closed, by any of its addresses, and with a detail behind a plus.</summary>
internal sealed partial class MailRecipients(DirectoryReader directory, MailDelivery delivery, ILogger<MailRecipients> logger) : ILmtpRecipients
{
    public async Task<LmtpLookup> FindAsync(string address, CancellationToken cancellationToken)
    {
        try
        {
            var account = await directory.FindAccountByAddressAsync(address, cancellationToken);
            if (account is null && WithoutDetail(address) is { } plain)
            {
                account = await directory.FindAccountByAddressAsync(plain, cancellationToken);
            }

            return account?.Status switch
            {
                null or AccountStatus.Closed => LmtpLookup.Unknown,
                AccountStatus.Maintenance => LmtpLookup.Later,
                _ => LmtpLookup.Found(new MailboxRecipient(account, delivery, logger)),
            };
        }
        catch (StoreUnavailableException e)
        {
            LogStoreUnavailable(e);
        }
#pragma warning disable CA1031 // A fault of ours is no reason to return the mail to its sender.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFailed(e);
        }

        return LmtpLookup.Later;
    }

    /// <summary><c>user@domain</c> of <c>user+detail@domain</c>; null when there is no detail.</summary>
    internal static string? WithoutDetail(string address)
    {
        var plus = address.IndexOf('+', StringComparison.Ordinal);
        var at = address.LastIndexOf('@');
        return plus > 0 && plus < at ? string.Concat(address.AsSpan(0, plus), address.AsSpan(at)) : null;
    }

    [LoggerMessage(7301, LogLevel.Warning, "The store did not answer a delivery by LMTP; the mail server was told to come back.")]
    private partial void LogStoreUnavailable(Exception exception);

    [LoggerMessage(7302, LogLevel.Error, "A recipient of LMTP could not be looked up; the mail server was told to come back.")]
    private partial void LogFailed(Exception exception);
}
