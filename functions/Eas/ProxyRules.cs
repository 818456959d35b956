using System.Net;
using Carbonio.Cloud.Functions.Settings;

namespace Carbonio.Cloud.Functions.Eas;

/// <summary>What to believe of a request that came through a proxy.</summary>
internal sealed class ProxyRules(ServerSettings settings)
{
    private const string ForwardedProto = "X-Forwarded-Proto";
    private const string ForwardedFor = "X-Forwarded-For";
    private const string FrontEndTls = "X-ARR-SSL";
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

    /// <summary>True when nobody on the way could read a password: TLS, or this machine.</summary>
    public bool IsPrivate(HttpContext context) =>
        context.Request.IsHttps
        || (context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote) && !CameInTheClear(context.Request.Headers));

    // A proxy on this machine, such as the Functions host, says how the client came. The host also says who it was, whatever
    // the client wrote there: nobody but this machine, when it is tried on a developer's. Azure's front end marks what came by TLS.
    private bool CameInTheClear(IHeaderDictionary headers) =>
        string.Equals(headers[ForwardedProto], Uri.UriSchemeHttp, StringComparison.OrdinalIgnoreCase)
        && !(settings.IsCustomHandler && (headers.ContainsKey(FrontEndTls) || IsThisMachine(headers[ForwardedFor])));

    private static bool IsThisMachine(string? address) => IPAddress.TryParse(address, out var client) && IPAddress.IsLoopback(client);
}
