using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Carbonio.Cloud.ActiveSync.Autodiscover;

namespace Carbonio.Cloud.Functions.Autodiscover;

/// <summary>The names by which clients look for a domain's server.</summary>
/// <remarks>[MS-OXDISCO] 3.1.5 Message Processing Events and Sequencing Rules.</remarks>
internal static class DnsRecords
{
    /// <summary>The name that every client tries.</summary>
    public static string NameFor(string domain) => "autodiscover." + domain;

    /// <returns>Nothing while the server has neither a name nor an address that others reach.</returns>
    public static IReadOnlyList<TestRecord> For(string domain, ServerAddress server)
    {
        if (server.IsLoopback)
        {
            return [];
        }

        var pointer = Pointer(NameFor(domain), server);
        return server.HasName ? [pointer, Service(domain, server)] : [pointer]; // SRV names a name, never an address
    }

    private static TestRecord Pointer(string name, ServerAddress server)
    {
        const string why = "Phones look for this name. The server must answer there on port 443, with a certificate for this name.";
        return IPAddress.TryParse(server.Host, out var address)
            ? new(address.AddressFamily == AddressFamily.InterNetworkV6 ? "AAAA" : "A", name + ".", server.Host, why)
            : server.Host == name ? new("A", name + ".", "(the server's public IP address)", why)
            : new("CNAME", name + ".", server.Host + ".", why);
    }

    private static TestRecord Service(string domain, ServerAddress server) => new(
        "SRV",
        $"_autodiscover._tcp.{domain}.",
        string.Create(CultureInfo.InvariantCulture, $"0 0 {server.Port} {server.Host}."),
        "For Outlook and clients like it, where the first record cannot be set. Most phones do not look for it.");
}
