using System.IO.Pipelines;

namespace Carbonio.Cloud.Lmtp;

/// <summary>Serves clients of LMTP, each over a pipe of its own. Who listens and accepts is the host's affair.</summary>
/// <remarks>[RFC 2033], on top of [RFC 5321].</remarks>
public sealed class LmtpServer(ILmtpRecipients recipients, LmtpOptions options, TimeProvider time)
{
    private readonly LmtpMemory memory = new(options.MemoryBytes);

    /// <summary>What was done so far.</summary>
    public LmtpCounts Counts { get; } = new();

    /// <summary>Serves one client until it quits, is gone, or has to be sent away. Completes neither side of the pipe.</summary>
    /// <param name="transport">From and to the client.</param>
    /// <param name="clientAddress">Where the client is, for the Received field.</param>
    /// <param name="stopping">The server stops: whoever waits for the client ends with 421, whoever delivers answers first.</param>
    /// <param name="abandoned">No more time: deliveries are given up without an answer, and the client will send them again.</param>
    public async Task ServeAsync(IDuplexPipe transport, string clientAddress, CancellationToken stopping, CancellationToken abandoned)
    {
        ArgumentNullException.ThrowIfNull(transport);
        using var session = new LmtpSession(recipients, options, memory, Counts, time, transport, clientAddress, stopping, abandoned);
        try
        {
            var hasRoom = Counts.Begin() <= options.Sessions;
            await session.RunAsync(hasRoom);
        }
        finally
        {
            Counts.End();
        }
    }
}
