using Carbonio.Cloud.Lmtp.Data;

namespace Carbonio.Cloud.Lmtp;

/// <content>A message, and what each recipient's mailbox says to it.</content>
internal sealed partial class LmtpSession
{
    /// <summary>Receives the message that DATA announced. A message without its end is delivered to nobody.</summary>
    private async Task ReceiveAsync()
    {
        receiving = false;
        var trace = TraceLines.Write(
            sender!,
            accepted.Count == 1 ? accepted[0].Path : null,
            clientName!,
            clientAddress,
            options.HostName,
            smtpUtf8,
            time.GetUtcNow());
        using var buffer = new MessageBuffer(options.MessageBytes + trace.Length, memory);
        buffer.Append(trace);
        var decoder = new DataDecoder();
        var since = time.GetTimestamp();
        var isWhole = false;
        while (!isWhole)
        {
            var left = options.MessageTime - time.GetElapsedTime(since);
            var read = await ReadAsync(left < options.DataTime ? left : options.DataTime);
            var taken = 0L;
            foreach (var segment in read.Buffer)
            {
                isWhole = decoder.Decode(segment.Span, buffer, out var consumed);
                taken += consumed;
                if (isWhole)
                {
                    break;
                }
            }

            input.AdvanceTo(read.Buffer.GetPosition(taken));
            if (!isWhole && read.IsCompleted)
            {
                ended = true;
                return;
            }

            if (buffer.Length - trace.Length > options.MessageBytes + options.DrainedBytes)
            {
                Part(LmtpReply.TooMuch);
                return;
            }
        }

        await AnswerAllAsync(buffer, trace.Length);
        Forget();
        commandsWithoutMessage = 0;
        badCommands = 0;
    }

    private async Task AnswerAllAsync(MessageBuffer buffer, int traceBytes)
    {
        if (buffer.IsTooLarge || buffer.HasNoMemory)
        {
            foreach (var _ in accepted)
            {
                AnswerOne(buffer.IsTooLarge ? LmtpReply.TooLarge : LmtpReply.NoMemory);
            }

            return;
        }

        var message = new LmtpMessage(sender!, buffer.Bytes, traceBytes);
        using var room = new SemaphoreSlim(LmtpLimits.DeliveriesAtOnce);
        var deliveries = accepted.Select(one => one.Mailbox).Distinct().ToDictionary(mailbox => mailbox, mailbox => DeliverAsync(mailbox, message, room));
        try
        {
            // In the order of the recipients, each as soon as it is known.
            foreach (var (mailbox, _) in accepted)
            {
                var delivery = deliveries[mailbox];
                if (!delivery.IsCompleted || unflushed > MostUnflushedBytes)
                {
                    await FlushAsync();
                }

                AnswerOne(LmtpReply.Of(await delivery));
            }
        }
        finally
        {
            // The message's memory must stay while anybody reads it, also when the client is gone.
            await ((Task)Task.WhenAll(deliveries.Values)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<LmtpOutcome> DeliverAsync(ILmtpRecipient mailbox, LmtpMessage message, SemaphoreSlim room)
    {
        await room.WaitAsync(abandoned);
        try
        {
            return await mailbox.DeliverAsync(message, abandoned);
        }
        finally
        {
            room.Release();
        }
    }

    private void AnswerOne(LmtpReply reply)
    {
        counts.Add(reply);
        Reply(reply);
    }
}
