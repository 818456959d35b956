using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>A loopback port that passes everything on to another one until it is cut, or told to hold something back.</summary>
public sealed class StoreRelay : IDisposable
{
    private readonly int target;
    private readonly Lock gate = new();
    private readonly List<TcpClient> open = [];
    private TcpListener? listener;
    private Hold? hold;

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

    /// <summary>Passes on nothing more of the connection on which a text is sent next, until it is cut.</summary>
    /// <param name="text">ASCII, at the head of a request.</param>
    /// <param name="afterIt">What has the text goes through, and the answer is held back; else the text itself is.</param>
    /// <returns>Ends when something is held back.</returns>
    public Task HoldAsync(string text, bool afterIt)
    {
        var next = new Hold(text, afterIt);
        lock (gate)
        {
            hold = next;
        }

        return next.Held.Task;
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
            var connection = new Connection();
            var outwards = CopyAsync(client.GetStream(), there.GetStream(), bytes => MayGo(connection, bytes));
            var inwards = CopyAsync(there.GetStream(), client.GetStream(), _ => MayCome(connection));
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

    private static async Task CopyAsync(NetworkStream from, NetworkStream to, Func<ReadOnlyMemory<byte>, bool> mayPass)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer)) > 0)
        {
            if (mayPass(buffer.AsMemory(0, read)))
            {
                await to.WriteAsync(buffer.AsMemory(0, read));
            }
        }
    }

    private bool MayGo(Connection connection, ReadOnlyMemory<byte> bytes)
    {
        lock (gate)
        {
            if (connection.HeldBy is null && hold is { } next && Encoding.ASCII.GetString(bytes.Span).Contains(next.Text, StringComparison.Ordinal))
            {
                connection.HeldBy = next;
                hold = null;
            }
        }

        if (connection.HeldBy is not { AfterIt: false } held)
        {
            return true;
        }

        held.Held.TrySetResult();
        return false;
    }

    private static bool MayCome(Connection connection)
    {
        connection.HeldBy?.Held.TrySetResult();
        return connection.HeldBy is null;
    }

    private sealed record Hold(string Text, bool AfterIt)
    {
        public TaskCompletionSource Held { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Connection
    {
        public Hold? HeldBy { get; set; }
    }
}
