using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Carbonio.Cloud.Functions.Tests.Lmtp;

/// <summary>A store, and a port at which its server takes mail by LMTP.</summary>
public sealed class LmtpStore : ITestStore
{
    public LmtpStore(ITestStore inner)
    {
        Inner = inner;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Settings = new Dictionary<string, string>(inner.Settings) { ["Carbonio__Lmtp__Port"] = Port.ToString(CultureInfo.InvariantCulture) };
    }

    public ITestStore Inner { get; }

    public int Port { get; }

    public IReadOnlyDictionary<string, string> Settings { get; }

    public ValueTask DisposeAsync() => Inner.DisposeAsync();
}
