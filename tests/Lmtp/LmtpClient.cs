using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Xunit;

namespace Carbonio.Cloud.Lmtp.Tests;

/// <summary>
/// A client in memory. The session runs inside the calls that send to it, so that each piece is read alone, and what it says is
/// there when they return.
/// </summary>
internal sealed class LmtpClient
{
    private static readonly PipeOptions Unbounded = Options(0);

    private readonly Pipe toServer = new(Unbounded);
    private readonly Pipe toClient;
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource abandoned = new();

    /// <param name="server">Who serves.</param>
    /// <param name="unreadBytes">How much of what the server says may be unread before it has to wait; 0 for any amount.</param>
    public LmtpClient(LmtpServer server, long unreadBytes = 0)
    {
        toClient = new(Options(unreadBytes));
        Session = server.ServeAsync(new Transport(toServer.Reader, toClient.Writer), "127.0.0.1", stopping.Token, abandoned.Token);
    }

    /// <summary>Runs until the session is over.</summary>
    public Task Session { get; }

    /// <summary>Sends bytes, each character one.</summary>
    public async Task SendAsync(string latin1) => await toServer.Writer.WriteAsync(Encoding.Latin1.GetBytes(latin1), TestContext.Current.CancellationToken);

    /// <summary>Sends bytes.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await toServer.Writer.WriteAsync(bytes, TestContext.Current.CancellationToken);

    /// <summary>Sends no more.</summary>
    public ValueTask HangUpAsync() => toServer.Writer.CompleteAsync();

    /// <summary>Reads no more.</summary>
    public ValueTask StopReadingAsync() => toClient.Reader.CompleteAsync();

    /// <summary>The server is told to stop.</summary>
    public Task StopServerAsync() => stopping.CancelAsync();

    /// <summary>The server has no more time.</summary>
    public Task AbandonAsync() => abandoned.CancelAsync();

    /// <summary>What the server said and nobody has read yet.</summary>
    public string Heard()
    {
        if (!toClient.Reader.TryRead(out var read))
        {
            return "";
        }

        var text = Encoding.Latin1.GetString(read.Buffer.ToArray());
        toClient.Reader.AdvanceTo(read.Buffer.End);
        return text;
    }

    /// <summary>Ends the session and gives the rest of what it said.</summary>
    public async Task<string> EndAsync()
    {
        await HangUpAsync();
        await Session;
        return Heard();
    }

    private static PipeOptions Options(long unreadBytes) => new(
        readerScheduler: PipeScheduler.Inline,
        writerScheduler: PipeScheduler.Inline,
        pauseWriterThreshold: unreadBytes,
        resumeWriterThreshold: unreadBytes / 2,
        useSynchronizationContext: false);

    private sealed record Transport(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
