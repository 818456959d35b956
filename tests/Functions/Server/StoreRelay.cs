using System.Net;
using System.Net.Sockets;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>A loopback port that passes everything on to another one until it is cut.</summary>
public sealed class StoreRelay : IDisposable
{
    private readonly int target;
    private readonly Lock gate = new();
    private readonly List<TcpClient> open = [];
    private TcpListener? listener;

    public StoreRelay(int target, int port = 0)
    {
        this.target = target;
        listener = Listen(port);
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = AcceptAsync(listener);
    }

    /// <summary>Where to connect.</summary>
    public int Port { get; }

    /// <summary>Breaks every connection and refuses new ones.</summary>
    public void Cut()
    {
        lock (gate)
        {
            listener?.Stop();
            listener = null;
            foreach (var client in open)
            {
                client.Dispose();
            }

            open.Clear();
        }
    }

    /// <summary>Listens on the same port again.</summary>
    public void Mend()
    {
        lock (gate)
        {
            listener = Listen(Port);
            _ = AcceptAsync(listener);
        }
    }

    public void Dispose() => Cut();

    private static TcpListener Listen(int port)
    {
        var listening = new TcpListener(IPAddress.Loopback, port);
        listening.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listening.Start();
        return listening;
    }

    private async Task AcceptAsync(TcpListener from)
    {
        try
        {
            while (true)
            {
                _ = PassOnAsync(await from.AcceptTcpClientAsync(), from);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
    }

    private async Task PassOnAsync(TcpClient client, TcpListener from)
    {
        using var there = new TcpClient();
        try
        {
            lock (gate)
            {
                if (listener != from)
                {
                    client.Dispose();
                    return;
                }

                open.Add(client);
                open.Add(there);
            }

            await there.ConnectAsync(IPAddress.Loopback, target);
            var outwards = client.GetStream().CopyToAsync(there.GetStream());
            var inwards = there.GetStream().CopyToAsync(client.GetStream());
            await Task.WhenAny(outwards, inwards);
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Either end hung up, or the relay was cut.
        }
        finally
        {
            lock (gate)
            {
                open.Remove(client);
                open.Remove(there);
            }

            client.Dispose();
        }
    }
}
