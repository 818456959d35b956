using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Crash.Tests;

/// <summary>A phone under load: it does what owners do, and repeats what was not answered, as phones do.</summary>
/// <remarks>One request at a time. A new kind of request sets <c>unanswered</c> while it is under way, and tells its effects when it is answered.</remarks>
internal sealed partial class Phone(PhoneModel model, CrashMailbox mailbox, PhoneHabits habits, Random random, Tally tally)
{
    private const int LongestPause = 4;
    private const int MostTries = 20;
    private const int MostRounds = 200;
    private const int HeldSeconds = 60;

    /// <summary>Sends again what was not answered; null when everything was.</summary>
    private Func<CancellationToken, Task>? unanswered;

    /// <summary>Syncs, changes, moves, deletes, fetches and waits until the server is gone.</summary>
    public Task UseAsync(CancellationToken cancellationToken) => UntilGoneAsync(async () =>
    {
        while (true)
        {
            await Task.Delay(random.Next(LongestPause), cancellationToken);
            try
            {
                await (unanswered is null ? ActAsync(cancellationToken) : RepeatAsync(cancellationToken));
            }
            catch (Exception e) when (NoAnswer.IsLater(e))
            {
                tally.CountUnanswered();
            }
        }
    });

    /// <summary>Repeats what was not answered and syncs until nothing is left.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        for (var tries = 0; unanswered is not null; tries++)
        {
            Assert.True(tries < MostTries, "The server asks for the same request again and again.");
            await RepeatAsync(cancellationToken);
        }

        var folders = await model.SyncFoldersAsync(cancellationToken);
        Assert.Equal(1, folders.Status);
        foreach (var folder in Shown)
        {
            await RestAsync(folder, cancellationToken);
        }
    }

    /// <summary>Holds what the phone has against what the server has.</summary>
    /// <returns>A line for each fault.</returns>
    public IReadOnlyList<string> Compare(IReadOnlyList<SeenMail> seen, IReadOnlyList<SeenFolder> seenFolders)
    {
        // What was gone when a lost answer was repeated is deleted all the same: the first answer might have arrived.
        var faults = model.Errors.Where(error => !error.Contains("Delete of ", StringComparison.Ordinal)).ToList();
        var folders = model.Folders.Values.Select(folder => new SeenFolder(folder.ServerId, folder.ParentId, folder.DisplayName)).ToHashSet();
        faults.AddRange(seenFolders.Except(folders).Select(folder => $"folder {folder} is on the server and not on the phone."));
        faults.AddRange(folders.Where(folder => mailbox.IsOwn(folder)).Except(seenFolders).Select(folder => $"folder {folder} is on the phone and not on the server."));
        faults.AddRange(own.Where(folder => !folders.Any(one => one.Id == folder.Id)).Select(folder => $"its own folder {folder.Id} '{folder.Name}' is gone."));
        foreach (var folder in Shown)
        {
            var held = model.Held(folder);
            var shown = seen.Where(mail => mail.Folder == folder && habits.Shows(mailbox.Ledger[mail.Subject])).ToDictionary(mail => mail.ServerId);
            faults.AddRange(shown.Keys.Except(held.Items.Keys).Select(id => $"{id} '{shown[id].Subject}' is on the server and not on the phone."));
            faults.AddRange(held.Items.Keys.Except(shown.Keys).Select(id => $"{id} '{held.Items[id].Subject}' is on the phone and not on the server."));
            faults.AddRange(shown.Values
                .Where(mail => held.Items.ContainsKey(mail.ServerId) && (held.IsRead(mail.ServerId), held.IsFlagged(mail.ServerId)) != (mail.Read, mail.Flagged))
                .Select(mail => $"{mail.ServerId} '{mail.Subject}' is shown otherwise than it is: read {mail.Read}, flagged {mail.Flagged}."));
        }

        return [.. faults.Select(fault => $"Phone {model.Device.Settings.DeviceId}: {fault}")];
    }

    private async Task UntilGoneAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (NoAnswer.IsGone(e))
        {
            tally.CountUnanswered();
        }
    }

    private Task RepeatAsync(CancellationToken cancellationToken)
    {
        tally.CountRepeated();
        return unanswered!(cancellationToken);
    }

    private Task ActAsync(CancellationToken cancellationToken) => random.Next(20) switch
    {
        0 => PingAsync(cancellationToken),
        1 => HoldSyncAsync(cancellationToken),
        2 or 3 => FetchAsync(cancellationToken),
        4 => MoveAsync(cancellationToken),
        5 or 6 => UseFoldersAsync(cancellationToken),
        _ => SyncAsync(cancellationToken),
    };

    private IReadOnlyList<string> Shown => [.. mailbox.Folders, mailbox.Drafts, .. own.Select(folder => folder.Id)];

    private string AnyFolder() => mailbox.Folders[random.Next(5) switch { < 3 => 0, 3 => 1, _ => 2 }];

    private LedgerMail MailOf(string folder, string serverId) =>
        model.Held(folder).Items[serverId].Subject is { } subject ? mailbox.Ledger[subject] : written[serverId];
}
