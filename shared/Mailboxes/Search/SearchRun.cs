using Carbonio.Cloud.Mailboxes.Log;

namespace Carbonio.Cloud.Mailboxes.Search;

/// <summary>One search, as far as it came.</summary>
internal sealed class SearchRun(MailQuery query, SearchLimits limits)
{
    private const int ItemsAtOnce = 100;
    private const int BodiesAtOnce = 8;

    private readonly MailMatcher matcher = new(query, limits.MaximumTextBytes);
    private readonly DateWalk walk = new(query.Folders, From(query), UpTo(query));
    private readonly List<long> found = [];
    private readonly HashSet<long> known = [];

    public IReadOnlyList<long> Found => found;

    public bool Ended { get; private set; }

    /// <summary>False when mails were passed over for which there was no time.</summary>
    public bool CanGoOn { get; private set; } = true;

    /// <summary>Searches on until so many are found, and one more if there is one.</summary>
    public async Task<SearchOutcome> GoOnAsync(IMailboxView mailbox, int wanted, CancellationToken cancellationToken)
    {
        var items = limits.MaximumItems;
        var bodies = limits.MaximumBodies;
        while (found.Count <= wanted && !Ended)
        {
            // When nothing more may be read, one place tells whether there would be more.
            var places = await walk.NextAsync(mailbox, Math.Clamp(items, 1, ItemsAtOnce), cancellationToken);
            if (places.Count > items)
            {
                return SearchOutcome.TooComplex;
            }

            items -= places.Count;
            Ended = places.Count == 0;
            var read = await mailbox.FindItemsAsync([.. places.Select(place => place.Item)], cancellationToken);

            // One that has moved meanwhile is found where it is now, if at all, and one found already is not found again.
            var there = read.Where((item, index) => item is not null && item.Folder == places[index].Folder && !known.Contains(item.Id)).Select(item => item!).ToList();
            var needed = there.Select(item => (Item: item, IsMatch: matcher.Look(item, out var missing), Missing: missing)).ToArray();
            var fits = Fits(needed.Select(look => look.IsMatch), bodies);
            await Parallel.ForAsync(0, fits, new ParallelOptions { MaxDegreeOfParallelism = BodiesAtOnce, CancellationToken = cancellationToken }, async (index, token) =>
            {
                if (needed[index] is { IsMatch: null } look)
                {
                    Interlocked.Decrement(ref bodies);
                    needed[index].IsMatch = await matcher.ReadAsync(mailbox, look.Item, look.Missing, token);
                }
            });
            found.AddRange(needed.Take(fits).Where(look => look.IsMatch == true && known.Add(look.Item.Id)).Select(look => look.Item.Id));
            if (fits < needed.Length)
            {
                CanGoOn = false;
                return found.Count > wanted ? SearchOutcome.Done : SearchOutcome.TooComplex;
            }
        }

        return SearchOutcome.Done;
    }

    // How many of them can be decided with so many texts.
    private static int Fits(IEnumerable<bool?> looks, int bodies) => looks.TakeWhile(look => look is not null || bodies-- > 0).Count();

    private static DatePosition From(MailQuery query) => query.ReceivedBefore is { } before ? DatePosition.Behind(before) : DatePosition.Start;

    private static DatePosition UpTo(MailQuery query) => query.ReceivedAfter switch
    {
        null => DatePosition.End,
        { } after when after == DateTimeOffset.MaxValue => DatePosition.Start,
        { } after => DatePosition.Behind(after.AddTicks(1)),
    };
}
