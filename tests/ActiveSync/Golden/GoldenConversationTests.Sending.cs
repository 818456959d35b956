using System.Text;
using Carbonio.Cloud.EasClient;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Golden;

public sealed partial class GoldenConversationTests
{
    private const string Sent = "5";
    private const string Drafts = "6";

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Given_a_letter_when_it_is_sent_and_sent_again_then_the_bytes_are_those_written_down(string version)
    {
        var phone = NewPhone(version);
        await SyncAsync(phone, Sent, window: 5);
        line.Note("the letter is sent: an empty answer");
        await phone.Device.SendMailAsync("letter-1", Letter("Lunch", "At noon?"), Cancel);
        line.Note("the answer was lost, the phone sends it again: it was sent before");
        await phone.Device.SendMailAsync("letter-1", Letter("Lunch", "At noon?"), Cancel);
        line.Note("Sent Items: one copy");
        await SyncAsync(phone, Sent, window: 5);
        Compare($"send-{version}", "[MS-ASCMD] 2.2.1.17 SendMail");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Given_a_mail_when_it_is_answered_then_the_bytes_are_those_written_down(string version)
    {
        var mail = await DeliverAsync("Lunch", "At noon?", hours: 3);
        var phone = NewPhone(version);
        foreach (var folder in new[] { Inbox, Sent })
        {
            await SyncAsync(phone, folder, window: 5);
        }

        line.Note("the mail");
        await SyncAsync(phone, Inbox, window: 5);
        line.Note("it is answered");
        await phone.Device.SmartReplyAsync("answer-1", MailSource.Of($"{Inbox}:{mail}"), Letter("Re: Lunch", "Yes."), Cancel);
        line.Note("the mail is shown as answered");
        await SyncAsync(phone, Inbox, window: 5);
        line.Note("Sent Items: the answer, the mail below it");
        await SyncAsync(phone, Sent, window: 5);
        Compare($"reply-{version}", "[MS-ASCMD] 2.2.1.20 SmartReply");
    }

    [Fact]
    public async Task Given_a_draft_when_it_is_sent_then_the_bytes_are_those_written_down()
    {
        var phone = NewPhone("16.1");
        foreach (var folder in new[] { Drafts, Sent })
        {
            await SyncAsync(phone, folder, window: 5);
        }

        line.Note("a draft is made");
        await SyncAsync(phone, SyncCommand.Add("draft-1", Fields("Lunch", "At noon?")));
        line.Note("it is sent with another subject: it leaves the drafts");
        await SyncAsync(phone, SyncCommand.Send("6:1", WbxmlNode.Of("Email:Subject", "Lunch today")));
        line.Note("another is made and sent at once: it gets no id");
        await SyncAsync(phone, SyncCommand.AddAndSend("draft-2", Fields("Dinner", "At seven?")));
        line.Note("Sent Items: both");
        await SyncAsync(phone, Sent, window: 5);
        Compare("send-draft-16.1", "[MS-ASEMAIL] 2.2.2.69 Send");
    }

    private static async Task SyncAsync(PhoneModel phone, SyncCommand command)
    {
        var asked = Next(phone, Drafts, window: 5) with { Commands = [command] };
        phone.Apply([command], await phone.Device.SyncAsync(new SyncRequest(asked), Cancel));
    }

    private static byte[] Letter(string subject, string text) => Encoding.ASCII.GetBytes(
        $"From: alice@example.test\r\nTo: bob@example.test\r\nSubject: {subject}\r\nMessage-ID: <letter@phone.test>\r\nDate: Sun, 22 Nov 2026 10:00:00 +0000\r\n"
        + $"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n");

    private static WbxmlNode[] Fields(string subject, string text) =>
    [
        WbxmlNode.Of("Email:To", "bob@example.test"),
        WbxmlNode.Of("Email:Subject", subject),
        WbxmlNode.Of("AirSyncBase:Body", WbxmlNode.Of("AirSyncBase:Type", 1), WbxmlNode.Of("AirSyncBase:Data", text)),
    ];
}
