using System.Text;
using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Crash.Tests;

internal sealed partial class Phone
{
    private const int ComfortableDrafts = 10;
    private const int MostDraftLines = 600;

    // A phone knows what it wrote itself, and is not told.
    private readonly Dictionary<string, LedgerMail> written = [];
    private int drafts;

    /// <summary>What the owner does to drafts: writes one, words one anew, or throws one away.</summary>
    private Deed DraftDeed(List<string> free, bool moves)
    {
        if (free.Count == 0 || random.Next(3) == 0)
        {
            return Write();
        }

        var id = free[random.Next(free.Count)];
        free.Remove(id);
        return random.Next(ComfortableDrafts) < free.Count ? Delete(mailbox.Drafts, id, moves) : Reword(id);
    }

    private Deed Write()
    {
        var name = $"{mailbox.Name}-{habits.Name}-draft-{++drafts}";
        var mail = mailbox.Ledger.AddDraft(name);
        var wording = mail.Draft!.Next();
        mail.HandIn(mailbox.Drafts);
        tally.CountDraft();
        var command = SyncCommand.Add(name, WbxmlNode.Of("Email:Subject", name), Body(wording));
        return new(name, command, mail.Delivery!.And(Effect.Of(mail.Draft.Wording, wording)).And(Effect.Of(mail.Read, LedgerMail.Yes)), tally.CountChanged) { Writes = mail };
    }

    private Deed Reword(string id)
    {
        var draft = MailOf(mailbox.Drafts, id).Draft!;
        var wording = draft.Next();
        tally.CountDraft();
        return new(id, SyncCommand.Change(id, Body(wording)), Effect.Of(draft.Wording, wording), tally.CountChanged);
    }

    private WbxmlNode Body(string wording)
    {
        var text = new StringBuilder();
        for (var lines = random.Next(MostDraftLines); lines > 0; lines--)
        {
            text.Append("What I wanted to tell you is not yet ready to be told.\r\n");
        }

        return WbxmlNode.Of("AirSyncBase:Body", WbxmlNode.Of("AirSyncBase:Type", 1), WbxmlNode.Of("AirSyncBase:Data", text.Append(wording).ToString()));
    }
}
