using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;

namespace Carbonio.Cloud.Functions.Settings;

/// <summary>Where mail servers deliver by LMTP.</summary>
public sealed class LmtpEndpointOptions : IValidatableObject
{
    private const int SmtpPort = 25;

    /// <summary>The port; none by default, then nothing listens.</summary>
    public string? Port { get; set; }

    /// <summary>The address of this machine to listen at; 127.0.0.1 by default. Whoever reaches it can deliver.</summary>
    public string? Address { get; set; }

    /// <summary>Where to listen, or null.</summary>
    public IPEndPoint? ToEndPoint() => TryReadPort(Port, out var port)
        ? new(string.IsNullOrEmpty(Address) ? IPAddress.Loopback : IPAddress.Parse(Address), port)
        : null;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(Port) && !TryReadPort(Port, out _))
        {
            yield return new("Carbonio__Lmtp__Port is a port number, and not 25, which is SMTP's.");
        }

        if (!string.IsNullOrEmpty(Address) && !IPAddress.TryParse(Address, out _))
        {
            yield return new("Carbonio__Lmtp__Address is an IP address, such as 127.0.0.1, or 0.0.0.0 for all of this machine's.");
        }
    }

    // [RFC 2033] 5: LMTP must not be used on SMTP's port.
    private static bool TryReadPort(string? text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= IPEndPoint.MaxPort and not SmtpPort;
}
