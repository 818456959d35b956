using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes.Folders;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Sync.Property;

/// <summary>What a phone writes: whole messages, which it hands in until it is told what became of them, and drafts.</summary>
internal sealed class LetterWriter(World world, PhoneModel model)
{
    private const int SentBefore = 118;
    private const int NobodyToSendTo = 119;
    private const int ForeignAuthor = 120;
    private const int NoSuchOriginal = 150;

    private readonly List<UnansweredMail> unanswered = [];
    private readonly Dictionary<string, Letter> newDrafts = [];
    private int made;
    private int draftsMade;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Hands in a message: a new one, or one of which no answer came.</summary>
    public async Task SendAsync()
    {
        if (unanswered.Count == 0 || world.Chance(2))
        {
            unanswered.Add(NewMail());
        }

        var mail = world.Any(unanswered);
        long? status = null;
        if (await world.IsAnsweredAsync(async () => status = await SendAsync(mail)) && !world.Chance(3))
        {
            Hear(mail, status);
        }
    }

    /// <summary>Comes to an end with everything of which no answer came.</summary>
    public async Task SettleAsync()
    {
        while (unanswered is [var mail, ..])
        {
            Hear(mail, await SendAsync(mail));
        }
    }

    /// <summary>A new draft, sent at once or kept.</summary>
    public SyncCommand NewDraft()
    {
        // Never again the id of one of which no answer came yet.
        var id = $"new{++draftsMade}";
        var letter = newDrafts[id] = world.Letters.Add(NewLetter);
        IReadOnlyList<WbxmlNode> fields =
        [
            WbxmlNode.Of("Email:Subject", letter.Subject),
            WbxmlNode.Of("Email:To", letter.ToAlice ? BenchAccount.Alice : ""),
            WbxmlNode.Of(world.Chance(2) ? "Email2:Bcc" : "Email:Cc", letter.ToBob ? BenchAccount.Bob : ""),
            Body(),
        ];
        return world.Chance(2) ? SyncCommand.AddAndSend(id, fields) : SyncCommand.Add(id, fields);
    }

    /// <summary>A draft is written on, sent with a last change, or sent as it stands.</summary>
    public SyncCommand EditDraft(string serverId) => world.Random.Next(3) switch
    {
        0 => SyncCommand.Change(serverId, Body()),
        1 => SyncCommand.Send(serverId, Body()),
        _ => SyncCommand.Send(serverId),
    };

    /// <summary>Notes that no answer came: what the next one says may be of another attempt. Sent is sent, once at most, all the same.</summary>
    public void Lose(IReadOnlyList<SyncCommand> commands)
    {
        foreach (var command in commands.Where(command => command.IsSending))
        {
            var letter = command.NewId is { } id ? newDrafts[id] : world.Letters.OfDraft(World.ItemOf(command.ServerId!));
            letter.IsUnclear = true;
        }
    }

    /// <summary>Notes what an answer says of the drafts that were to be sent.</summary>
    public void Hear(IReadOnlyList<SyncCommand> commands, SyncAnswer answer)
    {
        var results = answer.Collections.FirstOrDefault(collection => collection.CollectionId == World.Id(FolderIds.Drafts))?.Results;
        foreach (var command in commands.Where(command => command.IsSending))
        {
            Assert.True(results is not null, "The answer says nothing of the drafts that were sent.");
            if (command.NewId is { } id)
            {
                newDrafts[id].Told += results.Single(result => result.ClientId == id).Status == 1 ? 1 : 0;
                continue;
            }

            var letter = world.Letters.OfDraft(World.ItemOf(command.ServerId!));
            var failed = results.Count(result => result.Kind == "Change" && result.ServerId == command.ServerId && result.Status != 1);
            var asked = commands.Count(other => other.ServerId == command.ServerId && other.DeletedId is null);
            letter.Told += failed == 0 ? 1 : 0;
            letter.IsUnclear |= failed != 0 && failed != asked;
        }
    }

    private Task<long?> SendAsync(UnansweredMail mail)
    {
        if (mail.Letter.Original is { } original)
        {
            world.Touch(original, by: null); // the mark on it is news to this phone, too
        }

        return mail.SendAsync(model.Device, anew: world.Chance(2), Cancel);
    }

    private void Hear(UnansweredMail mail, long? status)
    {
        unanswered.Remove(mail);
        Assert.Contains(status, (long?[])
        [
            null,
            mail.Tries > 1 ? SentBefore : null,
            mail.Letter is { ToAlice: false, ToBob: false } ? NobodyToSendTo : null,
            mail.Author == BenchAccount.Bob ? ForeignAuthor : null,
            mail.Source is null ? null : NoSuchOriginal,
        ]);
        mail.Letter.Told += status is null or SentBefore ? 1 : 0;
    }

    private UnansweredMail NewMail()
    {
        // A phone that was reset counts its letters from the beginning again.
        made = world.Chance(10) ? 1 : made + 1;
        var source = world.Chance(2) ? Original() : null;
        var letter = world.Letters.Add(subject => new(subject, world.Chance(2), !world.Chance(4))
        {
            IsKept = !world.Chance(4),
            Original = source is null ? null : World.ItemOf(source),
        });
        return new(letter, $"mail{made}", world.Chance(12) ? BenchAccount.Bob : BenchAccount.Alice)
        {
            Source = source is null ? null : MailSource.Of(source),
            Forwards = world.Chance(2),
            ReplacesMime = world.Chance(3),
            HidesBob = world.Chance(3),
        };
    }

    private Letter NewLetter(string subject) => new(subject, world.Chance(2), !world.Chance(4));

    /// <summary>
    /// A mail that the phone shows and that has an original form; the phone may be behind, and the mail elsewhere or gone. Nobody
    /// answers a draft.
    /// </summary>
    private string? Original()
    {
        string[] letters =
        [
            .. model.Folders.Keys.Where(folder => folder != World.Id(FolderIds.Drafts)).SelectMany(folder => model.Held(folder).Items)
                .Where(item => item.Value.Subject?.StartsWith("letter", StringComparison.Ordinal) == true)
                .Select(item => item.Key)
                .Order(StringComparer.Ordinal),
        ];
        return letters.Length == 0 ? null : world.Any(letters);
    }

    private WbxmlNode Body() => WbxmlNode.Of(
        "AirSyncBase:Body",
        WbxmlNode.Of("AirSyncBase:Type", world.Random.Next(1, 3)),
        WbxmlNode.Of("AirSyncBase:Data", $"Text {world.Random.Next()}"));
}
