namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>What a try leaves: who goes on waiting, and who is given up.</summary>
/// <param name="Rest">What the row says from now on; null when nobody waits any more.</param>
/// <param name="Failed">Who is given up.</param>
/// <param name="Sent">Recipients who got it.</param>
/// <param name="Deferred">Recipients who were tried and wait on.</param>
internal sealed record TransmissionOutcome(Transmission? Rest, IReadOnlyList<FailedRecipient> Failed, int Sent, int Deferred)
{
    /// <summary>Times that a mail may be handed over without an answer: it may then have arrived as often.</summary>
    public const int MaximumLost = 2;

    /// <summary>Judges a try that has ended.</summary>
    /// <param name="before">What the row said.</param>
    /// <param name="answers">One for each of its recipients.</param>
    /// <param name="now">When it ended.</param>
    /// <param name="random">From 0 to below 1, for the pause.</param>
    public static TransmissionOutcome Of(Transmission before, IReadOnlyList<SendAnswer> answers, DateTimeOffset now, double random)
    {
        var waiting = new List<TransmissionRecipient>();
        var failed = new List<FailedRecipient>();
        var deferred = 0;
        var last = now - before.Submitted >= RetrySchedule.GiveUpAfter;
        foreach (var (recipient, answer) in before.Recipients.Zip(answers))
        {
            switch (answer.Verdict)
            {
                case SendVerdict.Accepted:
                    break;
                case SendVerdict.Untried:
                    waiting.Add(recipient);
                    break;
                case SendVerdict.Refused:
                    failed.Add(new(recipient.Address, answer.Status, answer.Text, answer.FromRelay ? answer.Text : null));
                    break;
                case SendVerdict.Lost when recipient.Lost + 1 >= MaximumLost:
                    failed.Add(new(recipient.Address, "5.4.2", $"The mail was handed over {MaximumLost} times, and each time the answer was lost. It may have arrived: ask before you send it again.", null));
                    break;
                case SendVerdict.Deferred or SendVerdict.Lost when last:
                    failed.Add(new(recipient.Address, "5.4.7", $"It could not be delivered within {RetrySchedule.GiveUpAfter.TotalHours} hours. {answer.Text}", answer.FromRelay ? answer.Text : null));
                    break;
                default:
                    deferred++;
                    waiting.Add(recipient with { Answer = answer.Text, Lost = recipient.Lost + (answer.Verdict == SendVerdict.Lost ? 1 : 0) });
                    break;
            }
        }

        var sent = answers.Count(answer => answer.Verdict == SendVerdict.Accepted);
        return waiting.Count == 0 ? new(null, failed, sent, deferred) : new(Keep(before, waiting, deferred > 0, now, random), failed, sent, deferred);
    }

    // Recipients that were not reached yet don't wait for those that failed.
    private static Transmission Keep(Transmission before, List<TransmissionRecipient> waiting, bool failed, DateTimeOffset now, double random)
    {
        var tries = before.Tries + (failed ? 1 : 0);
        var unreached = waiting.Any(recipient => recipient.Answer is null);
        return before with
        {
            Recipients = [.. waiting.OrderBy(recipient => recipient.Answer is not null)],
            Tries = tries,
            Next = unreached ? now : now + RetrySchedule.Pause(tries, random),
            Owner = null,
            OwnedUntil = default,
            HandedOver = false,
        };
    }
}
