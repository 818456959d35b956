using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Carbonio.Cloud.Directory;

/// <summary>Networks such as <c>192.0.2.0/24</c> and <c>2001:db8::/32</c>; an address alone is a network of one.</summary>
public sealed class NetworkList
{
    /// <summary>Most networks of a list.</summary>
    public const int MaximumNetworks = 100;

    private readonly IPNetwork[] networks;

    private NetworkList(IPNetwork[] networks) => this.networks = networks;

    /// <summary>No network.</summary>
    public static NetworkList Empty { get; } = new([]);

    /// <summary>Reads networks, comma separated. What stands behind the prefix does not count: <c>192.0.2.1/24</c> is <c>192.0.2.0/24</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out NetworkList? list)
    {
        list = null;
        var parts = (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > MaximumNetworks)
        {
            return false;
        }

        var networks = new IPNetwork[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!TryParseOne(parts[i], out networks[i]))
            {
                return false;
            }
        }

        list = new(networks);
        return true;
    }

    /// <summary>True when the address lies in one of them. What is no address lies in none.</summary>
    public bool Contains(string clientAddress)
    {
        if (networks.Length == 0 || !IPAddress.TryParse(clientAddress, out var address))
        {
            return false;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var network in networks)
        {
            if (network.Contains(plain))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(',', networks.Select(network => network.ToString()));

    private static bool TryParseOne(string text, out IPNetwork network)
    {
        network = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var host = slash < 0 ? text : text[..slash];

        // "10" is an address to the parser, and no network to anybody.
        if (!IPAddress.TryParse(host, out var address) || (address.AddressFamily == AddressFamily.InterNetwork && host.Count(c => c == '.') != 3) || host.Contains('%', StringComparison.Ordinal))
        {
            return false;
        }

        var bits = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var prefix = bits;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out prefix) || prefix > bits))
        {
            return false;
        }

        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] &= (byte)(0xFF << Math.Clamp(8 - (prefix - (8 * i)), 0, 8));
        }

        network = new(new IPAddress(bytes), prefix);
        return true;
    }
}
