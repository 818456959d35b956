using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Carbonio.Cloud.Benchmarks.Load;

/// <summary>
/// One kept connection that sends bytes made before and looks at no more of an answer than its status and its end: what it
/// costs the machine is the same for every server.
/// </summary>
internal sealed class RawConnection : IDisposable
{
    private const int FirstBufferBytes = 512;

    private readonly Socket socket;
    private byte[] buffer = new byte[FirstBufferBytes];
    private int head;
    private int length;

    private RawConnection(Socket socket) => this.socket = socket;

    /// <summary>The answer's body; for a chunked one with what marks its chunks. Until the next exchange.</summary>
    public ReadOnlySpan<byte> Body => buffer.AsSpan(head, length - head);

    /// <summary>The answer's body as it would be kept.</summary>
    public byte[] BodyToArray() => Body.ToArray();

    public static async Task<RawConnection> OpenAsync(IPEndPoint server, IPAddress? from = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (from is not null)
            {
                socket.Bind(new IPEndPoint(from, 0));
            }

            await socket.ConnectAsync(server);
            return new(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request and takes its answer.</summary>
    /// <returns>The HTTP status.</returns>
    public async ValueTask<int> ExchangeAsync(ReadOnlyMemory<byte> request)
    {
        await SendAsync(request);
        return await ReceiveAsync();
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> request)
    {
        while (request.Length > 0)
        {
            request = request[await socket.SendAsync(request, SocketFlags.None)..];
        }
    }

    public async ValueTask<int> ReceiveAsync()
    {
        (head, length) = (0, 0);
        var end = -1;
        while (end < 0 || length < end)
        {
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Max(2 * buffer.Length, end));
            }

            var read = await socket.ReceiveAsync(buffer.AsMemory(length), SocketFlags.None);
            if (read == 0)
            {
                throw new IOException("The server closed the connection.");
            }

            length += read;
            end = FindEnd();
        }

        return Utf8Parser.TryParse(buffer.AsSpan("HTTP/1.1 ".Length, 3), out int status, out _) ? status : 0;
    }

    public void Dispose() => socket.Dispose();

    // -1: not known yet.
    private int FindEnd()
    {
        var received = buffer.AsSpan(0, length);
        if (head == 0)
        {
            var blank = received.IndexOf("\r\n\r\n"u8);
            if (blank < 0)
            {
                return -1;
            }

            head = blank + 4;
        }

        var field = received[..head].IndexOf("Content-Length: "u8);
        return field >= 0
            ? head + (Utf8Parser.TryParse(received[(field + 16)..head], out int bytes, out _) ? bytes : 0)
            : received.EndsWith("0\r\n\r\n"u8) ? length : -1;
    }
}
