using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>One conversation's time, and its mark in the row. It ends when it has taken too long, or when the server stops.</summary>
internal sealed class RelayConversation : IDisposable
{
    private readonly IEntityStore entities;
    private readonly CancellationTokenSource end;
    private readonly CancellationToken stopping;
    private readonly CancellationTokenRegistration stop;

    public RelayConversation(TimeProvider time, TransmissionRow claimed, IEntityStore entities, CancellationToken stopping)
    {
        this.entities = entities;
        this.stopping = stopping;
        Row = claimed;
        end = new(RelaySender.LongestConversation, time);
        stop = stopping.Register(Stop);
    }

    public CancellationToken Token => end.Token;

    /// <summary>The row, at its newest version.</summary>
    public TransmissionRow Row { get; private set; }

    /// <summary>The end of the message may have been sent.</summary>
    public bool IsHandedOver { get; private set; }

    /// <summary>Marks the row. False when it is no longer ours, or the server stops: then the end of the message is not sent.</summary>
    public async Task<bool> HandOverAsync()
    {
        end.Token.ThrowIfCancellationRequested();
        stopping.ThrowIfCancellationRequested();
        if (await Row.TryReplaceAsync(entities, Row.Transmission with { HandedOver = true }, end.Token) is not { } marked)
        {
            return false;
        }

        Row = marked;
        IsHandedOver = true;
        if (stopping.IsCancellationRequested)
        {
            end.CancelAfter(RelaySender.StopGrace);
        }

        return true;
    }

    public void Dispose()
    {
        stop.Dispose();
        end.Dispose();
    }

    private void Stop()
    {
        if (IsHandedOver)
        {
            end.CancelAfter(RelaySender.StopGrace);
        }
        else
        {
            end.Cancel();
        }
    }
}
