using Carbonio.Cloud.ActiveSync.Tests.Sync;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes.Folders;
using Xunit;
using static Carbonio.Cloud.ActiveSync.Tests.ComposeMail.PostOffice;

namespace Carbonio.Cloud.ActiveSync.Tests.ComposeMail;

/// <summary>[MS-ASEMAIL] 2.2.2.69 Send: drafts that are sent by Sync, from 16.0.</summary>
public sealed class SendDraftTests
{
    private const string Drafts = "6";
    private const string Sent = "5";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_new_draft_that_is_sent_at_once_when_synced_then_it_arrives_and_stands_in_Sent_Items_alone()
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1", null, Drafts, Sent);

        var answer = await phone.SyncAsync(Drafts, Cancel, next => next with { Commands = [SyncCommand.AddAndSend("new1", Fields("Hello", bcc: "eve@elsewhere.test"))] });
        await office.SettledAsync();

        var result = Assert.Single(answer.Single.Results);
        Assert.Equal(("new1", 1, null), (result.ClientId, result.Status, result.ServerId));
        Assert.Empty(await office.Alice.ItemsAsync(FolderIds.Drafts));
        Assert.DoesNotContain("eve", await office.OnlyInboxTextAsync(), StringComparison.Ordinal);
        Assert.Contains("Bcc: <eve@elsewhere.test>", await office.OnlySentTextAsync(), StringComparison.Ordinal);
        Assert.Equal(["eve@elsewhere.test"], Assert.Single(office.Alice.Relay.Taken).Envelope.Recipients);
        Assert.True((await phone.SyncAsync(Drafts, Cancel)).IsEmpty);
        await phone.SyncAllAsync(Sent, Cancel);
        Assert.Equal("Hello", Assert.Single(phone.Held(Sent).Items.Values).Subject);
        Assert.Empty(phone.Errors);
        await office.AssertBlobsAsync();
    }

    [Fact]
    public async Task Given_a_draft_when_it_is_sent_with_a_last_change_then_it_leaves_the_drafts_of_every_phone()
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1", null, Drafts);
        var id = await MadeAsync(phone, Fields("draft"));
        var other = await PhoneAsync(office.Alice, "phone2", null, Drafts);
        office.Alice.Time.Advance(TimeSpan.FromHours(1));

        var answer = await phone.SyncAsync(Drafts, Cancel, next => next with { Commands = [SyncCommand.Send(id, WbxmlNode.Of("Email:Subject", "final"))] });

        Assert.Empty(answer.Single.Results);
        Assert.Equal((SyncChangeKind.Delete, id), (Assert.Single(answer.Single.Changes).Kind, answer.Single.Changes[0].ServerId));
        var text = await office.OnlyInboxTextAsync();
        Assert.Contains("Subject: final\r\n", text, StringComparison.Ordinal);
        Assert.Contains("Date: Sat, 28 Nov 2026 11:00:00 +0000\r\n", text, StringComparison.Ordinal);
        await other.SyncAllAsync(Drafts, Cancel);
        Assert.Empty(phone.Held(Drafts).Items);
        Assert.Empty(other.Held(Drafts).Items);
        Assert.Empty(phone.Errors);
        Assert.Equal(office.Alice.Time.GetUtcNow(), Assert.Single(await office.Alice.ItemsAsync(FolderIds.Sent)).Received);
        await office.AssertBlobsAsync();
    }

    [Fact]
    public async Task Given_a_draft_of_which_nothing_changes_when_sent_then_it_goes_as_it_stands()
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1", null, Drafts);
        var draft = await DeliverAsync(office.Alice, Letter(fields: "X-Mine: kept\n"), FolderIds.Drafts);
        await phone.SyncAllAsync(Drafts, Cancel);
        office.Alice.Time.Advance(TimeSpan.FromHours(1));

        await phone.SyncAsync(Drafts, Cancel, next => next with { Commands = [SyncCommand.Send($"6:{draft.Id}")] });

        var text = await office.OnlyInboxTextAsync();
        Assert.Contains("X-Mine: kept\r\n", text, StringComparison.Ordinal);
        Assert.Contains("Date: Sat, 28 Nov 2026 11:00:00 +0000\r\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\nAt noon?", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_a_lost_answer_when_the_request_comes_again_then_the_draft_is_sent_once(bool isNew)
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1", null, Drafts);
        var command = isNew ? SyncCommand.AddAndSend("new1", Fields("once")) : SyncCommand.Send(await MadeAsync(phone, Fields("once")));
        var asked = new SyncRequest(phone.Next(Drafts, next => next with { Commands = [command] }));
        var lost = await phone.Device.SyncAsync(asked, Cancel);

        var again = await phone.Device.SyncAsync(asked, Cancel);
        phone.Apply([command], again);

        Assert.Equal(lost.Single.Results.Select(result => result.Status), again.Single.Results.Select(result => result.Status));
        Assert.Equal(lost.Single.Changes.Select(change => change.ServerId), again.Single.Changes.Select(change => change.ServerId));
        Assert.Single(await office.Bob.ItemsAsync(FolderIds.Inbox));
        Assert.Single(await office.Alice.ItemsAsync(FolderIds.Sent));
        Assert.Empty(phone.Held(Drafts).Items);
        Assert.True((await phone.SyncAsync(Drafts, Cancel)).IsEmpty);
        await office.AssertBlobsAsync();
    }

    [Fact]
    public async Task Given_a_lost_answer_when_the_phone_goes_on_with_another_draft_as_well_then_each_is_sent_once()
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1", null, Drafts);
        var one = SyncCommand.AddAndSend("new1", Fields("one"));
        await phone.Device.SyncAsync(new SyncRequest(phone.Next(Drafts, next => next with { Commands = [one] })), Cancel);

        SyncCommand[] both = [one, SyncCommand.AddAndSend("new2", Fields("two"))];
        var answer = await phone.SyncAsync(Drafts, Cancel, next => next with { Commands = both });

        Assert.Equal([("new1", 1L), ("new2", 1L)], answer.Single.Results.Select(result => (result.ClientId!, result.Status)));
        Assert.Equal(2, (await office.Bob.ItemsAsync(FolderIds.Inbox)).Count);
    }

    [Fact]
    public async Task Given_a_race_that_is_lost_when_a_draft_is_sent_then_it_was_made_ready_once_and_is_sent_once()
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1", null, Drafts);
        var id = await MadeAsync(phone, Fields("draft"));
        office.Store.Before = ("o!", () => office.Alice.DeliverAsync("other"));

        await phone.SyncAsync(Drafts, Cancel, next => next with { Commands = [SyncCommand.Send(id)] });

        Assert.Null(office.Store.Before);
        Assert.Empty(phone.Held(Drafts).Items);
        Assert.Single(await office.Bob.ItemsAsync(FolderIds.Inbox));
        await office.AssertBlobsAsync();
    }

    [Fact]
    public async Task Given_another_phone_that_deletes_the_draft_meanwhile_when_it_is_sent_then_it_is_not()
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1", null, Drafts);
        var id = await MadeAsync(phone, Fields("draft"));
        office.Store.Before = ("o!", () => office.Alice.DeleteAsync(long.Parse(id.Split(':')[1], provider: null)));

        var answer = await phone.SyncAsync(Drafts, Cancel, next => next with { Commands = [SyncCommand.Send(id)] });

        Assert.Equal(8, Assert.Single(answer.Single.Results).Status);
        await office.AssertNothingSentAsync();
    }

    [Theory]
    [InlineData("", 183)]
    [InlineData("Bob", 183)]
    [InlineData("bob@example.test, nobody@", 183)]
    [InlineData("bob@example.test\r\nBcc: eve@elsewhere.test", 183)]
    [InlineData("bob@example.test", 1)]
    public async Task Given_recipients_when_a_draft_is_sent_then_it_goes_to_all_of_them_or_stays(string to, int status)
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1", null, Drafts);
        var id = await MadeAsync(phone, Fields("draft", to: to));

        var answer = await phone.SyncAsync(Drafts, Cancel, next => next with { Commands = [SyncCommand.Send(id)] });
        await office.SettledAsync();

        Assert.Equal(status, answer.Single.Results is [var failed] ? failed.Status : 1);
        Assert.Equal(status == 1 ? 0 : 1, phone.Held(Drafts).Items.Count);
        Assert.Equal(status == 1 ? 1 : 0, (await office.Bob.ItemsAsync(FolderIds.Inbox)).Count);
        Assert.Empty(office.Alice.Relay.Taken);
        await office.AssertBlobsAsync();
    }

    [Fact]
    public async Task Given_a_full_mailbox_when_a_new_draft_is_sent_then_status_9_and_nothing_is()
    {
        var office = await OpenAsync(new Dictionary<string, string> { ["zimbraMailQuota"] = "10" });
        var phone = await PhoneAsync(office.Alice, "phone1", null, Drafts);

        var answer = await phone.SyncAsync(Drafts, Cancel, next => next with { Commands = [SyncCommand.AddAndSend("new1", Fields("Hello"))] });

        Assert.Equal(9, Assert.Single(answer.Single.Results).Status);
        await office.AssertNothingSentAsync();
    }

    [Theory]
    [InlineData("14.1", "6")]
    [InlineData("16.1", "2")]
    [InlineData("16.1", "5")]
    public async Task Given_a_version_or_a_folder_without_drafts_when_one_is_sent_then_status_6(string version, string folder)
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1", EasVersion.Parse(version), folder);

        var answer = await phone.SyncAsync(folder, Cancel, next => next with { Commands = [SyncCommand.AddAndSend("new1", Fields("no"))] });

        Assert.Equal(6, Assert.Single(answer.Single.Results).Status);
        await office.AssertNothingSentAsync();
    }

    [Fact]
    public async Task Given_a_draft_that_another_phone_changed_when_it_is_sent_then_the_other_change_is_told_first()
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1", null, Drafts);
        var id = await MadeAsync(phone, Fields("mine"));
        var other = await PhoneAsync(office.Alice, "phone2", null, Drafts);
        await other.SyncAsync(Drafts, Cancel, next => next with { Commands = [SyncCommand.Change(id, WbxmlNode.Of("Email:Subject", "theirs"))] });

        var answer = await phone.SyncAsync(Drafts, Cancel, next => next with { Commands = [SyncCommand.Send(id)] });

        Assert.Equal(7, Assert.Single(answer.Single.Results).Status);
        Assert.Equal("theirs", Assert.Single(answer.Single.Changes).Mail.Subject);
        Assert.Empty(await office.Bob.ItemsAsync(FolderIds.Inbox));
    }

    [Fact]
    public async Task Given_drafts_that_are_made_sent_and_deleted_in_one_request_when_synced_then_each_has_its_own_end()
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1", null, Drafts);
        var first = await MadeAsync(phone, Fields("first"));
        var second = await MadeAsync(phone, Fields("second"));
        SyncCommand[] commands =
        [
            SyncCommand.Add("new1", Fields("kept")), SyncCommand.Send(first), SyncCommand.AddAndSend("new2", Fields("at once")), SyncCommand.Delete(second), SyncCommand.AddAndSend("new3", Fields("last")),
        ];

        var answer = await phone.SyncAsync(Drafts, Cancel, next => next with { Commands = commands });

        Assert.All(answer.Single.Results, result => Assert.Equal(1, result.Status));
        Assert.Equal(3, (await office.Bob.ItemsAsync(FolderIds.Inbox)).Count);
        Assert.Equal(3, (await office.Alice.ItemsAsync(FolderIds.Sent)).Count);
        Assert.Single(await office.Alice.ItemsAsync(FolderIds.Drafts));
        Assert.Single(phone.Held(Drafts).Items);
        Assert.Empty(phone.Errors);
    }

    private static async Task<string> MadeAsync(PhoneModel phone, WbxmlNode[] fields) => Assert.Single(
        (await phone.SyncAsync(Drafts, Cancel, next => next with { Commands = [SyncCommand.Add($"made-{fields[0].Text}", fields)] })).Single.Results).ServerId!;

    private static WbxmlNode[] Fields(string subject, string to = "bob@example.test", string? bcc = null) =>
    [
        WbxmlNode.Of("Email:Subject", subject),
        WbxmlNode.Of("Email:To", to),
        .. bcc is null ? (WbxmlNode[])[] : [WbxmlNode.Of("Email2:Bcc", bcc)],
        WbxmlNode.Of("AirSyncBase:Body", WbxmlNode.Of("AirSyncBase:Type", 1), WbxmlNode.Of("AirSyncBase:Data", "text")),
    ];
}
