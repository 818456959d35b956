using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using Carbonio.Cloud.Mailboxes.Sending;

namespace Carbonio.Cloud.Functions.Settings;

/// <summary>The SMTP relay for mail that leaves this server.</summary>
public sealed class SmtpOptions : IValidatableObject
{
    /// <summary>Its name or address; none by default: then mail for elsewhere goes back to its sender at once.</summary>
    public string? Host { get; set; }

    /// <summary>Its port; by default 25, with StartTls 587, with Tls 465.</summary>
    public string? Port { get; set; }

    /// <summary>None, StartTls or Tls; None by default.</summary>
    public string? Security { get; set; }

    /// <summary>Whom to log in as; none by default.</summary>
    public string? User { get; set; }

    /// <summary>The password of <see cref="User"/>.</summary>
    public string? Password { get; set; }

    /// <summary>
    /// The address that reports of failed deliveries and the server's own notices come from; its domain is also the name under
    /// which the server greets the relay. By default MAILER-DAEMON of the domain of whoever sent the mail.
    /// </summary>
    public string? From { get; set; }

    /// <summary>There is a relay.</summary>
    public bool IsSet => !string.IsNullOrEmpty(Host);

    internal int PortNumber => !string.IsNullOrEmpty(Port) ? int.Parse(Port, CultureInfo.InvariantCulture) : SecurityKind switch
    {
        SmtpSecurity.StartTls => 587,
        SmtpSecurity.Tls => 465,
        _ => 25,
    };

    internal SmtpSecurity SecurityKind => TrySecurity(out var kind) ? kind : SmtpSecurity.None;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(Host) && Uri.CheckHostName(Host) == UriHostNameType.Unknown)
        {
            yield return new("Carbonio__MailOut__Smtp__Host is the name or address of a server.");
        }

        if (!string.IsNullOrEmpty(Port)
            && !(int.TryParse(Port, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort))
        {
            yield return new("Carbonio__MailOut__Smtp__Port is a port number.");
        }

        if (!TrySecurity(out var security))
        {
            yield return new("Carbonio__MailOut__Smtp__Security is 'None', 'StartTls' or 'Tls'.");
        }

        if (string.IsNullOrEmpty(User) != string.IsNullOrEmpty(Password))
        {
            yield return new("Carbonio__MailOut__Smtp__User and Carbonio__MailOut__Smtp__Password go together.");
        }
        else if (!string.IsNullOrEmpty(User) && security == SmtpSecurity.None && IsSet && !IsLoopback(Host!))
        {
            yield return new("Carbonio__MailOut__Smtp__Password would cross the network in the clear: set __Security to StartTls or Tls.");
        }

        if (!string.IsNullOrEmpty(From) && !(EnvelopeAddress.IsValid(From) && !EnvelopeAddress.NeedsUtf8(From)))
        {
            yield return new("Carbonio__MailOut__Smtp__From is a mail address.");
        }
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private bool TrySecurity(out SmtpSecurity kind)
    {
        kind = SmtpSecurity.None;
        return string.IsNullOrEmpty(Security)
            || (Enum.GetNames<SmtpSecurity>().Contains(Security, StringComparer.OrdinalIgnoreCase) && Enum.TryParse(Security, ignoreCase: true, out kind));
    }
}
