using System.Text;
using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

public abstract partial class PhoneFirstDay
{
    /// <summary>Bytes, and more of them than a request may hold.</summary>
    private const long HundredMegabytes = 100_000_000;

    public static TheoryData<string> SendingVersions => ["14.1", "16.1"];

    [Theory]
    [MemberData(nameof(SendingVersions))]
    public async Task Given_a_letter_to_herself_and_to_another_when_sent_then_each_has_it_once_and_Sent_Items_holds_a_copy(string version)
    {
        var (alice, bob) = await NewCorrespondentsAsync(EasVersion.Parse(version));

        Assert.Null((await alice.Phone.Device.SendMailAsync("1", Letters.Written(alice.Address, $"{alice.Address}, {bob.Address}", "Lunch"), Token)).Status);
        Assert.Equal(118, (await alice.Phone.Device.SendMailAsync("1", Letters.Written(alice.Address, $"{alice.Address}, {bob.Address}", "Lunch"), Token)).Status);
        Assert.Null((await alice.Phone.Device.SendMailAsync("1", Letters.Written(alice.Address, bob.Address, "Same ClientId, another letter"), Token)).Status);

        Assert.Equal(["Lunch"], await alice.SubjectsAsync(EasFolderType.Inbox));
        Assert.Equal(["Lunch", "Same ClientId, another letter"], await alice.SubjectsAsync(EasFolderType.SentItems));
        Assert.Equal(["Lunch", "Same ClientId, another letter"], await bob.SubjectsAsync(EasFolderType.Inbox));
        Assert.Empty(await bob.SubjectsAsync(EasFolderType.SentItems));
    }

    [Theory]
    [MemberData(nameof(SendingVersions))]
    public async Task Given_a_mail_when_it_is_answered_then_its_text_stands_below_and_it_is_shown_as_answered(string version)
    {
        var (alice, bob) = await NewCorrespondentsAsync(EasVersion.Parse(version));
        await server.Admin.DeliverAsync(alice.Account, Letters.Plain("Question", "Shall we meet?"), Token);
        var id = await alice.OnlyIdAsync();

        Assert.Null((await alice.Phone.Device.SmartReplyAsync("1", MailSource.Of(id), Letters.Written(alice.Address, bob.Address, "Re: Question"), Token)).Status);

        await alice.SubjectsAsync(EasFolderType.Inbox);
        Assert.Equal(1, alice.Phone.Held(alice.Inbox).LastVerbOf(id));
        await bob.OnlyIdAsync();
        var text = bob.Phone.Held(bob.Inbox).Items.Values.Single().Body.Data!;
        Assert.StartsWith("At noon?", text, StringComparison.Ordinal);
        Assert.EndsWith("Shall we meet?", text.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SendingVersions))]
    public async Task Given_a_mail_with_a_file_when_it_is_forwarded_then_the_file_goes_along_byte_for_byte(string version)
    {
        var (alice, bob) = await NewCorrespondentsAsync(EasVersion.Parse(version));
        byte[] file = [.. Enumerable.Range(0, 100_000).Select(number => (byte)(number * 7))];
        await server.Admin.DeliverAsync(alice.Account, Letters.WithAttachment("Report", "report.bin", file), Token);
        var id = await alice.OnlyIdAsync();

        Assert.Null((await alice.Phone.Device.SmartForwardAsync("1", MailSource.Of(id), Letters.Written(alice.Address, bob.Address, "FW: Report"), Token)).Status);

        await alice.SubjectsAsync(EasFolderType.Inbox);
        Assert.Equal(3, alice.Phone.Held(alice.Inbox).LastVerbOf(id));
        await bob.OnlyIdAsync();
        var arrived = Assert.Single(bob.Phone.Held(bob.Inbox).Items.Values.Single().Attachments);
        Assert.Equal("report.bin", arrived.DisplayName);
        var fetched = await bob.Phone.Device.FetchAsync([new ItemFetch { FileReference = arrived.FileReference }], Token);
        Assert.Equal(file, fetched.Items[0].Data);
    }

    [Fact]
    public async Task Given_a_draft_with_a_file_when_it_is_sent_then_it_arrives_leaves_the_drafts_and_stands_in_Sent_Items()
    {
        var (alice, bob) = await NewCorrespondentsAsync(EasVersion.V161);
        var drafts = alice.Phone.IdOf(EasFolderType.Drafts);
        await alice.SubjectsAsync(EasFolderType.Drafts);
        var file = WbxmlNode.Of(
            "AirSyncBase:Attachments",
            WbxmlNode.Of(
                "AirSyncBase:Add",
                WbxmlNode.Of("AirSyncBase:ClientId", "file1"),
                WbxmlNode.Of("AirSyncBase:DisplayName", "note.txt"),
                WbxmlNode.Of("AirSyncBase:Method", 1),
                WbxmlNode.OfOpaque("AirSyncBase:Content", "A note."u8.ToArray())));
        var made = await alice.Phone.SyncAsync(drafts, Token, next => next with { Commands = [SyncCommand.Add("new1", [.. Draft(bob.Address, "Plan"), file])] });
        var id = Assert.Single(made.Single.Results).ServerId!;
        var asked = new SyncRequest(alice.Phone.Next(drafts, next => next with { Commands = [SyncCommand.Send(id, WbxmlNode.Of("Email:Subject", "The plan"))] }));

        await alice.Phone.Device.SyncAsync(asked, Token); // this answer is lost
        alice.Phone.Apply(await alice.Phone.Device.SyncAsync(asked, Token));

        Assert.Empty(alice.Phone.Held(drafts).Items);
        Assert.Equal(["The plan"], await alice.SubjectsAsync(EasFolderType.SentItems));
        Assert.Equal(["The plan"], await bob.SubjectsAsync(EasFolderType.Inbox));
        var arrived = Assert.Single(bob.Phone.Held(bob.Inbox).Items.Values.Single().Attachments);
        var fetched = await bob.Phone.Device.FetchAsync([new ItemFetch { FileReference = arrived.FileReference }], Token);
        Assert.Equal("A note.", Encoding.UTF8.GetString(fetched.Items[0].Data!));
    }

    [Fact]
    public async Task Given_somebody_else_as_author_when_a_letter_is_sent_then_nothing_is()
    {
        var (alice, bob) = await NewCorrespondentsAsync(EasVersion.V161);

        Assert.Equal(120, (await alice.Phone.Device.SendMailAsync("1", Letters.Written(bob.Address, bob.Address, "Forged"), Token)).Status);

        await AssertNothingAsync(alice, bob);
    }

    [Fact]
    public async Task Given_ten_thousand_recipients_when_a_letter_is_sent_then_nobody_gets_it()
    {
        var (alice, bob) = await NewCorrespondentsAsync(EasVersion.V161);
        var to = string.Join(",\r\n ", Enumerable.Range(1, 9_999).Select(number => $"user{number}@{server.Demo.Domain}").Append(bob.Address));

        Assert.Equal(120, (await alice.Phone.Device.SendMailAsync("1", Letters.Written(alice.Address, to, "To all"), Token).WaitAsync(Quickly, Token)).Status);

        await AssertNothingAsync(alice, bob);
    }

    [Fact]
    public async Task Given_a_mail_that_was_deleted_when_it_is_answered_then_nothing_is_sent()
    {
        var (alice, bob) = await NewCorrespondentsAsync(EasVersion.V161);
        await server.Admin.DeliverAsync(alice.Account, Letters.Plain("Question"), Token);
        var id = await alice.OnlyIdAsync();
        await alice.Phone.SyncAsync(alice.Inbox, Token, next => next with { DeletesAsMoves = false, Commands = [SyncCommand.Delete(id)] });

        Assert.Equal(150, (await alice.Phone.Device.SmartReplyAsync("1", MailSource.Of(id), Letters.Written(alice.Address, bob.Address, "Re: Question"), Token)).Status);

        await AssertNothingAsync(alice, bob);
    }

    [Theory]
    [InlineData("Email:Subject", "Plan\r\nBcc: EVE\r\nX-Evil: yes\r\n\r\nevil")]
    [InlineData("Email:To", "\"Bob\r\nBcc: EVE\r\nX-Evil: yes\" <BOB>")]
    [InlineData("Email:Cc", "\"Bob\nX-Evil: yes\r\n\r\n\" <BOB>")]
    [InlineData("Email2:Bcc", "\"Bob\rX-Evil: yes\" <BOB>")]
    [InlineData("Email:ReplyTo", "\"Alice\r\nX-Evil: yes\r\nBcc: EVE\" <BOB>")]
    public async Task Given_line_ends_in_a_field_of_a_draft_when_it_is_sent_then_they_add_neither_a_field_nor_a_recipient(string field, string value)
    {
        var (alice, bob) = await NewCorrespondentsAsync(EasVersion.V161);
        var (eve, _) = await NewCorrespondentsAsync(EasVersion.V161);
        await alice.SubjectsAsync(EasFolderType.Drafts);
        var evil = WbxmlNode.Of(field, value.Replace("EVE", eve.Address, StringComparison.Ordinal).Replace("BOB", bob.Address, StringComparison.Ordinal));
        WbxmlNode[] fields = [.. Draft(bob.Address, "Plan").Where(node => node.Name != field), evil];

        var answer = await alice.Phone.SyncAsync(alice.Phone.IdOf(EasFolderType.Drafts), Token, next => next with { Commands = [SyncCommand.AddAndSend("new1", fields)] });

        Assert.Equal(1, Assert.Single(answer.Single.Results).Status);
        var id = await bob.OnlyIdAsync();
        var fetched = await bob.Phone.Device.FetchAsync([new ItemFetch { CollectionId = bob.Inbox, ServerId = id, MimeSupport = 2, BodyPreferences = [Mime] }], Token);
        Assert.DoesNotContain(fetched.Items[0].Mail!.Body.Data!.Split('\r', '\n'), line => line.StartsWith("X-Evil", StringComparison.OrdinalIgnoreCase) || line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.Empty(await eve.SubjectsAsync(EasFolderType.Inbox));
    }

    [Fact]
    public async Task Given_a_hundred_megabytes_when_a_letter_is_announced_then_it_is_too_large_at_once()
    {
        using var device = server.NewDevice(server.Demo.Bob);
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{device.Settings.User}:{device.Settings.Password}"));
        var address = device.CreateRequest("SendMail", null).RequestUri!;

        var status = await DeclaredLength.PostAsync(
            server.Server.Url, address.PathAndQuery, $"Basic {credentials}", "application/vnd.ms-sync.wbxml", HundredMegabytes, Token)
            .WaitAsync(Quickly, Token);

        Assert.Equal(413, status);
    }

    private static WbxmlNode[] Draft(string to, string subject) =>
    [
        WbxmlNode.Of("Email:To", to),
        WbxmlNode.Of("Email:Subject", subject),
        WbxmlNode.Of("AirSyncBase:Body", WbxmlNode.Of("AirSyncBase:Type", 1), WbxmlNode.Of("AirSyncBase:Data", "As we said.")),
    ];

    private static async Task AssertNothingAsync(Correspondent alice, Correspondent bob)
    {
        Assert.Empty(await alice.SubjectsAsync(EasFolderType.SentItems));
        Assert.Empty(await bob.SubjectsAsync(EasFolderType.Inbox));
    }

    /// <summary>Two new accounts, and a set-up phone of each.</summary>
    private async Task<(Correspondent Alice, Correspondent Bob)> NewCorrespondentsAsync(EasVersion version)
    {
        var alice = await server.NewAccountAsync(Token);
        var bob = await server.NewAccountAsync(Token);
        return (
            new(alice, await server.NewPhoneAsync(alice, Token, settings => settings with { Version = version })),
            new(bob, await server.NewPhoneAsync(bob, Token, settings => settings with { Version = version })));
    }

    /// <summary>Somebody who writes letters and gets them.</summary>
    private sealed record Correspondent(DemoAccount Account, PhoneModel Phone)
    {
        public string Address => Account.Address;

        public string Inbox => Phone.IdOf(EasFolderType.Inbox);

        /// <summary>Brings a folder up to date, and gives the subjects in it.</summary>
        public async Task<string[]> SubjectsAsync(EasFolderType type)
        {
            var folder = Phone.IdOf(type);
            await Phone.SyncAllAsync(folder, Token, next => next with { Options = new SyncOptions { BodyPreferences = [PlainText] } });
            Assert.Empty(Phone.Errors);
            return SubjectsIn(Phone, folder);
        }

        /// <summary>The one mail in the Inbox.</summary>
        public async Task<string> OnlyIdAsync()
        {
            await SubjectsAsync(EasFolderType.Inbox);
            return Assert.Single(Phone.Held(Inbox).Items).Key;
        }
    }
}
