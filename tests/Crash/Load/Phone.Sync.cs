using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Crash.Tests;

internal sealed partial class Phone
{
    private const int MostDeeds = 4;
    private const int ComfortableItems = 40;
    private const int ServerError = 5;
    private const int Retry = 16;
    private const int Conflict = 7;
    private const int NotFound = 8;

    private async Task SyncAsync(CancellationToken cancellationToken)
    {
        var folder = random.Next(5) switch
        {
            0 => mailbox.Drafts,
            1 when own.Count > 0 => AnyOwn().Id,
            _ => AnyFolder(),
        };
        bool? moves = random.Next(3) switch { 0 => null, 1 => true, _ => false };
        await SendAsync(Next(folder) with { DeletesAsMoves = moves }, Deeds(folder, moves ?? true, []), cancellationToken);
    }

    /// <summary>A request that deletes for good, made before it is sent: the server is to be killed while it is at it.</summary>
    public Func<Task> Load(CancellationToken cancellationToken)
    {
        if (unanswered is not null)
        {
            return () => Task.CompletedTask; // it was off since it sent the last one
        }

        if (own.Exists(folder => folder.Mails.Count > 0))
        {
            var clear = ClearInVolley();
            return () => UntilGoneAsync(() => clear(cancellationToken));
        }

        var folder = mailbox.Folders.MaxBy(folder => model.Held(folder).Items.Count)!;
        var ids = model.Held(folder).Items.Keys.Order(StringComparer.Ordinal).ToArray();
        random.Shuffle(ids);
        var deeds = ids.Take(ids.Length / 4).Select(id => Delete(folder, id, moves: false)).ToList();
        return () => UntilGoneAsync(() => SendAsync(Next(folder) with { DeletesAsMoves = false }, deeds, cancellationToken));
    }

    private async Task RestAsync(string folder, CancellationToken cancellationToken)
    {
        for (var rounds = 0; rounds < MostRounds; rounds++)
        {
            if ((await SendAsync(Next(folder), [], cancellationToken)).IsEmpty)
            {
                return;
            }
        }

        Assert.Fail($"Folder {folder} never comes to rest.");
    }

    /// <summary>Sends one Sync. Until it is answered it is to be repeated: the same bytes, or under the same key with more that was done meanwhile.</summary>
    private async Task<SyncAnswer> SendAsync(SyncCollection asked, IReadOnlyList<Deed> deeds, CancellationToken cancellationToken)
    {
        asked = asked with { Commands = [.. deeds.Select(deed => deed.Command)] };
        unanswered = again => random.Next(3) == 0
            ? SendAsync(asked, [.. deeds, .. Deeds(asked.CollectionId, asked.DeletesAsMoves ?? true, deeds)], again)
            : SendAsync(asked, deeds, again);
        var answer = await model.Device.SyncAsync(new SyncRequest(asked), cancellationToken);
        if (random.Next(12) == 0)
        {
            // The answer got lost on its way.
            tally.CountRepeated();
            answer = await model.Device.SyncAsync(new SyncRequest(asked), cancellationToken);
        }

        if (answer.Status is ServerError or Retry)
        {
            return answer;
        }

        Assert.True(answer.IsEmpty || answer.Single.Status == 1, $"Sync with key {asked.SyncKey} was answered with\n{answer.Answer.Root}");
        Assert.False(answer.IsEmpty && deeds.Count > 0, "Commands were sent, and the answer is empty.");
        Apply(deeds, answer);
        unanswered = null;
        return answer;
    }

    private void Apply(IReadOnlyList<Deed> deeds, SyncAnswer answer)
    {
        model.Apply([.. deeds.Select(deed => deed.Command)], answer);
        if (answer.IsEmpty)
        {
            return;
        }

        foreach (var added in answer.Single.Changes.Where(change => change.Kind == SyncChangeKind.Add))
        {
            mailbox.Ledger[added.Mail.Subject!].Delivery!.Done();
        }

        foreach (var deed in deeds)
        {
            // [MS-ASCMD] 2.2.3.154 Responses: a Change or Delete that succeeded need not be in it.
            var result = answer.Single.Results.FirstOrDefault(result => (deed.Writes is null ? result.ServerId : result.ClientId) == deed.ServerId);
            var status = result?.Status ?? 1;
            Assert.True(status is 1 or Conflict or NotFound, $"A command on {deed.ServerId} was answered with {status}.");
            (status == 1 ? deed.Effect.Done : deed.Effect.Refused)();
            if (status == 1)
            {
                deed.Count();
            }

            if (deed.Writes is { } mail)
            {
                Assert.True(result is { Status: 1, ServerId: { } id } && mail.IsNumbered(id), $"'{mail.Subject}' ({mail.Number}) was answered with {result}.");
                written[result!.ServerId!] = mail;
            }
        }
    }

    private SyncCollection Next(string folder) =>
        model.Next(folder, next => next.SyncKey == "0"
            ? next
            : next with { WindowSize = habits.WindowSize, Options = new SyncOptions { FilterType = habits.FilterType } });

    /// <summary>What the owner does to mails of a folder, none of them twice in one request.</summary>
    private List<Deed> Deeds(string folder, bool moves, IReadOnlyList<Deed> before)
    {
        var held = model.Held(folder);
        var free = held.Items.Keys.Except(before.Select(deed => deed.ServerId)).Order(StringComparer.Ordinal).ToList();
        var deeds = new List<Deed>();
        for (var left = random.Next(2) * random.Next(1, MostDeeds + 1); left > 0 && (free.Count > 0 || folder == mailbox.Drafts) && held.SyncKey != "0"; left--)
        {
            if (folder == mailbox.Drafts)
            {
                deeds.Add(DraftDeed(free, moves));
                continue;
            }

            var id = free[random.Next(free.Count)];
            free.Remove(id);
            deeds.Add(random.Next(4 * ComfortableItems) < free.Count ? Delete(folder, id, moves) : Change(folder, id));
        }

        return deeds;
    }

    private Deed Change(string folder, string id)
    {
        var mail = MailOf(folder, id);
        var held = model.Held(folder);
        return random.Next(2) == 0
            ? new(id, SyncCommand.MarkRead(id, !held.IsRead(id)), Effect.Of(mail.Read, held.IsRead(id) ? LedgerMail.No : LedgerMail.Yes), tally.CountChanged)
            : new(id, SyncCommand.Flag(id, !held.IsFlagged(id)), Effect.Of(mail.Flagged, held.IsFlagged(id) ? LedgerMail.No : LedgerMail.Yes), tally.CountChanged);
    }

    private Deed Delete(string folder, string id, bool moves)
    {
        var goesTo = moves && folder != mailbox.DeletedItems ? mailbox.DeletedItems : Places.Gone;
        var mail = MailOf(folder, id);
        var effect = Effect.Of(mail.Place, goesTo).Then(() => own.Find(one => one.Id == folder)?.Mails.Remove(mail));
        return new(id, SyncCommand.Delete(id), effect, tally.CountRemoved);
    }
}
