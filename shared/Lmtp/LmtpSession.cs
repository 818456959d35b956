using System.Buffers;
using System.IO.Pipelines;
using Carbonio.Cloud.Lmtp.Commands;

namespace Carbonio.Cloud.Lmtp;

/// <summary>One client, from the greeting to the end. This part waits and replies.</summary>
internal sealed partial class LmtpSession : IDisposable
{
    // Replies to pipelined commands go together, but not without bound.
    private const int MostUnflushedBytes = 4096;

    private readonly ILmtpRecipients recipients;
    private readonly LmtpOptions options;
    private readonly LmtpMemory memory;
    private readonly LmtpCounts counts;
    private readonly TimeProvider time;
    private readonly PipeReader input;
    private readonly PipeWriter output;
    private readonly string clientAddress;
    private readonly CancellationToken stopping;
    private readonly CancellationToken abandoned;
    private readonly CancellationTokenSource expired;
    private readonly CancellationTokenSource endOfRead;
    private readonly CancellationTokenSource endOfFlush;
    private readonly CommandScanner scanner = new();
    private int unflushed;
    private bool ended;
    private LmtpReply? parting;

    public LmtpSession(
        ILmtpRecipients recipients,
        LmtpOptions options,
        LmtpMemory memory,
        LmtpCounts counts,
        TimeProvider time,
        IDuplexPipe transport,
        string clientAddress,
        CancellationToken stopping,
        CancellationToken abandoned)
    {
        this.recipients = recipients;
        this.options = options;
        this.memory = memory;
        this.counts = counts;
        this.time = time;
        input = transport.Input;
        output = transport.Output;
        this.clientAddress = clientAddress;
        this.stopping = stopping;
        this.abandoned = abandoned;
        expired = new(options.CommandTime, time);
        endOfRead = CancellationTokenSource.CreateLinkedTokenSource(expired.Token, stopping, abandoned);
        endOfFlush = CancellationTokenSource.CreateLinkedTokenSource(expired.Token, abandoned);
    }

    public async Task RunAsync(bool hasRoom)
    {
        try
        {
            if (hasRoom)
            {
                Reply(LmtpReply.Greeting(options.HostName));
                await ConverseAsync();
            }
            else
            {
                Part(LmtpReply.TooManySessions);
            }

            await FlushAsync();
        }
        catch (OperationCanceledException)
        {
            parting = stopping.IsCancellationRequested ? LmtpReply.Stopping : expired.IsCancellationRequested ? LmtpReply.TooSlow : null;
        }
        catch (IOException)
        {
            return; // the client is gone
        }

        if (parting is not null && !abandoned.IsCancellationRequested)
        {
            await PartAsync(parting);
        }
    }

    public void Dispose()
    {
        endOfRead.Dispose();
        endOfFlush.Dispose();
        expired.Dispose();
    }

    private async Task ConverseAsync()
    {
        var since = time.GetTimestamp();
        while (!ended)
        {
            // A command has its time as a whole, however many pieces it comes in.
            var read = await ReadAsync(options.CommandTime - time.GetElapsedTime(since));
            var buffer = read.Buffer;
            try
            {
                while (!ended && !receiving)
                {
                    var scan = scanner.Scan(ref buffer, out var line);
                    if (scan == CommandScan.Incomplete)
                    {
                        ended = read.IsCompleted;
                        break;
                    }

                    await ExecuteAsync(scan, line);
                    since = time.GetTimestamp();
                    if (unflushed > MostUnflushedBytes)
                    {
                        await FlushAsync();
                    }
                }
            }
            finally
            {
                input.AdvanceTo(buffer.Start, receiving ? buffer.Start : buffer.End);
            }

            if (receiving)
            {
                await ReceiveAsync();
                since = time.GetTimestamp();
            }
        }
    }

    private void Reply(LmtpReply reply)
    {
        output.Write(reply.Line.Span);
        unflushed += reply.Line.Length;
    }

    /// <summary>Ends the session with a reason.</summary>
    private void Part(LmtpReply reason)
    {
        ended = true;
        parting = reason;
    }

    /// <summary>Waits for more, once the client has every reply.</summary>
    private async ValueTask<ReadResult> ReadAsync(TimeSpan patience)
    {
        await FlushAsync();
        expired.CancelAfter(patience > TimeSpan.Zero ? patience : TimeSpan.Zero);
        var read = await input.ReadAsync(endOfRead.Token);
        expired.CancelAfter(Timeout.InfiniteTimeSpan);
        return read;
    }

    private async ValueTask FlushAsync()
    {
        if (unflushed == 0)
        {
            return;
        }

        unflushed = 0;
        expired.CancelAfter(options.CommandTime);
        var flushed = await output.FlushAsync(endOfFlush.Token);
        expired.CancelAfter(Timeout.InfiniteTimeSpan);
        ended |= flushed.IsCompleted; // nobody reads any more
    }

    /// <summary>
    /// Says why, and reads on for a moment: a connection that is closed while the client still sends is reset, and the reason
    /// lost with it.
    /// </summary>
    private async Task PartAsync(LmtpReply reason)
    {
        using var late = new CancellationTokenSource(options.PartingTime, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, abandoned);
        try
        {
            Reply(reason);
            await output.FlushAsync(end.Token);
            while (true)
            {
                var read = await input.ReadAsync(end.Token);
                input.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // It had its moment, or is gone.
        }
    }
}
