namespace Carbonio.Cloud.Functions.Settings;

/// <summary>How a connection to the relay is kept private.</summary>
public enum SmtpSecurity
{
    /// <summary>Not at all: for a relay on the same machine.</summary>
    None,

    /// <summary>STARTTLS, without which nothing is sent ([RFC 3207]).</summary>
    StartTls,

    /// <summary>TLS from the first byte ([RFC 8314] 3.3).</summary>
    Tls,
}
