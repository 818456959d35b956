using System.Text;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mime;
using Xunit;
using static Carbonio.Cloud.ActiveSync.Tests.ComposeMail.PostOffice;

namespace Carbonio.Cloud.ActiveSync.Tests.ComposeMail;

/// <summary>[MS-ASCMD] 2.2.1.19 SmartForward.</summary>
public sealed class SmartForwardTests
{
    private const string Report =
        "From: Carl <carl@elsewhere.test>\nTo: alice@example.test\nSubject: Report\nDate: Sat, 28 Nov 2026 09:00:00 +0000\nMessage-ID: <r@elsewhere.test>\n"
        + "Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: text/plain\n\nIt is done.\n--m\nContent-Type: application/pdf; name=\"report.pdf\"\nContent-Transfer-Encoding: base64\n\nAAEC\n--m--\n";

    private static readonly byte[] Note = Letter("FW: Report", text: "See below.");

    public static TheoryData<string> Versions => ["14.1", "16.1"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Given_a_mail_with_a_file_when_forwarded_then_text_and_file_go_along_and_the_mail_is_marked(string version)
    {
        var office = await OpenAsync();
        var report = await DeliverAsync(office.Alice, Raw(Report));
        var phone = await PhoneAsync(office.Alice, "phone1", EasVersion.Parse(version));

        Assert.Null((await phone.Device.SmartForwardAsync("1", MailSource.Of($"2:{report.Id}"), Note, Cancel)).Status);

        var (message, layout) = await ArrivedAsync(office);
        var text = MessageBody.ReadText(layout, MessageBody.In(message.Source), 10_000);
        Assert.StartsWith("See below.\r\n\r\n-----Original Message-----\r\nFrom: \"Carl\" <carl@elsewhere.test>", text, StringComparison.Ordinal);
        Assert.EndsWith("It is done.", text.TrimEnd(), StringComparison.Ordinal);
        var file = Assert.Single(layout.Attachments);
        Assert.Equal(("report.pdf", "000102"), (file.FileName, Convert.ToHexString(PartContent.Decode(MessageBody.In(message.Source)(file), file, 10).Span)));
        Assert.Equal(3, new MailContent((await office.Alice.ItemsAsync(FolderIds.Inbox)).Single().Content).Integer(MailField.LastVerb));
    }

    [Fact]
    public async Task Given_ReplaceMime_when_forwarded_then_neither_text_nor_file_is_put_in()
    {
        var office = await OpenAsync();
        var report = await DeliverAsync(office.Alice, Raw(Report));
        var phone = await PhoneAsync(office.Alice, "phone1");

        await phone.Device.SmartForwardAsync("1", MailSource.Of($"2:{report.Id}"), Note, Cancel, replaceMime: true);

        Assert.EndsWith("\r\n\r\nSee below.", await office.OnlyInboxTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_an_account_that_forwards_as_a_file_when_forwarded_then_the_mail_is_one_file()
    {
        var office = await OpenAsync(new Dictionary<string, string> { ["zimbraMobileSmartForwardRFC822Enabled"] = "TRUE" });
        var report = await DeliverAsync(office.Alice, Raw(Report));
        var phone = await PhoneAsync(office.Alice, "phone1");

        await phone.Device.SmartForwardAsync("1", MailSource.Of($"2:{report.Id}"), Note, Cancel);

        var (message, layout) = await ArrivedAsync(office);
        Assert.Equal("See below.", MessageBody.ReadText(layout, MessageBody.In(message.Source), 10_000).Trim());
        var file = Assert.Single(layout.Attachments);
        Assert.Equal(("Report.eml", "message/rfc822"), (file.FileName, file.ContentType));
        Assert.Equal(Raw(Report), MessageBody.In(message.Source)(file).ToArray());
    }

    [Theory]
    [InlineData("16.1", true, false, 178)]
    [InlineData("16.1", true, true, 178)]
    [InlineData("16.1", false, true, 179)]
    [InlineData("16.1", false, false, 179)]
    [InlineData("14.1", true, false, 103)]
    public async Task Given_a_mail_that_the_server_is_to_forward_by_itself_when_asked_then_the_status_says_that_this_is_for_meetings(
        string version, bool hasMime, bool hasBody, int status)
    {
        var office = await OpenAsync();
        var report = await DeliverAsync(office.Alice, Raw(Report));
        var phone = await PhoneAsync(office.Alice, "phone1", EasVersion.Parse(version));
        var forwardee = WbxmlNode.Of("ComposeMail:Forwardee", WbxmlNode.Of("ComposeMail:Name", "Bob\r\nBcc: eve@x.test"), WbxmlNode.Of("ComposeMail:Email", "bob@example.test"));
        var request = WbxmlNode.Of(
            "ComposeMail:SmartForward",
            WbxmlNode.Of("ComposeMail:ClientId", "1"),
            WbxmlNode.Of("ComposeMail:Source", WbxmlNode.Of("ComposeMail:FolderId", "2"), WbxmlNode.Of("ComposeMail:ItemId", $"2:{report.Id}")),
            hasMime ? WbxmlNode.OfOpaque("ComposeMail:Mime", Note) : null,
            hasBody ? WbxmlNode.Of("AirSyncBase:Body", WbxmlNode.Of("AirSyncBase:Type", 1), WbxmlNode.Of("AirSyncBase:Data", "x")) : null,
            WbxmlNode.Of("ComposeMail:Forwardees", forwardee));

        Assert.Equal(status, (await phone.Device.ComposeAsync("SmartForward", request, Cancel)).Status);
        Assert.Empty(await office.Bob.ItemsAsync(FolderIds.Inbox));
    }

    [Fact]
    public async Task Given_a_reply_and_a_forward_with_one_ClientId_when_sent_then_they_are_two_letters()
    {
        var office = await OpenAsync();
        var report = await DeliverAsync(office.Alice, Raw(Report));
        var phone = await PhoneAsync(office.Alice, "phone1");
        await phone.Device.SmartReplyAsync("1", MailSource.Of($"2:{report.Id}"), Note, Cancel);

        Assert.Null((await phone.Device.SmartForwardAsync("1", MailSource.Of($"2:{report.Id}"), Note, Cancel)).Status);
        Assert.Equal(2, (await office.Bob.ItemsAsync(FolderIds.Inbox)).Count);
    }

    private static async Task<(MimeMessage Message, MessageLayout Layout)> ArrivedAsync(PostOffice office)
    {
        var message = MimeParser.Parse(Encoding.UTF8.GetBytes(await office.OnlyInboxTextAsync()), MimeLimits.Default);
        return (message, MessageLayout.From(message));
    }
}
