using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Carbonio.Cloud.Lmtp;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Carbonio.Cloud.Functions.Lmtp;

/// <summary>
/// Accepts mail servers. It has Kestrel's sockets, and not Kestrel itself: an endpoint given to that in code would put
/// <c>--urls</c> out of force.
/// </summary>
/// <param name="server">Serves each connection.</param>
/// <param name="endPoint">Where to listen; null for nowhere.</param>
/// <param name="time">The clock.</param>
/// <param name="loggers">For the sockets and for this.</param>
internal sealed partial class LmtpListener(LmtpServer server, IPEndPoint? endPoint, TimeProvider time, ILoggerFactory loggers)
{
    private readonly ILogger logger = loggers.CreateLogger<LmtpListener>();
    private readonly ConcurrentDictionary<string, Task> sessions = new(StringComparer.Ordinal);
    private IConnectionListener? listener;

    public LmtpCounts Counts => server.Counts;

    /// <summary>Takes the port, so that a wrong setting stops the start. Clients wait until they are served.</summary>
    /// <exception cref="IOException">It can't be had.</exception>
    public async Task BindAsync(CancellationToken cancellationToken)
    {
        if (endPoint is null)
        {
            return;
        }

        try
        {
            var sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers);
            listener = await sockets.BindAsync(endPoint, cancellationToken);
        }
        catch (Exception e) when (e is AddressInUseException or SocketException)
        {
            throw new IOException($"Carbonio__Lmtp__Port, Carbonio__Lmtp__Address: cannot listen at {endPoint}: {e.Message}", e);
        }

        LogListening(endPoint);
    }

    /// <summary>Serves once the server is prepared, until it stops. Whoever delivers then has <paramref name="patience"/> to be answered.</summary>
    public async Task ServeAsync(Task<bool> prepared, TimeSpan patience, CancellationToken stopping)
    {
        if (listener is null)
        {
            return;
        }

        using var abandoned = new CancellationTokenSource();
        try
        {
            await prepared.WaitAsync(stopping);
            while (await listener.AcceptAsync(stopping) is { } connection)
            {
                var listed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                sessions[connection.ConnectionId] = RunAsync(connection, listed.Task, stopping, abandoned.Token);
                listed.SetResult();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The end of accepting.
        }

        await listener.UnbindAsync(CancellationToken.None);
        var rest = Task.WhenAll(sessions.Values);
        if (await Task.WhenAny(rest, Task.Delay(patience, time, CancellationToken.None)) != rest)
        {
            LogAbandoned(sessions.Count);
            await abandoned.CancelAsync();
            await rest;
        }

        await listener.DisposeAsync();
    }

    private async Task RunAsync(ConnectionContext connection, Task listed, CancellationToken stopping, CancellationToken abandoned)
    {
        await listed;
        try
        {
            var client = (connection.RemoteEndPoint as IPEndPoint)?.Address.ToString() ?? "unknown";
            using var end = abandoned.UnsafeRegister(gone => ((ConnectionContext)gone!).Abort(), connection);
            await server.ServeAsync(connection.Transport, client, stopping, abandoned);
            await connection.Transport.Output.CompleteAsync();
            await connection.Transport.Input.CompleteAsync();
        }
#pragma warning disable CA1031 // One client's session is no other's; what was not answered will be sent again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFailed(e);
            connection.Abort();
        }
        finally
        {
            await connection.DisposeAsync();
            sessions.TryRemove(connection.ConnectionId, out _);
        }
    }

    [LoggerMessage(7305, LogLevel.Information, "Mail servers may deliver by LMTP at {EndPoint}.")]
    private partial void LogListening(IPEndPoint endPoint);

    [LoggerMessage(7306, LogLevel.Error, "A session of LMTP failed.")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(7307, LogLevel.Warning, "{Count} sessions of LMTP did not end in time; their mail servers will deliver again.")]
    private partial void LogAbandoned(int count);
}
