using System.Text;
using Carbonio.Cloud.ActiveSync.Tests.Sync;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mime;
using Xunit;
using static Carbonio.Cloud.ActiveSync.Tests.ComposeMail.PostOffice;

namespace Carbonio.Cloud.ActiveSync.Tests.ComposeMail;

/// <summary>[MS-ASCMD] 2.2.1.20 SmartReply.</summary>
public sealed class SmartReplyTests
{
    private const string Inbox = "2";
    private const string Sent = "5";

    private const string Question =
        "From: Bob Example <bob@example.test>\nTo: alice@example.test, ann@elsewhere.test\nSubject: Lunch\nDate: Sat, 28 Nov 2026 09:00:00 +0000\nMessage-ID: <q@example.test>\n\nAt noon?";

    private static readonly byte[] Answer = Letter("Re: Lunch", text: "Yes.");

    public static TheoryData<string> Versions => ["14.1", "16.1"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Given_a_question_when_answered_then_its_text_stands_below_and_the_answer_is_of_the_same_conversation(string version)
    {
        var office = await OpenAsync();
        var question = await DeliverAsync(office.Alice, Raw(Question));
        var phone = await PhoneAsync(office.Alice, "phone1", EasVersion.Parse(version), Inbox, Sent);

        Assert.Null((await phone.Device.SmartReplyAsync("1", MailSource.Of($"2:{question.Id}"), Answer, Cancel)).Status);

        var text = await office.OnlyInboxTextAsync();
        Assert.EndsWith(
            "\r\n\r\nYes.\r\n\r\n-----Original Message-----\r\nFrom: \"Bob Example\" <bob@example.test>\r\nSent: Saturday, 28 November 2026 09:00 +00:00\r\nTo: alice@example.test, ann@elsewhere.test\r\nSubject: Lunch\r\n\r\nAt noon?",
            text,
            StringComparison.Ordinal);
        Assert.Contains("\r\nIn-Reply-To: <q@example.test>\r\nReferences: <q@example.test>\r\nThread-Topic: Lunch\r\nThread-Index: ", text, StringComparison.Ordinal);
        Assert.Equal(text, await office.OnlySentTextAsync());
        await phone.SyncAllAsync(Sent, Cancel);
        Assert.Equal(
            phone.Held(Inbox).Items.Values.Single().Data.Find("Email2:ConversationId")!.Opaque,
            phone.Held(Sent).Items.Values.Single().Data.Find("Email2:ConversationId")!.Opaque);
        Assert.Equal(10, phone.Held(Sent).Items.Values.Single().Data.Find("Email2:ConversationIndex")!.Opaque!.Length);
    }

    [Theory]
    [InlineData("bob@example.test", 1)]
    [InlineData("bob@example.test, ann@elsewhere.test", 2)]
    public async Task Given_an_answer_when_phones_sync_then_each_is_told_once_that_the_question_was_answered(string to, int verb)
    {
        var office = await OpenAsync();
        var question = await DeliverAsync(office.Alice, Raw(Question));
        var phone = await PhoneAsync(office.Alice, "phone1", null, Inbox);
        var other = await PhoneAsync(office.Alice, "phone2", null, Inbox);
        office.Alice.Time.Advance(TimeSpan.FromMinutes(5));
        await phone.Device.SmartReplyAsync("1", MailSource.Of($"2:{question.Id}"), Letter("Re: Lunch", to), Cancel);

        foreach (var told in new[] { phone, other })
        {
            var change = Assert.Single((await told.SyncAsync(Inbox, Cancel)).Single.Changes);
            Assert.Equal((SyncChangeKind.Change, $"2:{question.Id}"), (change.Kind, change.ServerId));
            Assert.Equal(verb, change.Data!.NumberOf("Email2:LastVerbExecuted"));
            Assert.Equal("2026-11-28T10:05:00.000Z", change.Data!.TextOf("Email2:LastVerbExecutionTime"));
            Assert.True((await told.SyncAsync(Inbox, Cancel)).IsEmpty);
            Assert.Empty(told.Errors);
        }
    }

    [Fact]
    public async Task Given_an_answer_when_the_phone_then_marks_the_question_read_then_that_is_no_conflict_and_it_is_told_of_the_answer()
    {
        var office = await OpenAsync();
        var question = await DeliverAsync(office.Alice, Raw(Question));
        var phone = await PhoneAsync(office.Alice, "phone1", null, Inbox);
        await phone.Device.SmartReplyAsync("1", MailSource.Of($"2:{question.Id}"), Answer, Cancel);

        var answer = await phone.SyncAsync(Inbox, Cancel, next => next with { Commands = [SyncCommand.MarkRead($"2:{question.Id}", read: true)] });

        Assert.Empty(answer.Single.Results);
        Assert.Equal(1, Assert.Single(answer.Single.Changes).Data!.NumberOf("Email2:LastVerbExecuted"));
        Assert.True((await office.Alice.ItemsAsync(FolderIds.Inbox)).Single().Read);
        Assert.True((await phone.SyncAsync(Inbox, Cancel)).IsEmpty);
    }

    [Fact]
    public async Task Given_an_answer_when_the_phone_marks_the_question_read_and_more_is_to_come_then_it_is_told_of_the_answer_once()
    {
        var office = await OpenAsync();
        var question = await DeliverAsync(office.Alice, Raw(Question));
        var phone = await PhoneAsync(office.Alice, "phone1", null, Inbox);
        await phone.Device.SmartReplyAsync("1", MailSource.Of($"2:{question.Id}"), Answer, Cancel);
        await DeliverAsync(office.Alice, Letter("Other"));

        var first = await phone.SyncAsync(Inbox, Cancel, next => next with { WindowSize = 1, Commands = [SyncCommand.MarkRead($"2:{question.Id}", true)] });
        var second = await phone.SyncAsync(Inbox, Cancel, next => next with { WindowSize = 1 });
        var third = await phone.SyncAsync(Inbox, Cancel);

        SyncChange[] told = [.. first.Single.Changes, .. second.Single.Changes];
        Assert.Equal([SyncChangeKind.Add, SyncChangeKind.Change], told.Select(change => change.Kind).Order());
        Assert.Equal(1, told.Single(change => change.Kind == SyncChangeKind.Change).Mail.LastVerb);
        Assert.True(third.IsEmpty);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_another_phones_change_that_was_not_told_when_answered_and_marked_then_that_still_is_a_conflict()
    {
        var office = await OpenAsync();
        var question = await DeliverAsync(office.Alice, Raw(Question));
        var phone = await PhoneAsync(office.Alice, "phone1", null, Inbox);
        await office.Alice.ChangeAsync(question.Id, item => item with { Categories = ["red"] });
        await phone.Device.SmartReplyAsync("1", MailSource.Of($"2:{question.Id}"), Answer, Cancel);

        var answer = await phone.SyncAsync(Inbox, Cancel, next => next with { Commands = [SyncCommand.MarkRead($"2:{question.Id}", read: true)] });

        Assert.Equal(7, Assert.Single(answer.Single.Results).Status);
    }

    [Fact]
    public async Task Given_a_phone_that_marked_the_question_read_when_it_answers_twice_then_nothing_of_its_own_is_a_conflict()
    {
        var office = await OpenAsync();
        var question = await DeliverAsync(office.Alice, Raw(Question));
        var phone = await PhoneAsync(office.Alice, "phone1", null, Inbox);
        await phone.SyncAsync(Inbox, Cancel, next => next with { Commands = [SyncCommand.MarkRead($"2:{question.Id}", read: true)] });
        await phone.Device.SmartReplyAsync("1", MailSource.Of($"2:{question.Id}"), Answer, Cancel);
        await phone.Device.SmartForwardAsync("2", MailSource.Of($"2:{question.Id}"), Answer, Cancel);

        var answer = await phone.SyncAsync(Inbox, Cancel, next => next with { Commands = [SyncCommand.MarkRead($"2:{question.Id}", read: false)] });

        Assert.Empty(answer.Single.Results);
        Assert.Equal(3, Assert.Single(answer.Single.Changes).Data!.NumberOf("Email2:LastVerbExecuted"));
    }

    [Fact]
    public async Task Given_a_held_Ping_of_the_same_phone_when_it_answers_then_the_Ping_says_that_the_question_has_changed()
    {
        var office = await OpenAsync();
        var question = await DeliverAsync(office.Alice, Raw(Question));
        var phone = await PhoneAsync(office.Alice, "phone1", null, Inbox, Sent);
        var waiting = phone.Device.PingAsync(600, [Inbox, Sent], Cancel);

        await phone.Device.SmartReplyAsync("1", MailSource.Of($"2:{question.Id}"), Answer, Cancel);

        Assert.Equal([Inbox, Sent], (await waiting).Folders);
    }

    [Fact]
    public async Task Given_ReplaceMime_when_answered_then_nothing_is_put_into_the_text()
    {
        var office = await OpenAsync();
        var question = await DeliverAsync(office.Alice, Raw(Question));
        var phone = await PhoneAsync(office.Alice, "phone1");

        Assert.Null((await phone.Device.SmartReplyAsync("1", MailSource.Of($"2:{question.Id}"), Answer, Cancel, replaceMime: true)).Status);

        var text = await office.OnlyInboxTextAsync();
        Assert.EndsWith("\r\n\r\nYes.", text, StringComparison.Ordinal);
        Assert.Contains("In-Reply-To: <q@example.test>", text, StringComparison.Ordinal);
        Assert.Equal(1, new MailContent((await office.Alice.ItemsAsync(FolderIds.Inbox)).Single().Content).Integer(MailField.LastVerb));
    }

    [Fact]
    public async Task Given_a_signed_answer_when_sent_then_its_body_keeps_every_byte()
    {
        var office = await OpenAsync();
        var question = await DeliverAsync(office.Alice, Raw(Question));
        var phone = await PhoneAsync(office.Alice, "phone1");
        const string Body = "--s\r\nContent-Type: text/plain\r\n\r\nYes. \t\r\n--s\r\nContent-Type: application/pkcs7-signature\r\n\r\nAAEC\r\n--s--\r\n";
        var answer = Encoding.ASCII.GetBytes($"To: bob@example.test\r\nContent-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=s\r\n\r\n{Body}");

        Assert.Null((await phone.Device.SmartReplyAsync("1", MailSource.Of($"2:{question.Id}"), answer, Cancel)).Status);

        Assert.EndsWith($"\r\n\r\n{Body}", await office.OnlyInboxTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_an_HTML_question_and_an_HTML_answer_when_sent_then_the_image_of_the_question_goes_along()
    {
        var office = await OpenAsync();
        var question = await DeliverAsync(office.Alice, Raw(
            "From: bob@example.test\nSubject: Lunch\nMessage-ID: <q@x>\nContent-Type: multipart/related; boundary=r\n\n--r\nContent-Type: text/html\n\n<body><img src=\"cid:i@x\"></body>\n--r\nContent-Type: image/png\nContent-ID: <i@x>\n\nPNG\n--r--\n"));
        var phone = await PhoneAsync(office.Alice, "phone1");

        await phone.Device.SmartReplyAsync("1", MailSource.Of($"2:{question.Id}"), Raw("To: bob@example.test\nContent-Type: text/html\n\n<html><body>Yes.</body></html>"), Cancel);

        var message = MimeParser.Parse(Encoding.UTF8.GetBytes(await office.OnlyInboxTextAsync()), MimeLimits.Default);
        var layout = MessageLayout.From(message);
        Assert.EndsWith("<img src=\"cid:i@x\"></body></html>", MessageBody.ReadHtml(layout, MessageBody.In(message.Source), 10_000), StringComparison.Ordinal);
        Assert.Equal(("i@x", true), (Assert.Single(layout.Attachments).ContentId, Assert.Single(layout.Attachments).IsInline));
    }

    [Theory]
    [InlineData("2", "2:99", null, null, 150)]
    [InlineData("3", "2:1", null, null, 150)]
    [InlineData("3", "3:1", null, null, 150)]
    [InlineData("2", "nonsense", null, null, 150)]
    [InlineData(null, "2:1", null, null, null)]
    [InlineData(null, null, "L1", null, null)]
    [InlineData(null, null, "L99", null, 150)]
    [InlineData(null, null, "nonsense", null, 150)]
    [InlineData("2", "2:1", "L1", null, 105)]
    [InlineData("2", null, "L1", null, 105)]
    [InlineData("2", null, null, null, 103)]
    [InlineData("2", "2:1", null, "2026-11-28T10:00:00.000Z", 146)]
    [InlineData("2", "2:1", null, "tomorrow", 104)]
    [InlineData("2", "", null, null, 106)]
    public async Task Given_a_source_when_answered_then_the_status_says_whether_it_names_a_mail(string? folder, string? item, string? longId, string? instance, int? status)
    {
        var office = await OpenAsync();
        Assert.Equal(1, (await DeliverAsync(office.Alice, Raw(Question))).Id);
        var phone = await PhoneAsync(office.Alice, "phone1");

        Assert.Equal(status, (await phone.Device.SmartReplyAsync("1", new(folder, item, longId, instance), Answer, Cancel)).Status);
        Assert.Equal(status is null ? 1 : 0, (await office.Bob.ItemsAsync(FolderIds.Inbox)).Count);
    }

    [Theory]
    [InlineData(256, 150)]
    [InlineData(257, 106)]
    public async Task Given_a_LongId_of_some_length_when_answered_then_what_is_too_long_is_no_id(int length, int status)
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1");

        Assert.Equal(status, (await phone.Device.SmartReplyAsync("1", new(LongId: new('L', length)), Answer, Cancel)).Status);
    }

    [Theory]
    [InlineData(64, 150)]
    [InlineData(65, 106)]
    public async Task Given_an_ItemId_of_some_length_when_answered_then_what_is_too_long_is_no_id(int length, int status)
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1");

        Assert.Equal(status, (await phone.Device.SmartReplyAsync("1", new("2", new('2', length)), Answer, Cancel)).Status);
    }

    [Fact]
    public async Task Given_a_question_that_was_deleted_when_answered_then_150_and_the_answer_that_went_before_is_still_known()
    {
        var office = await OpenAsync();
        var question = await DeliverAsync(office.Alice, Raw(Question));
        var phone = await PhoneAsync(office.Alice, "phone1");
        await phone.Device.SmartReplyAsync("1", MailSource.Of($"2:{question.Id}"), Answer, Cancel);
        await office.Alice.DeleteAsync(question.Id);

        Assert.Equal(118, (await phone.Device.SmartReplyAsync("1", MailSource.Of($"2:{question.Id}"), Answer, Cancel)).Status);
        Assert.Equal(150, (await phone.Device.SmartReplyAsync("2", MailSource.Of($"2:{question.Id}"), Answer, Cancel)).Status);
        Assert.Single(await office.Bob.ItemsAsync(FolderIds.Inbox));
    }

    [Fact]
    public async Task Given_a_question_that_is_deleted_while_it_is_answered_when_the_race_is_lost_then_the_answer_goes_all_the_same()
    {
        var office = await OpenAsync();
        var question = await DeliverAsync(office.Alice, Raw(Question));
        var phone = await PhoneAsync(office.Alice, "phone1");
        office.Store.Before = ("c!s.", () => office.Alice.DeleteAsync(question.Id));

        Assert.Null((await phone.Device.SmartReplyAsync("1", MailSource.Of($"2:{question.Id}"), Answer, Cancel)).Status);

        Assert.EndsWith("At noon?", await office.OnlyInboxTextAsync(), StringComparison.Ordinal);
        await office.AssertBlobsAsync();
    }

    [Fact]
    public async Task Given_a_question_that_another_phone_changes_while_it_is_answered_when_the_race_is_lost_then_both_changes_are_kept()
    {
        var office = await OpenAsync();
        var question = await DeliverAsync(office.Alice, Raw(Question));
        var phone = await PhoneAsync(office.Alice, "phone1");
        office.Store.Before = ("c!s.", () => office.Alice.ChangeAsync(question.Id, item => item with { Read = true }));

        await phone.Device.SmartReplyAsync("1", MailSource.Of($"2:{question.Id}"), Answer, Cancel);

        var after = Assert.Single(await office.Alice.ItemsAsync(FolderIds.Inbox));
        Assert.Equal((true, 1), (after.Read, new MailContent(after.Content).Integer(MailField.LastVerb)));
        Assert.Single(await office.Bob.ItemsAsync(FolderIds.Inbox));
    }

    [Fact]
    public async Task Given_an_item_that_is_no_mail_when_answered_then_147()
    {
        var office = await OpenAsync();
        var contact = await DeliverAsync(office.Alice, Raw(Question), FolderIds.Contacts, ItemClass.Contacts);
        var phone = await PhoneAsync(office.Alice, "phone1");

        Assert.Equal(147, (await phone.Device.SmartReplyAsync("1", MailSource.Of($"7:{contact.Id}"), Answer, Cancel)).Status);
    }
}
