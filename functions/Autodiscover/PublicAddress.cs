using System.Net;
using Carbonio.Cloud.ActiveSync.Autodiscover;
using Carbonio.Cloud.Functions.Settings;

namespace Carbonio.Cloud.Functions.Autodiscover;

/// <summary>By which address clients reach this server: <c>Carbonio__PublicUrl</c>, else the one by which this request came.</summary>
internal sealed class PublicAddress(ServerSettings settings)
{
    private const string ForwardedHost = "X-Forwarded-Host";
    private const string ForwardedProto = "X-Forwarded-Proto";

    private readonly ServerAddress? set = ServerAddress.TryParse(settings.Carbonio.PublicUrl, out var address) ? address : null;

    /// <summary>It is set, and the same for every request.</summary>
    public bool IsSet => set is not null;

    /// <summary>The address; null when none is set and the request names no host.</summary>
    public ServerAddress? Of(HttpContext context) => set ?? (settings.IsCustomHandler ? BehindTheHost(context) : Alone(context));

    // The Functions host replaces Host, and writes both headers itself whatever the client sent.
    private static ServerAddress? BehindTheHost(HttpContext context)
    {
        var name = context.Request.Headers[ForwardedHost].ToString() is { Length: > 0 } forwarded ? forwarded : context.Request.Host.Value;
        if (!ServerAddress.TryParse($"{Uri.UriSchemeHttps}://{name}", out var address))
        {
            return null;
        }

        // Azure's front end takes https only; a Functions host on a developer's machine has no front end.
        return address.IsLoopback && IsForwardedAs(context, Uri.UriSchemeHttp) && ServerAddress.TryParse($"{Uri.UriSchemeHttp}://{name}", out var local)
            ? local
            : address;
    }

    private static ServerAddress? Alone(HttpContext context)
    {
        var isLocalPeer = context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote);
        var isHttps = context.Request.IsHttps || (isLocalPeer && IsForwardedAs(context, Uri.UriSchemeHttps));
        return ServerAddress.TryParse($"{(isHttps ? Uri.UriSchemeHttps : Uri.UriSchemeHttp)}://{context.Request.Host.Value}", out var address) ? address : null;
    }

    private static bool IsForwardedAs(HttpContext context, string scheme) =>
        string.Equals(context.Request.Headers[ForwardedProto], scheme, StringComparison.OrdinalIgnoreCase);
}
