using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Carbonio.Cloud.Functions.Tests.MailOut;

/// <summary>An SMTP server that does what a test wants it to: refuse, lie, hang, hang up.</summary>
public sealed class ScriptedSmtpServer : IAsyncDisposable
{
    /// <summary>In place of a reply: says nothing more, and keeps the connection.</summary>
    public const string Hang = "(hang)";

    /// <summary>In place of a reply: closes the connection.</summary>
    public const string HangUp = "(hang up)";

    /// <summary>Among the commands: the end of the message.</summary>
    public const string EndOfMessage = ".";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly ConcurrentBag<Task> sessions = [];
    private readonly Task accepting;
    private TaskCompletionSource hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int connections;
    private bool ended;

    public ScriptedSmtpServer()
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>What EHLO is answered with.</summary>
    public IReadOnlyList<string> Extensions { get; set; } = ["PIPELINING", "SIZE 20000000", "8BITMIME", "SMTPUTF8"];

    /// <summary>The reply to a command, to "connect", or to <see cref="EndOfMessage"/>; null for the friendly one.</summary>
    public Func<string, string?> Script { get; set; } = _ => null;

    /// <summary>Commands in the order they came, of all connections.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>Messages up to the end that came, as transmitted: with their dots.</summary>
    public ConcurrentQueue<byte[]> Messages { get; } = new();

    /// <summary>Commands came before the one before them was answered.</summary>
    public bool SawPipelining { get; private set; }

    public int Connections => connections;

    /// <summary>Ends when the script has come to a <see cref="Hang"/>.</summary>
    public Task WhenHangingAsync() => hanging.Task.WaitAsync(TimeSpan.FromMinutes(1));

    public async ValueTask DisposeAsync()
    {
        if (ended)
        {
            return;
        }

        ended = true;
        await ending.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(sessions);
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                sessions.Add(ServeAsync(await listener.AcceptTcpClientAsync(ending.Token)));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        Interlocked.Increment(ref connections);
        try
        {
            using (client)
            {
                var lines = new LineReader(client.GetStream(), ending.Token);
                if (!await ReplyAsync(client, "connect", "220 scripted.test ESMTP"))
                {
                    return;
                }

                while (await lines.ReadAsync() is { } line)
                {
                    if (!await AnswerAsync(client, lines, Encoding.UTF8.GetString(line).TrimEnd('\r', '\n')))
                    {
                        return;
                    }
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // The client hung up, or the test is over.
        }
    }

    private async Task<bool> AnswerAsync(TcpClient client, LineReader lines, string command)
    {
        SawPipelining |= lines.HasMore;
        Commands.Enqueue(command);
        var verb = command.Split(' ')[0].ToUpperInvariant();
        var friendly = verb switch
        {
            "EHLO" => string.Join("\r\n", ["250-scripted.test", .. Extensions.Select(extension => $"250-{extension}"), "250 HELP"]),
            "DATA" => "354 go ahead",
            "QUIT" => "221 bye",
            _ => "250 2.0.0 ok",
        };
        if (!await ReplyAsync(client, command, friendly))
        {
            return false;
        }

        return verb != "QUIT" && (verb != "DATA" || !LastReply.StartsWith("354", StringComparison.Ordinal) || await TakeMessageAsync(client, lines));
    }

    private async Task<bool> TakeMessageAsync(TcpClient client, LineReader lines)
    {
        using var message = new MemoryStream();
        while (await lines.ReadAsync() is { } line)
        {
            if (line is [(byte)'.', (byte)'\r', (byte)'\n'])
            {
                Messages.Enqueue(message.ToArray());
                return await ReplyAsync(client, EndOfMessage, "250 2.0.0 queued");
            }

            message.Write(line);
        }

        return false;
    }

    private string LastReply { get; set; } = "";

    private async Task<bool> ReplyAsync(TcpClient client, string command, string friendly)
    {
        LastReply = Script(command) ?? friendly;
        if (LastReply == HangUp)
        {
            return false;
        }

        if (LastReply == Hang)
        {
            hanging.TrySetResult();
            await client.GetStream().CopyToAsync(Stream.Null, ending.Token); // until the client gives up
            return false;
        }

        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(LastReply + "\r\n"), ending.Token);
        return true;
    }

    private sealed class LineReader(NetworkStream stream, CancellationToken ending)
    {
        private readonly byte[] buffer = new byte[64 * 1024];
        private int start;
        private int end;

        public bool HasMore => start < end;

        public async Task<byte[]?> ReadAsync()
        {
            using var line = new MemoryStream();
            while (true)
            {
                if (start == end)
                {
                    start = 0;
                    end = await stream.ReadAsync(buffer, ending);
                    if (end == 0)
                    {
                        return null;
                    }
                }

                var cut = Array.IndexOf(buffer, (byte)'\n', start, end - start);
                var next = cut < 0 ? end : cut + 1;
                line.Write(buffer, start, next - start);
                start = next;
                if (cut >= 0)
                {
                    return line.ToArray();
                }
            }
        }
    }
}
