using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Carbonio.Cloud.ActiveSync.Autodiscover;

/// <summary>Where clients reach this server: scheme, host and port, and nothing else.</summary>
public sealed record ServerAddress
{
    private readonly Uri uri;

    private ServerAddress(Uri uri)
    {
        this.uri = uri;
        var host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        var port = uri.IsDefaultPort ? "" : string.Create(CultureInfo.InvariantCulture, $":{uri.Port}");
        Origin = $"{uri.Scheme}://{host}{port}";
    }

    /// <summary>Such as <c>https://mail.example.com</c> or <c>http://127.0.0.1:7071</c>: no slash at the end, the default port left out.</summary>
    public string Origin { get; }

    /// <summary>The host's name in punycode, or its IP address.</summary>
    public string Host => uri.IdnHost;

    /// <summary>The port, the scheme's own too.</summary>
    public int Port => uri.Port;

    /// <summary>Over TLS.</summary>
    public bool IsHttps => uri.Scheme == Uri.UriSchemeHttps;

    /// <summary>A name that DNS may have, neither an IP address nor this machine's own.</summary>
    public bool HasName => uri.HostNameType == UriHostNameType.Dns && !uri.IsLoopback;

    /// <summary>True when only this machine itself gets there.</summary>
    public bool IsLoopback => uri.IsLoopback || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>Where Exchange ActiveSync is.</summary>
    public string ActiveSyncUrl => Origin + "/Microsoft-Server-ActiveSync";

    /// <summary>Where Autodiscover in XML is.</summary>
    public string AutodiscoverUrl => Origin + "/autodiscover/autodiscover.xml";

    /// <summary>Reads an absolute http or https address without user, path, query and fragment.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ServerAddress? address)
    {
        var isAddress = Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && uri.Host.Length > 0
            && uri.UserInfo.Length == 0
            && uri.PathAndQuery == "/"
            && uri.Fragment.Length == 0;
        address = isAddress ? new(uri!) : null;
        return isAddress;
    }

    /// <inheritdoc/>
    public override string ToString() => Origin;
}
