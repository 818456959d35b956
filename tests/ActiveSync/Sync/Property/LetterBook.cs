using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Sync.Property;

/// <summary>
/// All letters, and where they came up: every mail that Alice's mailbox ever got is written down with the folder in which it came
/// to be, because phones move and delete them later.
/// </summary>
internal sealed class LetterBook
{
    private readonly Dictionary<string, Letter> letters = [];
    private readonly Dictionary<long, Letter> drafts = [];
    private readonly List<(string Subject, int Folder)> births = [];
    private long seen;

    public Letter Add(Func<string, Letter> make)
    {
        var letter = make($"letter {letters.Count + 1}");
        letters.Add(letter.Subject, letter);
        return letter;
    }

    /// <summary>The letter of which a draft is the draft.</summary>
    public Letter OfDraft(long item) => drafts[item];

    /// <summary>Writes down what is new in Alice's mailbox.</summary>
    public async Task LookAsync(SyncBench alice)
    {
        var next = (await alice.Mailbox.ReadStateAsync(default)).NextItem;
        long[] ids = [.. Enumerable.Range(0, (int)(next - 1 - seen)).Select(number => seen + 1 + number)];
        foreach (var item in await alice.Mailbox.FindItemsAsync(ids, default))
        {
            if (item is { Blob: not null } && letters.TryGetValue(SubjectOf(item), out var letter))
            {
                births.Add((letter.Subject, item.Folder));
                if (item.Folder == FolderIds.Drafts)
                {
                    drafts.Add(item.Id, letter);
                }
            }
        }

        seen = next - 1;
    }

    /// <summary>Looks whether each letter arrived once with everybody who was to get it, and stands in Sent Items once, or never was sent.</summary>
    public async Task CheckAsync(SyncBench alice, SyncBench bob)
    {
        var arrived = new List<string>();
        foreach (var item in await bob.ItemsAsync(FolderIds.Inbox))
        {
            Assert.DoesNotContain("Bcc:", await TextAsync(bob, item), StringComparison.OrdinalIgnoreCase);
            arrived.Add(SubjectOf(item));
        }

        foreach (var letter in letters.Values)
        {
            var atBob = arrived.Count(subject => subject == letter.Subject);
            var atAlice = births.Count(birth => birth == (letter.Subject, FolderIds.Inbox));
            var kept = births.Count(birth => birth == (letter.Subject, FolderIds.Sent));
            var sent = letter.IsUnclear ? Math.Max(atBob, atAlice) : letter.Told;
            Assert.True(sent is 0 or 1, $"{letter.Subject} was sent {sent} times.");
            Assert.True(
                (atBob, atAlice, kept) == (letter.ToBob ? sent : 0, letter.ToAlice ? sent : 0, letter.IsKept ? sent : 0),
                $"{letter.Subject} was {(letter.IsUnclear ? "perhaps" : sent == 1 ? "once" : "not")} sent: {atBob} arrived with Bob, {atAlice} with Alice, {kept} are in Sent Items.");
            await CheckOriginalAsync(alice, letter, sent);
        }

        // What was sent is a draft no longer, wherever somebody may have moved it.
        long[] gone = [.. drafts.Where(draft => draft.Value is { Told: 1 }).Select(draft => draft.Key)];
        Assert.All(await alice.Mailbox.FindItemsAsync(gone, default), Assert.Null);
    }

    private static async Task CheckOriginalAsync(SyncBench alice, Letter letter, int sent)
    {
        if (sent == 1 && letter.Original is { } id && (await alice.Mailbox.FindItemsAsync([id], default))[0] is { } original)
        {
            Assert.NotEqual(0, LastVerbOf(original));
        }
    }

    public static string SubjectOf(Item item) => new MailContent(item.Content).Text(MailField.Subject);

    public static long LastVerbOf(Item item) => new MailContent(item.Content).Integer(MailField.LastVerb);

    private static async Task<string> TextAsync(SyncBench bench, Item item)
    {
        var bytes = new byte[item.Size];
        Assert.Equal(bytes.Length, await bench.Mailbox.ReadBlobAsync(item, 0, bytes, default));
        return System.Text.Encoding.UTF8.GetString(bytes);
    }
}
