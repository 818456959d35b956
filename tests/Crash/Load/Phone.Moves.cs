namespace Carbonio.Cloud.Crash.Tests;

internal sealed partial class Phone
{
    private const int Moved = 3;
    private const int BadSource = 1;

    private Task MoveAsync(CancellationToken cancellationToken)
    {
        var from = AnyFolder();
        var to = mailbox.Folders.First(folder => folder != from);
        var ids = model.Held(from).Items.Keys.Order(StringComparer.Ordinal).ToArray();
        random.Shuffle(ids);
        return SendMovesAsync(from, to, [.. ids.Take(MostDeeds).Select(id => (id, Effect.Of(MailOf(from, id).Place, to)))], cancellationToken);
    }

    private async Task SendMovesAsync(string from, string to, IReadOnlyList<(string ServerId, Effect Effect)> moves, CancellationToken cancellationToken)
    {
        if (moves.Count == 0)
        {
            return;
        }

        unanswered = again => SendMovesAsync(from, to, moves, again);
        var answer = await model.MoveAsync([.. moves.Select(move => move.ServerId)], from, to, cancellationToken);
        foreach (var (moved, effect) in answer.Moved.Zip(moves.Select(move => move.Effect)))
        {
            Assert.True(moved.Status is Moved or BadSource, $"The move of {moved.SrcMsgId} to {to} was answered with {moved.Status}.");
            (moved.Status == Moved ? effect.Done : effect.Refused)();
            tally.CountRemoved();
        }

        unanswered = null;
    }
}
