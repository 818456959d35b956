using System.Security.Cryptography;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Functions.Settings;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Delivery;
using Carbonio.Cloud.Mailboxes.Sending;

namespace Carbonio.Cloud.Functions.MailOut;

/// <summary>Sending as the settings want it.</summary>
internal static class Sending
{
    public static OutgoingMail Create(
        ServerSettings settings,
        DirectoryReader directory,
        Func<MailboxServices> services,
        Func<MailDelivery> delivery,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        var smtp = settings.Carbonio.MailOut.Smtp;
        var options = new SendingOptions
        {
            Instance = Guid.NewGuid().ToString("N"),
            OwnsStores = settings.Carbonio.Store == CarbonioOptions.Embedded,
            ReportFrom = smtp.From is { Length: > 0 } from ? from : null,
            Random = static () => RandomNumberGenerator.GetInt32(1 << 20) / (double)(1 << 20),
        };
        var relay = smtp.IsSet ? new SmtpRelay(smtp, time, loggers.CreateLogger<SmtpRelay>()) : null;
        return new(options, relay, directory, services, delivery, loggers);
    }
}
