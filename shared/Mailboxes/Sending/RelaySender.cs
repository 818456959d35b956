using Carbonio.Cloud.Storage;
using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>
/// Gives mail to the relay, a few conversations at once, in the background. A row is claimed before its conversation begins and
/// marked before the end of the message is sent, so that whoever finds it later knows what may have happened.
/// </summary>
/// <remarks>docs/decisions/0012-outgoing-mail.md.</remarks>
internal sealed partial class RelaySender : IAsyncDisposable
{
    /// <summary>Conversations at once.</summary>
    public const int MaximumConversations = 4;

    /// <summary>Rows that may wait for a conversation; what is beyond is left to the timer.</summary>
    public const int MaximumWaiting = 10_000;

    /// <summary>Rows of one mailbox among them, so that one that sends much does not keep the others waiting.</summary>
    public const int MaximumWaitingOfMailbox = 100;

    /// <summary>Tries to write down what a conversation came to.</summary>
    public const int MaximumSettleTries = 10;

    private readonly IMailRelay relay;
    private readonly Func<MailboxServices> services;
    private readonly TransmissionSettler settler;
    private readonly SendingOptions options;
    private readonly ILogger<RelaySender> logger;
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly Queue<RelayWork> waiting = new();
    private readonly Dictionary<string, HashSet<string>> known = new(StringComparer.Ordinal);
    private int conversations;
    private TaskCompletionSource idle = Completed();

    public RelaySender(IMailRelay relay, Func<MailboxServices> services, TransmissionSettler settler, SendingOptions options, ILogger<RelaySender> logger)
    {
        this.relay = relay;
        this.services = services;
        this.settler = settler;
        this.options = options;
        this.logger = logger;
    }

    /// <summary>Longest conversation: one that has not ended by then is broken off.</summary>
    public static TimeSpan LongestConversation { get; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a claim holds: for the conversation, and for writing down what it came to.</summary>
    public static TimeSpan ClaimTime { get; } = LongestConversation + TimeSpan.FromMinutes(10);

    /// <summary>How long a stopping server waits for the answer to a message that it has handed over.</summary>
    public static TimeSpan StopGrace { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest pause between two tries to write down what a conversation came to; pauses double up to it.</summary>
    public static TimeSpan LongestSettlePause { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Rows that wait here or are in a conversation.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return known.Values.Sum(rows => rows.Count);
            }
        }
    }

    /// <summary>Ends when nothing waits and no conversation goes on.</summary>
    public Task WhenIdleAsync()
    {
        lock (gate)
        {
            return idle.Task;
        }
    }

    /// <summary>Whether its time has come and nobody is at it.</summary>
    public bool MayBegin(Transmission transmission)
    {
        var now = services().Time.GetUtcNow();
        var held = transmission.Owner is { } owner && owner != options.Instance && !options.OwnsStores && transmission.OwnedUntil > now;
        return transmission.Next <= now && !held;
    }

    /// <summary>Puts a row in the queue, unless it is there.</summary>
    /// <returns>False when there is no room, or the server is stopping.</returns>
    public bool TryBegin(RelayWork work)
    {
        lock (gate)
        {
            var rows = known.GetValueOrDefault(work.Mailbox.Partition) ?? [];
            if (rows.Contains(work.Row))
            {
                return true;
            }

            if (stopping.IsCancellationRequested || waiting.Count >= MaximumWaiting || rows.Count >= MaximumWaitingOfMailbox)
            {
                return false;
            }

            rows.Add(work.Row);
            known[work.Mailbox.Partition] = rows;
            waiting.Enqueue(work);
            if (conversations == MaximumConversations)
            {
                return true;
            }

            if (conversations++ == 0)
            {
                idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        _ = Task.Run(RunAsync);
        return true;
    }

    /// <summary>Breaks off what has not been handed over, waits a moment for the rest, and writes down what there is.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            while (waiting.TryDequeue(out var work))
            {
                Remove(work);
            }
        }

        await stopping.CancelAsync();
        await WhenIdleAsync();
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        while (Take() is { } work)
        {
            await TryAsync(work, SendAsync);
            if (Forget(work))
            {
                await TryAsync(work, FollowAsync);
            }
        }
    }

    private async Task TryAsync(RelayWork work, Func<RelayWork, Task> step)
    {
        try
        {
            await step(work);
        }
#pragma warning disable CA1031 // The row stays as it is, and the timer finds it; the queue goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFailed(e, work.Row, work.Mailbox);
        }
    }

    private RelayWork? Take()
    {
        lock (gate)
        {
            if (waiting.TryDequeue(out var work))
            {
                return work;
            }

            if (--conversations == 0)
            {
                idle.SetResult();
            }

            return null;
        }
    }

    /// <returns>True when nothing of the mailbox is here any more.</returns>
    private bool Forget(RelayWork work)
    {
        lock (gate)
        {
            return Remove(work);
        }
    }

    private bool Remove(RelayWork work)
    {
        var rows = known[work.Mailbox.Partition];
        rows.Remove(work.Row);
        return rows.Count == 0 && known.Remove(work.Mailbox.Partition);
    }

    /// <summary>Does what the mailbox's rows left: its message goes, and the hint of its batch when nothing else waits.</summary>
    private Task FollowAsync(RelayWork work)
    {
        var outbox = services().Outbox;
        return work.Hint is { } hint ? outbox.RunAsync(hint, CancellationToken.None) : outbox.RunAsync(work.Mailbox, CancellationToken.None);
    }

    private async Task SendAsync(RelayWork work)
    {
        if (await TransmissionRow.FindAsync(services().Entities, work.Mailbox, work.Row, stopping.Token) is not { } found || !MayBegin(found.Transmission))
        {
            return;
        }

        var message = await SubmittedMessage.ReadAsync(services().Blobs, found.Transmission, stopping.Token);
        if (message is null)
        {
            await SettleAsync(found, SubmittedMessage.Gone(found.Transmission), message);
            return;
        }

        if (found.Transmission is { Owner: not null, HandedOver: true })
        {
            // Whoever was at it ended before it could write down what the relay said.
            var lost = SendAnswer.Lost("The server stopped before the relay's answer was known.");
            await SettleAsync(found, [.. found.Transmission.Recipients.Select(_ => lost)], message);
            return;
        }

        var claim = found.Transmission with { Owner = options.Instance, OwnedUntil = services().Time.GetUtcNow() + ClaimTime };
        if (await found.TryReplaceAsync(services().Entities, claim, stopping.Token) is { } claimed)
        {
            await ConverseAsync(claimed, message);
        }
    }

    private async Task ConverseAsync(TransmissionRow claimed, byte[] message)
    {
        using var ending = new RelayConversation(services().Time, claimed, services().Entities, stopping.Token);
        var envelope = new RelayEnvelope(claimed.Transmission.Sender, [.. claimed.Transmission.Recipients.Select(recipient => recipient.Address)]);
        IReadOnlyList<SendAnswer> answers;
        try
        {
            answers = await relay.SendAsync(envelope, message, ending.HandOverAsync, ending.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !ending.IsHandedOver)
        {
            await ending.Row.TryReplaceAsync(services().Entities, claimed.Transmission with { Owner = null, OwnedUntil = default }, CancellationToken.None);
            return;
        }
#pragma warning disable CA1031 // A fault of the adapter is one of the try: the mail waits for the next.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFailed(e, claimed.Row, claimed.Mailbox);
            var answer = ending.IsHandedOver
                ? SendAnswer.Lost("The conversation with the relay failed.")
                : new SendAnswer(SendVerdict.Deferred, "4.4.2", "The conversation with the relay failed.");
            answers = [.. claimed.Transmission.Recipients.Select(_ => answer)];
        }

        await SettleAsync(ending.Row, answers, message);
    }

    /// <summary>Writes it down, with patience: the relay may have the mail.</summary>
    private async Task SettleAsync(TransmissionRow row, IReadOnlyList<SendAnswer> answers, byte[]? message)
    {
        var pause = TimeSpan.FromSeconds(1);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await settler.SettleAsync(row, answers, message, CancellationToken.None);
                return;
            }
            catch (StoreUnavailableException e) when (attempt < MaximumSettleTries && !stopping.IsCancellationRequested)
            {
                LogNotWritten(e, row.Row, row.Mailbox);
            }

            await Task.Delay(pause, services().Time, CancellationToken.None);
            pause = pause * 2 < LongestSettlePause ? pause * 2 : LongestSettlePause;
        }
    }

    private static TaskCompletionSource Completed()
    {
        var completed = new TaskCompletionSource();
        completed.SetResult();
        return completed;
    }

    [LoggerMessage(2402, LogLevel.Warning, "Sending {Row} of mailbox {Mailbox} failed; it will be tried again.")]
    private partial void LogFailed(Exception exception, string row, MailboxId mailbox);

    [LoggerMessage(2403, LogLevel.Warning, "What became of {Row} of mailbox {Mailbox} could not be written down yet.")]
    private partial void LogNotWritten(Exception exception, string row, MailboxId mailbox);
}
