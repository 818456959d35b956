using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Crash.Tests;

internal sealed partial class Phone
{
    private const int MostFolders = 5;
    private const int DeepestFolder = 3;
    private const int Ok = 1;
    private const int HierarchyServerError = 6;
    private const int EmptyingServerError = 3;

    private readonly List<OwnFolder> own = [];
    private int made;
    private int renamed;

    private Task UseFoldersAsync(CancellationToken cancellationToken) => (own.Count, random.Next(10)) switch
    {
        (0, _) => CreateFolderAsync(cancellationToken),
        ( < MostFolders, 0 or 1) => CreateFolderAsync(cancellationToken),
        (_, 2 or 3) => RenameFolderAsync(cancellationToken),
        (_, 4) => EmptyFolderAsync(AnyOwn(), cancellationToken),
        (_, 5) => DeleteFolderAsync(AnyOwn(), cancellationToken),
        (_, 6) => SyncFoldersAsync(cancellationToken),
        _ => FillFolderAsync(MostDeeds, cancellationToken),
    };

    /// <summary>Makes a folder with mails in it, to be emptied or deleted in a volley.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (unanswered is not null)
        {
            return; // it was off since it sent the last one
        }

        if (own.Count == 0)
        {
            await CreateFolderAsync(cancellationToken);
            await RestAsync(own[0].Id, cancellationToken);
        }

        await FillFolderAsync(model.Held(mailbox.Inbox).Items.Count / 3, cancellationToken);
    }

    private Func<CancellationToken, Task> ClearInVolley()
    {
        var folder = own.MaxBy(folder => folder.Mails.Count)!;
        return random.Next(2) == 0 ? cancel => EmptyFolderAsync(folder, cancel) : cancel => DeleteFolderAsync(folder, cancel);
    }

    private OwnFolder AnyOwn() => own[random.Next(own.Count)];

    private async Task CreateFolderAsync(CancellationToken cancellationToken)
    {
        var parent = own.Where(folder => folder.Depth < DeepestFolder).ElementAtOrDefault(random.Next(own.Count + 1));
        var name = $"{mailbox.Name}-{habits.Name}-{++made}";
        var ledger = mailbox.Ledger.AddFolder(name);
        await SendCreateAsync(name, parent, ledger, Effect.Of(ledger.Place, SeenFolder.PlaceOf(parent?.Id ?? "0", name)), cancellationToken);
    }

    private async Task SendCreateAsync(string name, OwnFolder? parent, LedgerFolder ledger, Effect effect, CancellationToken cancellationToken)
    {
        unanswered = again => SendCreateAsync(name, parent, ledger, effect, again);
        var parentId = parent?.Id ?? "0";
        if (LosesAnswer())
        {
            await model.Device.FolderCreateAsync(model.FolderSyncKey, parentId, name, (int)EasFolderType.UserMail, cancellationToken);
        }

        var answer = await model.CreateFolderAsync(name, cancellationToken, parentId);
        if (answer.Status == HierarchyServerError)
        {
            return;
        }

        Assert.True(answer.Status == Ok, $"FolderCreate of '{name}' was answered with {answer.Status}.");
        Assert.True(ledger.IsNumbered(answer.ServerId!), $"'{name}' was {ledger.Id}, and a repetition was answered with {answer.ServerId}.");
        own.Add(new OwnFolder(answer.ServerId!, name, parent, ledger));
        Finish([effect]);
    }

    private async Task RenameFolderAsync(CancellationToken cancellationToken)
    {
        var folder = AnyOwn();
        var name = $"{folder.Ledger.Key}{LedgerFolder.Renamed}{++renamed}";
        await SendRenameAsync(folder, name, Effect.Of(folder.Ledger.Place, SeenFolder.PlaceOf(folder.ParentId, name)), cancellationToken);
    }

    private async Task SendRenameAsync(OwnFolder folder, string name, Effect effect, CancellationToken cancellationToken)
    {
        unanswered = again => SendRenameAsync(folder, name, effect, again);
        if (LosesAnswer())
        {
            await model.Device.FolderUpdateAsync(model.FolderSyncKey, folder.Id, folder.ParentId, name, cancellationToken);
        }

        var answer = await model.UpdateFolderAsync(folder.Id, folder.ParentId, name, cancellationToken);
        if (answer.Status == HierarchyServerError)
        {
            return;
        }

        Assert.True(answer.Status == Ok, $"FolderUpdate of '{folder.Name}' was answered with {answer.Status}.");
        folder.Name = name;
        Finish([effect]);
    }

    private async Task DeleteFolderAsync(OwnFolder folder, CancellationToken cancellationToken)
    {
        OwnFolder[] gone = [.. own.Where(one => one == folder || one.IsWithin(folder))];
        await SendDeleteAsync(folder, gone, Effects(gone, gone), cancellationToken);
    }

    private async Task SendDeleteAsync(OwnFolder folder, OwnFolder[] gone, IReadOnlyList<Effect> effects, CancellationToken cancellationToken)
    {
        unanswered = again => SendDeleteAsync(folder, gone, effects, again);
        if (LosesAnswer())
        {
            await model.Device.FolderDeleteAsync(model.FolderSyncKey, folder.Id, cancellationToken);
        }

        var answer = await model.DeleteFolderAsync(folder.Id, cancellationToken);
        if (answer.Status == HierarchyServerError)
        {
            return;
        }

        Assert.True(answer.Status == Ok, $"FolderDelete of '{folder.Name}' was answered with {answer.Status}.");
        own.RemoveAll(gone.Contains);
        Finish(effects);
    }

    private async Task EmptyFolderAsync(OwnFolder folder, CancellationToken cancellationToken)
    {
        var withFolders = random.Next(2) == 0;
        OwnFolder[] below = withFolders ? [.. own.Where(one => one.IsWithin(folder))] : [];
        await SendEmptyAsync(folder, withFolders, below, Effects(below, [folder, .. below]), cancellationToken);
    }

    private async Task SendEmptyAsync(OwnFolder folder, bool withFolders, OwnFolder[] below, IReadOnlyList<Effect> effects, CancellationToken cancellationToken)
    {
        unanswered = again => SendEmptyAsync(folder, withFolders, below, effects, again);
        if (LosesAnswer())
        {
            await model.Device.EmptyFolderContentsAsync(folder.Id, withFolders, cancellationToken);
        }

        var status = await model.Device.EmptyFolderContentsAsync(folder.Id, withFolders, cancellationToken);
        if (status == EmptyingServerError)
        {
            return;
        }

        Assert.True(status == Ok, $"EmptyFolderContents of '{folder.Name}' was answered with {status}.");
        folder.Mails.Clear();
        own.RemoveAll(below.Contains);
        Finish(effects);
    }

    private async Task SyncFoldersAsync(CancellationToken cancellationToken)
    {
        unanswered = SyncFoldersAsync;
        if (LosesAnswer())
        {
            await model.Device.FolderSyncAsync(model.FolderSyncKey, cancellationToken);
        }

        var answer = await model.SyncFoldersAsync(cancellationToken);
        Assert.True(answer.Status is Ok or HierarchyServerError, $"FolderSync was answered with {answer.Status}.");
        unanswered = answer.Status == Ok ? null : unanswered;
    }

    /// <summary>Moves mails of the inbox to an own folder that has been synced.</summary>
    private async Task FillFolderAsync(int most, CancellationToken cancellationToken)
    {
        if (own.FindAll(folder => model.Held(folder.Id).SyncKey != "0") is not { Count: > 0 } synced)
        {
            await RestAsync(AnyOwn().Id, cancellationToken);
            return;
        }

        var to = synced[random.Next(synced.Count)];
        var ids = model.Held(mailbox.Inbox).Items.Keys.Order(StringComparer.Ordinal).ToArray();
        random.Shuffle(ids);
        await SendMovesAsync(mailbox.Inbox, to.Id, [.. ids.Take(most).Select(id => (id, Effect.Of(MailOf(mailbox.Inbox, id).Place, to.Id).Then(Into(to, MailOf(mailbox.Inbox, id)))))], cancellationToken);

        static Action Into(OwnFolder folder, LedgerMail mail) => () => folder.Mails.Add(mail);
    }

    private static List<Effect> Effects(IEnumerable<OwnFolder> gone, IEnumerable<OwnFolder> emptied) =>
    [
        .. gone.Select(folder => Effect.Of(folder.Ledger.Place, Places.Gone)),
        .. emptied.SelectMany(folder => folder.Mails).Select(mail => Effect.Of(mail.Place, Places.Gone)),
    ];

    private bool LosesAnswer()
    {
        var loses = random.Next(12) == 0;
        if (loses)
        {
            tally.CountRepeated();
        }

        return loses;
    }

    private void Finish(IReadOnlyList<Effect> effects)
    {
        foreach (var effect in effects)
        {
            effect.Done();
        }

        tally.CountFolders();
        unanswered = null;
    }
}
