using System.Collections.Concurrent;
using Carbonio.Cloud.Mailboxes.Sending;

namespace Carbonio.Cloud.Mailboxes.Tests.Sending;

/// <summary>A relay that answers as a test wants it to, and counts what reached it.</summary>
internal sealed class ScriptedRelay : IMailRelay
{
    /// <summary>The answer for a recipient.</summary>
    public Func<string, SendAnswer> Answer { get; set; } = _ => SendAnswer.Accepted;

    /// <summary>What happens before the end of the message.</summary>
    public Func<CancellationToken, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>What happens behind the end of the message, before the answer.</summary>
    public Func<CancellationToken, Task> Behind { get; set; } = _ => Task.CompletedTask;

    /// <summary>Conversations.</summary>
    public ConcurrentQueue<RelayEnvelope> Calls { get; } = new();

    /// <summary>Recipients whose mail it has, as often as it has it.</summary>
    public ConcurrentQueue<string> Arrived { get; } = new();

    public ConcurrentQueue<byte[]> Messages { get; } = new();

    public static SendAnswer Greylisted { get; } = new(SendVerdict.Deferred, "4.7.1", "451 4.7.1 Come again", FromRelay: true);

    public static SendAnswer Unknown { get; } = new(SendVerdict.Refused, "5.1.1", "550 5.1.1 No such user", FromRelay: true);

    public async Task<IReadOnlyList<SendAnswer>> SendAsync(
        RelayEnvelope envelope,
        ReadOnlyMemory<byte> message,
        Func<Task<bool>> handOver,
        CancellationToken cancellationToken)
    {
        Calls.Enqueue(envelope);
        await Before(cancellationToken);
        List<SendAnswer> answers = [.. envelope.Recipients.Select(Answer)];
        if (!answers.Exists(answer => answer.Verdict is SendVerdict.Accepted or SendVerdict.Lost))
        {
            return answers;
        }

        var wait = new SendAnswer(SendVerdict.Deferred, "4.4.2", "Broken off.");
        try
        {
            if (!await handOver())
            {
                return [.. answers.Select(_ => wait)];
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return [.. answers.Select(_ => wait)];
        }

        Messages.Enqueue(message.ToArray());
        foreach (var (recipient, answer) in envelope.Recipients.Zip(answers))
        {
            if (answer.Verdict is SendVerdict.Accepted or SendVerdict.Lost)
            {
                Arrived.Enqueue(recipient);
            }
        }

        try
        {
            await Behind(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return [.. answers.Select(_ => SendAnswer.Lost("The server stopped."))];
        }

        return answers;
    }
}
