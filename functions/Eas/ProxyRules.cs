using System.Net;
using Carbonio.Cloud.Functions.Settings;

namespace Carbonio.Cloud.Functions.Eas;

/// <summary>What to believe of a request that came through a proxy.</summary>
internal sealed class ProxyRules(ServerSettings settings)
{
    private const string ForwardedProto = "X-Forwarded-Proto";
    private readonly string? addressHeader = settings.Carbonio.ClientAddressHeader is { Length: > 0 } name ? name : null;

    /// <summary>The client's address: from the configured header, and from nothing else that a client could write.</summary>
    public string ClientAddress(HttpContext context)
    {
        if (addressHeader is not null && context.Request.Headers.TryGetValue(addressHeader, out var values) && values.ToString() is { Length: > 0 } text)
        {
            // A proxy appends: the last entry is the one that it saw itself. Some add the port.
            var last = text[(text.LastIndexOf(',') + 1)..].Trim();
            return IPEndPoint.TryParse(last, out var endPoint) ? endPoint.Address.ToString() : last;
        }

        return context.Connection.RemoteIpAddress?.ToString() ?? "";
    }

    /// <summary>True when nobody on the way could read a password: TLS, this machine, or Azure's front end, which takes https only.</summary>
    public bool IsPrivate(HttpContext context) =>
        settings.IsCustomHandler
        || context.Request.IsHttps
        || (context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
            && !string.Equals(context.Request.Headers[ForwardedProto], Uri.UriSchemeHttp, StringComparison.OrdinalIgnoreCase));
}
