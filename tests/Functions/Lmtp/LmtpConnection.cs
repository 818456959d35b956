using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Carbonio.Cloud.Functions.Tests.Lmtp;

/// <summary>A client of LMTP that says what a test tells it to.</summary>
public sealed class LmtpConnection : IDisposable
{
    private readonly TcpClient client = new();
    private readonly StreamReader reader;

    private LmtpConnection(int port)
    {
        client.Connect(IPAddress.Loopback, port);
        reader = new(client.GetStream(), Encoding.Latin1);
    }

    /// <summary>Connects, is greeted, and says LHLO.</summary>
    public static async Task<LmtpConnection> OpenAsync(int port, CancellationToken cancellationToken)
    {
        var connection = new LmtpConnection(port);
        Assert.StartsWith("220 ", await connection.ReplyAsync(cancellationToken), StringComparison.Ordinal);
        Assert.StartsWith("250 ", await connection.AskAsync("LHLO client.test", cancellationToken), StringComparison.Ordinal);
        return connection;
    }

    /// <summary>Sends text as it is, UTF-8.</summary>
    public async Task SendAsync(string text, CancellationToken cancellationToken) =>
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);

    /// <summary>Sends a command and gives the last line of its reply.</summary>
    public async Task<string?> AskAsync(string command, CancellationToken cancellationToken)
    {
        await SendAsync(command + "\r\n", cancellationToken);
        return await ReplyAsync(cancellationToken);
    }

    /// <summary>Hands in a message and gives the replies to its content, one for each recipient.</summary>
    public async Task<IReadOnlyList<string?>> HandInAsync(string message, IReadOnlyList<string> recipients, CancellationToken cancellationToken)
    {
        Assert.StartsWith("250 ", await AskAsync("MAIL FROM:<anna@out.test> SMTPUTF8", cancellationToken), StringComparison.Ordinal);
        foreach (var recipient in recipients)
        {
            Assert.StartsWith("250 ", await AskAsync($"RCPT TO:<{recipient}>", cancellationToken), StringComparison.Ordinal);
        }

        Assert.StartsWith("354 ", await AskAsync("DATA", cancellationToken), StringComparison.Ordinal);
        await SendAsync(message + ".\r\n", cancellationToken);
        var replies = new List<string?>();
        foreach (var _ in recipients)
        {
            replies.Add(await ReplyAsync(cancellationToken));
        }

        return replies;
    }

    /// <summary>The last line of the next reply; null when the server has hung up.</summary>
    public async Task<string?> ReplyAsync(CancellationToken cancellationToken)
    {
        string? line;
        do
        {
            line = await reader.ReadLineAsync(cancellationToken);
        }
        while (line is { Length: > 3 } && line[3] == '-');

        return line;
    }

    public void Dispose()
    {
        reader.Dispose();
        client.Dispose();
    }
}
