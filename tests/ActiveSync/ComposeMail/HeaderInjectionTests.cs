using Carbonio.Cloud.ActiveSync.Tests.Sync;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes.Folders;
using Xunit;
using static Carbonio.Cloud.ActiveSync.Tests.ComposeMail.PostOffice;

namespace Carbonio.Cloud.ActiveSync.Tests.ComposeMail;

/// <summary>Line ends in what becomes a header field, from a phone or out of a mail that is answered: nobody adds a field by them, nor a recipient.</summary>
public sealed class HeaderInjectionTests
{
    private const string Drafts = "6";
    private const string Evil = "x\r\nX-Evil: yes\r\nBcc: eve@elsewhere.test\r\n\r\nevil";
    private const string EncodedEvil = "=?utf-8?q?x=0D=0AX-Evil:_yes=0D=0ABcc:_eve@elsewhere.test=0D=0A=0D=0Aevil?=";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Email:Subject", Evil)]
    [InlineData("Email:To", "bob@example.test\r\nX-Evil: yes")]
    [InlineData("Email:To", "\"Bob\r\nX-Evil: yes\" <bob@example.test>")]
    [InlineData("Email:To", "Bob\n\nX-Evil: yes <bob@example.test>")]
    [InlineData("Email:To", "<bob@example.test\rX-Evil: yes>")]
    [InlineData("Email:Cc", "\"Bob\r\nX-Evil: yes\r\n\r\n\" <bob@example.test>")]
    [InlineData("Email2:Bcc", "\"Bob\nX-Evil: yes\" <bob@example.test>")]
    [InlineData("Email:ReplyTo", "\"Alice\r\nX-Evil: yes\" <alice@example.test>")]
    [InlineData("Email:ReplyTo", "alice@example.test\r\nX-Evil: yes")]
    public async Task Given_line_ends_in_a_field_of_a_draft_when_it_is_sent_then_they_add_no_field(string field, string value)
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1", null, Drafts);
        WbxmlNode[] fields = [WbxmlNode.Of("Email:To", "bob@example.test"), WbxmlNode.Of("Email:Subject", "draft"), Text];

        var status = await SendAsync(phone, [.. fields.Where(node => node.Name != field), WbxmlNode.Of(field, value)]);

        await AssertCleanAsync(office, status);
    }

    [Theory]
    [InlineData("AirSyncBase:DisplayName")]
    [InlineData("AirSyncBase:ContentType")]
    [InlineData("AirSyncBase:ContentId")]
    [InlineData("AirSyncBase:ClientId")]
    public async Task Given_line_ends_in_what_is_said_of_a_file_when_the_draft_is_sent_then_they_add_no_field(string field)
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1", null, Drafts);
        var file = WbxmlNode.Of(
            "AirSyncBase:Add",
            WbxmlNode.Of("AirSyncBase:ClientId", field == "AirSyncBase:ClientId" ? Evil : "file1"),
            WbxmlNode.Of("AirSyncBase:DisplayName", field == "AirSyncBase:DisplayName" ? Evil : "file.bin"),
            WbxmlNode.Of("AirSyncBase:ContentType", field == "AirSyncBase:ContentType" ? "text/plain\r\nX-Evil: yes" : "application/pdf"),
            WbxmlNode.Of("AirSyncBase:ContentId", field == "AirSyncBase:ContentId" ? "id>\r\nX-Evil: yes" : "id@phone.test"),
            WbxmlNode.OfOpaque("AirSyncBase:Content", [1, 2, 3]));

        var status = await SendAsync(phone, [WbxmlNode.Of("Email:To", "bob@example.test"), Text, WbxmlNode.Of("AirSyncBase:Attachments", file)]);

        await AssertCleanAsync(office, status);
    }

    [Theory]
    [InlineData("Subject: " + EncodedEvil)]
    [InlineData("Subject: x\nThread-Topic: " + EncodedEvil)]
    [InlineData("Subject: x\nThread-Index: " + EncodedEvil)]
    [InlineData("Subject: x\nMessage-ID: <" + EncodedEvil + "@example.test>")]
    [InlineData("Subject: x\nReferences: <a@example.test> <" + EncodedEvil + ">")]
    [InlineData("Subject: x\nIn-Reply-To: " + EncodedEvil)]
    [InlineData("Subject: x\nContent-Type: application/pdf; name=\"" + EncodedEvil + "\"")]
    [InlineData("Subject: x\nContent-Type: application/pdf; name*=utf-8''x%0D%0AX-Evil:%20yes")]
    public async Task Given_line_ends_in_a_field_of_a_mail_when_it_is_answered_and_forwarded_then_they_add_no_field(string fields)
    {
        foreach (var asFile in new[] { "FALSE", "TRUE" })
        {
            var office = await OpenAsync(new Dictionary<string, string> { ["zimbraMobileSmartForwardRFC822Enabled"] = asFile });
            var original = await DeliverAsync(office.Alice, Raw($"From: {EncodedEvil} <carl@elsewhere.test>\nTo: {EncodedEvil} <alice@example.test>\n{fields}\n\nAt noon?"), FolderIds.Inbox);
            var phone = await PhoneAsync(office.Alice, "phone1");

            Assert.Null((await phone.Device.SmartReplyAsync("1", MailSource.Of($"2:{original.Id}"), Letter("Re"), Cancel)).Status);
            Assert.Null((await phone.Device.SmartForwardAsync("2", MailSource.Of($"2:{original.Id}"), Letter("Fw"), Cancel)).Status);

            await AssertCleanAsync(office, status: 1, mails: 2);
        }
    }

    private static WbxmlNode Text => WbxmlNode.Of("AirSyncBase:Body", WbxmlNode.Of("AirSyncBase:Type", 1), WbxmlNode.Of("AirSyncBase:Data", "text"));

    private static async Task<long> SendAsync(PhoneModel phone, WbxmlNode[] fields) =>
        Assert.Single((await phone.SyncAsync(Drafts, Cancel, next => next with { Commands = [SyncCommand.AddAndSend("new1", fields)] })).Single.Results).Status;

    /// <summary>It was refused and is nowhere, or arrived with Bob, without a field or a recipient that came by a line end.</summary>
    private static async Task AssertCleanAsync(PostOffice office, long status, int mails = 1)
    {
        await office.SettledAsync();
        Assert.Empty(office.Alice.Relay.Taken);
        await AssertCleanAsync(office.Bob, FolderIds.Inbox, status == 1 ? mails : 0);
        await AssertCleanAsync(office.Alice, FolderIds.Sent, status == 1 ? mails : 0);
    }

    private static async Task AssertCleanAsync(SyncBench bench, int folder, int mails)
    {
        var there = await bench.ItemsAsync(folder);
        Assert.Equal(mails, there.Count);
        foreach (var item in there)
        {
            Assert.DoesNotContain((await TextAsync(bench, item)).Split('\r', '\n'), line => line.StartsWith("X-Evil", StringComparison.OrdinalIgnoreCase));
        }
    }
}
