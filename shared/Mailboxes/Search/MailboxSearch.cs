namespace Carbonio.Cloud.Mailboxes.Search;

/// <summary>
/// Searches the mails of one mailbox: walks the date indexes newest first and looks at each mail, until enough is found, so that
/// a search costs what it looks at. Writes nothing. One for each process.
/// </summary>
public sealed class MailboxSearch : IDisposable
{
    private readonly SearchLimits limits;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim turns;
    private readonly SearchMemory memory;

    /// <summary>Made with its limits.</summary>
    public MailboxSearch(SearchLimits limits, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(limits);
        this.limits = limits;
        this.time = time;
        turns = new(limits.AtOnce, limits.AtOnce);
        memory = new(limits.Remembered);
    }

    /// <summary>Finds mails.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="sequence">Its newest sequence: a search is taken up where it stopped only while nothing changed.</param>
    /// <param name="query">What is looked for.</param>
    /// <param name="wanted">How many, counted from the newest.</param>
    /// <param name="again">Begin from the start, whatever is remembered.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<FoundMails> FindAsync(IMailboxView mailbox, long sequence, MailQuery query, int wanted, bool again, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentNullException.ThrowIfNull(query);
        using var expired = new CancellationTokenSource(limits.MaximumTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(expired.Token, cancellationToken);
        var run = (again ? null : memory.Take(mailbox.Id, sequence, query)) ?? new SearchRun(query, limits);
        memory.Drop(mailbox.Id, sequence, query);
        try
        {
            await turns.WaitAsync(either.Token);
            try
            {
                var outcome = await run.GoOnAsync(mailbox, wanted, either.Token);
                if (outcome == SearchOutcome.Done && run.CanGoOn)
                {
                    memory.Keep(mailbox.Id, sequence, query, run);
                }

                return new(outcome, [.. run.Found], !run.Ended);
            }
            finally
            {
                turns.Release();
            }
        }
        catch (OperationCanceledException) when (expired.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new(SearchOutcome.TimedOut, [], More: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turns.Dispose();
}
