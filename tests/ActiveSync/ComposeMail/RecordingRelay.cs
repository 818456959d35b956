using System.Collections.Concurrent;
using Carbonio.Cloud.Mailboxes.Sending;

namespace Carbonio.Cloud.ActiveSync.Tests.ComposeMail;

/// <summary>A relay that takes everything, and keeps it.</summary>
internal sealed class RecordingRelay : IMailRelay
{
    private readonly ConcurrentQueue<(RelayEnvelope Envelope, byte[] Message)> taken = [];

    public IReadOnlyList<(RelayEnvelope Envelope, byte[] Message)> Taken => [.. taken];

    public async Task<IReadOnlyList<SendAnswer>> SendAsync(
        RelayEnvelope envelope, ReadOnlyMemory<byte> message, Func<Task<bool>> handOver, CancellationToken cancellationToken)
    {
        if (await handOver())
        {
            taken.Enqueue((envelope, message.ToArray()));
        }

        return [.. envelope.Recipients.Select(_ => SendAnswer.Accepted)];
    }
}
