namespace Carbonio.Cloud.HostDouble;

/// <summary>Headers that the host adds, and those that end at it.</summary>
internal static class HostHeaders
{
    public const string InvocationId = "X-Azure-Functions-InvocationId";
    public const string HostVersion = "X-Azure-Functions-HostVersion";
    public const string Correlation = "x-ms-invocation-id";
    public const string ForwardedFor = "X-Forwarded-For";
    public const string ForwardedProto = "X-Forwarded-Proto";
    public const string ForwardedHost = "X-Forwarded-Host";

    /// <summary>What this double says it is.</summary>
    public const string Version = "4.1037.0.0";

    private static readonly HashSet<string> HopByHop = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Transfer-Encoding", "Keep-Alive", "Upgrade", "TE", "Trailer", "Proxy-Connection", "Proxy-Authenticate",
        "Proxy-Authentication-Info", "Proxy-Authorization", "Proxy-Features", "Proxy-Instruction", "Security-Scheme", "ALPN", "Close",
        "Alt-Svc", "Upgrade-Insecure-Requests",
    };

    /// <summary>True for a header of one connection, which no proxy passes on. A name that Connection lists is none of them.</summary>
    public static bool EndsHere(string name) => HopByHop.Contains(name);
}
