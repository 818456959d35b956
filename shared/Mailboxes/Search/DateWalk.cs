using Carbonio.Cloud.Mailboxes.Log;

namespace Carbonio.Cloud.Mailboxes.Search;

/// <summary>Walks the date indexes of several folders as if they were one: newest first, of the same moment by id.</summary>
internal sealed class DateWalk(IReadOnlyList<int> folders, DatePosition from, DatePosition upTo)
{
    private const int PlacesAtOnce = 500;
    private const int FoldersAtOnce = 8;

    private readonly PriorityQueue<Front, DatePosition> fronts = new();
    private bool begun;

    /// <summary>The next places; none at the end.</summary>
    public async Task<IReadOnlyList<(int Folder, long Item)>> NextAsync(IMailboxView mailbox, int maximum, CancellationToken cancellationToken)
    {
        await BeginAsync(mailbox, cancellationToken);
        var places = new List<(int, long)>(maximum);
        while (places.Count < maximum && fronts.TryPeek(out var front, out var place))
        {
            if (!front.HasNext && front.Page.More)
            {
                front.Turn(await ReadAsync(mailbox, front.Folder, front.Page.ReadTo, cancellationToken));
            }

            places.Add((front.Folder, place.Item));
            if (front.MoveNext())
            {
                fronts.DequeueEnqueue(front, front.Place);
            }
            else
            {
                fronts.Dequeue();
            }
        }

        return places;
    }

    private async Task BeginAsync(IMailboxView mailbox, CancellationToken cancellationToken)
    {
        if (begun)
        {
            return;
        }

        var read = new List<Front>();
        foreach (var some in folders.Chunk(FoldersAtOnce))
        {
            read.AddRange(await Task.WhenAll(some.Select(async folder => new Front(folder, await ReadAsync(mailbox, folder, from, cancellationToken)))));
        }

        fronts.EnqueueRange(read.Where(front => front.MoveNext()).Select(front => (front, front.Place)));
        begun = true;
    }

    private async Task<DatePage> ReadAsync(IMailboxView mailbox, int folder, DatePosition after, CancellationToken cancellationToken) =>
        await mailbox.ReadDatesAsync(folder, after, upTo, PlacesAtOnce, cancellationToken);

    private sealed class Front(int folder, DatePage page)
    {
        private int index = -1;

        public int Folder => folder;

        public DatePage Page { get; private set; } = page;

        public DatePosition Place => Page.Places[index];

        public bool HasNext => index + 1 < Page.Places.Count;

        public bool MoveNext() => ++index < Page.Places.Count;

        /// <summary>Goes to the next page, before its first place.</summary>
        public void Turn(DatePage next)
        {
            Page = next;
            index = -1;
        }
    }
}
