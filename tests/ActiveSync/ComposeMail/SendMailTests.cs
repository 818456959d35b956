using System.Text;
using Carbonio.Cloud.ActiveSync.Tests.Sync;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes.Composing;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mailboxes.Sending;
using Carbonio.Cloud.Mime;
using Xunit;
using static Carbonio.Cloud.ActiveSync.Tests.ComposeMail.PostOffice;

namespace Carbonio.Cloud.ActiveSync.Tests.ComposeMail;

/// <summary>[MS-ASCMD] 2.2.1.17 SendMail.</summary>
public sealed class SendMailTests
{
    private const string Sent = "5";

    public static TheoryData<string> Versions => ["14.1", "16.1"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Given_a_letter_with_hidden_recipients_when_sent_then_it_arrives_without_them_and_the_copy_is_what_the_phone_sent(string version)
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1", EasVersion.Parse(version), Sent);
        var letter = Letter(fields: "Bcc: alice@example.test\n");

        var answer = await phone.Device.SendMailAsync("1", letter, Cancel);

        Assert.Null(answer.Status);
        Assert.Equal(Encoding.UTF8.GetString(Letter()), await office.OnlyInboxTextAsync());
        Assert.Equal(Encoding.UTF8.GetString(letter), await office.OnlySentTextAsync());
        Assert.Single(await office.Alice.ItemsAsync(FolderIds.Inbox));
        await phone.SyncAllAsync(Sent, Cancel);
        var copy = Assert.Single(phone.Held(Sent).Items.Values);
        Assert.Equal(("Lunch", true), (copy.Subject, copy.Read));
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_letter_when_sent_then_nothing_but_mails_and_their_blobs_is_left()
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1");

        await phone.Device.SendMailAsync("1", Letter(), Cancel);

        await office.AssertBlobsAsync();
        Assert.Empty(await office.Alice.RowsAsync("o!"));
    }

    [Fact]
    public async Task Given_no_SaveInSentItems_when_sent_then_there_is_no_copy()
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1");

        Assert.Null((await phone.Device.SendMailAsync("1", Letter(), Cancel, saveInSentItems: false)).Status);

        Assert.Empty(await office.Alice.ItemsAsync(FolderIds.Sent));
        Assert.Single(await office.Bob.ItemsAsync(FolderIds.Inbox));
    }

    [Fact]
    public async Task Given_recipients_elsewhere_when_sent_then_the_relay_gets_the_letter_without_hidden_recipients()
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1");

        await phone.Device.SendMailAsync("1", Letter(to: "ann@elsewhere.test", fields: "Bcc: eve@elsewhere.test\n"), Cancel);
        await office.SettledAsync();

        var (envelope, message) = Assert.Single(office.Alice.Relay.Taken);
        Assert.Equal(("alice@example.test", "ann@elsewhere.test eve@elsewhere.test"), (envelope.Sender, string.Join(' ', envelope.Recipients)));
        Assert.Equal(Letter(to: "ann@elsewhere.test"), message);
    }

    [Theory]
    [InlineData("1", 118, 1)]
    [InlineData("2", null, 2)]
    public async Task Given_a_sent_letter_when_it_comes_again_then_the_ClientId_tells_whether_it_is_a_repeat(string clientId, int? status, int arrived)
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1");
        await phone.Device.SendMailAsync("1", Letter(), Cancel);

        var again = await phone.Device.SendMailAsync(clientId, Letter(), Cancel);

        Assert.Equal(status, again.Status);
        Assert.Equal(arrived, (await office.Bob.ItemsAsync(FolderIds.Inbox)).Count);
        Assert.Equal(arrived, (await office.Alice.ItemsAsync(FolderIds.Sent)).Count);
    }

    [Fact]
    public async Task Given_a_sent_letter_when_the_phone_writes_it_anew_for_its_retry_then_it_is_the_same_letter()
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1");
        await phone.Device.SendMailAsync("1", Letter(text: "Grüße"), Cancel);

        var anew = Raw("To: bob@example.test\nSubject: Lunch\nDate: Sat, 28 Nov 2026 10:05:00 +0000\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nR3LDvMOfZQ==\n");

        Assert.Equal(118, (await phone.Device.SendMailAsync("1", anew, Cancel)).Status);
        Assert.Single(await office.Bob.ItemsAsync(FolderIds.Inbox));
    }

    [Fact]
    public async Task Given_a_ClientId_that_comes_again_with_another_letter_when_sent_then_both_arrive_once()
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1");
        await phone.Device.SendMailAsync("1", Letter("one"), Cancel);

        Assert.Null((await phone.Device.SendMailAsync("1", Letter("two"), Cancel)).Status);
        Assert.Equal(118, (await phone.Device.SendMailAsync("1", Letter("one"), Cancel)).Status);
        Assert.Equal(118, (await phone.Device.SendMailAsync("1", Letter("two"), Cancel)).Status);

        Assert.Equal(2, (await office.Bob.ItemsAsync(FolderIds.Inbox)).Count);
    }

    [Fact]
    public async Task Given_another_phone_when_it_uses_the_same_ClientId_then_its_letter_is_sent_too()
    {
        var office = await OpenAsync();
        await (await PhoneAsync(office.Alice, "phone1")).Device.SendMailAsync("1", Letter(), Cancel);

        Assert.Null((await (await PhoneAsync(office.Alice, "phone2")).Device.SendMailAsync("1", Letter(), Cancel)).Status);
        Assert.Equal(118, (await (await PhoneAsync(office.Alice, "PHONE2")).Device.SendMailAsync("1", Letter(), Cancel)).Status);
    }

    [Theory]
    [InlineData(-1, 118)]
    [InlineData(0, null)]
    public async Task Given_two_weeks_when_a_letter_comes_again_then_the_repeat_is_known_until_then(int seconds, int? status)
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1");
        await phone.Device.SendMailAsync("1", Letter(), Cancel);

        office.Alice.Time.Advance(SentOnce.Lifetime + TimeSpan.FromSeconds(seconds));

        Assert.Equal(status, (await phone.Device.SendMailAsync("1", Letter(), Cancel)).Status);
    }

    [Fact]
    public async Task Given_many_letters_when_their_repeats_are_no_longer_known_then_their_rows_go()
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1");
        for (var n = 0; n < 40; n++)
        {
            await phone.Device.SendMailAsync($"old{n}", Letter(), Cancel, saveInSentItems: false);
        }

        office.Alice.Time.Advance(SentOnce.Lifetime);
        for (var n = 0; n < 80; n++)
        {
            await phone.Device.SendMailAsync($"new{n}", Letter(), Cancel, saveInSentItems: false);
        }

        Assert.InRange((await office.Alice.RowsAsync("c!s.")).Count, 80, 100);
    }

    [Fact]
    public async Task Given_two_requests_at_once_when_the_second_overtakes_the_first_then_one_letter_is_sent()
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1");
        ComposeMailAnswer? overtaking = null;
        office.Store.Before = ("c!s.", async () => overtaking = await phone.Device.SendMailAsync("1", Letter(), Cancel));

        var overtaken = await phone.Device.SendMailAsync("1", Letter(), Cancel);

        Assert.Null(overtaking!.Status);
        Assert.Equal(118, overtaken.Status);
        Assert.Single(await office.Bob.ItemsAsync(FolderIds.Inbox));
        Assert.Single(await office.Alice.ItemsAsync(FolderIds.Sent));
        await office.AssertBlobsAsync();
    }

    [Fact]
    public async Task Given_a_delivery_that_comes_first_when_a_letter_is_sent_then_it_is_sent_all_the_same()
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1");
        office.Store.Before = ("c!s.", () => office.Alice.DeliverAsync("other"));

        Assert.Null((await phone.Device.SendMailAsync("1", Letter(), Cancel)).Status);

        Assert.Single(await office.Bob.ItemsAsync(FolderIds.Inbox));
        Assert.Single(await office.Alice.ItemsAsync(FolderIds.Sent));
    }

    [Theory]
    [InlineData("From: Bob <bob@example.test>\nTo: bob@example.test\n\nx")]
    [InlineData("From: alice@example.test\nFrom: ceo@bank.test\nTo: bob@example.test\n\nx")]
    public async Task Given_somebody_else_as_author_when_sent_then_nothing_is(string letter)
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1");

        Assert.Equal(120, (await phone.Device.SendMailAsync("1", Raw(letter), Cancel)).Status);
        await office.AssertNothingSentAsync();
    }

    [Theory]
    [InlineData("al@example.test")]
    [InlineData("team@other.test")]
    [InlineData("sales@other.test")]
    public async Task Given_an_alias_or_an_address_that_is_allowed_when_sent_then_it_is_the_sender(string address)
    {
        var allowed = new Dictionary<string, string> { ["zimbraAllowFromAddress"] = "team@other.test, Sales@Other.test" };
        var office = await OpenAsync(allowed, "al@example.test");
        var phone = await PhoneAsync(office.Alice, "phone1");

        Assert.Null((await phone.Device.SendMailAsync("1", Raw($"From: {address}\nTo: ann@elsewhere.test\n\nx"), Cancel)).Status);
        await office.SettledAsync();

        Assert.Equal(address, Assert.Single(office.Alice.Relay.Taken).Envelope.Sender);
    }

    [Theory]
    [InlineData("Subject: nobody\n\nx", 119)]
    [InlineData("To: undisclosed-recipients:;\n\nx", 119)]
    [InlineData("To: Bob\n\nx", 116)]
    [InlineData("To: bob@example.test, bob@\n\nx", 116)]
    [InlineData("no message", 107)]
    [InlineData("\nTo: bob@example.test", 107)]
    public async Task Given_a_letter_that_cannot_be_sent_when_sent_then_the_status_says_why_and_nothing_is_kept(string letter, int status)
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1");

        Assert.Equal(status, (await phone.Device.SendMailAsync("1", Raw(letter), Cancel)).Status);
        await office.AssertNothingSentAsync();
    }

    [Theory]
    [InlineData(MailSubmission.MaximumRecipients - 1, null)]
    [InlineData(MailSubmission.MaximumRecipients, null)]
    [InlineData(MailSubmission.MaximumRecipients + 1, 120)]
    [InlineData(10_000, 120)]
    public async Task Given_so_many_recipients_when_sent_then_all_get_it_or_nobody(int recipients, int? status)
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1");
        var to = string.Join(",\n ", Enumerable.Range(0, recipients).Select(n => $"recipient{n}@elsewhere.test"));

        Assert.Equal(status, (await phone.Device.SendMailAsync("1", Letter(to: to), Cancel)).Status);
        await office.SettledAsync();

        Assert.Equal(status is null ? recipients : 0, office.Alice.Relay.Taken.Sum(one => one.Envelope.Recipients.Count));
        Assert.Equal(status is null ? 1 : 0, (await office.Alice.ItemsAsync(FolderIds.Sent)).Count);
    }

    [Fact]
    public async Task Given_a_letter_larger_than_one_may_be_when_sent_then_status_122()
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1");
        var letter = new byte[MailSubmission.MaximumMessageBytes + 1];
        Array.Fill(letter, (byte)'x');
        Letter(text: "").CopyTo(letter, 0);

        Assert.Equal(122, (await phone.Device.SendMailAsync("1", letter, Cancel)).Status);
        await office.AssertNothingSentAsync();
    }

    [Theory]
    [InlineData(0, true, null)]
    [InlineData(-1, true, 113)]
    [InlineData(-1, false, null)]
    public async Task Given_a_quota_when_a_letter_is_sent_then_its_copy_must_fit(int more, bool save, int? status)
    {
        var letter = Letter();
        var quota = (letter.Length + more).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var office = await OpenAsync(new Dictionary<string, string> { ["zimbraMailQuota"] = quota });
        var phone = await PhoneAsync(office.Alice, "phone1");

        Assert.Equal(status, (await phone.Device.SendMailAsync("1", letter, Cancel, save)).Status);

        Assert.Equal(status is null ? 1 : 0, (await office.Bob.ItemsAsync(FolderIds.Inbox)).Count);
        Assert.Equal(status is null && save ? 1 : 0, (await office.Alice.ItemsAsync(FolderIds.Sent)).Count);
    }

    [Fact]
    public async Task Given_line_breaks_of_all_kinds_in_every_field_when_sent_then_no_recipient_is_smuggled_in_and_none_is_shown()
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1");
        var letter = Encoding.ASCII.GetBytes(
            "From: Alice\r <alice@example.test>\r\nTo: bob@example.test\rBcc: eve@elsewhere.test\nSubject: a\r\n \r\nbcc: oscar@elsewhere.test\r\nX-A: b\n\nx");

        Assert.Null((await phone.Device.SendMailAsync("1", letter, Cancel)).Status);
        await office.SettledAsync();

        var arrived = await office.OnlyInboxTextAsync();
        Assert.DoesNotContain("elsewhere", arrived, StringComparison.Ordinal);
        Assert.DoesNotContain("\r ", arrived.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(["eve@elsewhere.test", "oscar@elsewhere.test"], Assert.Single(office.Alice.Relay.Taken).Envelope.Recipients);
    }

    [Fact]
    public async Task Given_a_letter_when_sent_then_the_store_is_asked_no_more_than_it_takes()
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1");
        await phone.Device.SendMailAsync("1", Letter(), Cancel);
        var before = StoreCost.Of(office.Alice.Store);

        await phone.Device.SendMailAsync("2", Letter(), Cancel);

        // Of the sender: device and mailbox row as for every request, the row that knows a repeat; a hint, and one batch of mailbox,
        // copy with date and log, repeat and outbox. The rest is the delivery to Bob, and the end of the outbox row and the hint.
        Assert.Equal(new StoreCost(Reads: 13, RowsRead: 12, Writes: 6, RowsWritten: 16), StoreCost.Of(office.Alice.Store) - before);
    }

    [Theory]
    [InlineData(ComposeMailCases.NoClientId, 103)]
    [InlineData(ComposeMailCases.NoMime, 103)]
    [InlineData(ComposeMailCases.EmptyMime, 107)]
    [InlineData(ComposeMailCases.UnknownElement, 103)]
    [InlineData(ComposeMailCases.OtherAccount, 166)]
    [InlineData(ComposeMailCases.Template, 168)]
    [InlineData(ComposeMailCases.SourceOfNothing, 103)]
    [InlineData(ComposeMailCases.LongestClientId, null)]
    [InlineData(ComposeMailCases.TooLongClientId, 103)]
    public async Task Given_a_request_that_is_not_as_it_should_be_when_sent_then_the_status_says_so(ComposeMailCases which, int? status)
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1");

        Assert.Equal(status, (await phone.Device.ComposeAsync("SendMail", ComposeMailRequests.Make(which), Cancel)).Status);
        Assert.Equal(status is null ? 1 : 0, (await office.Bob.ItemsAsync(FolderIds.Inbox)).Count);
    }

    [Theory]
    [InlineData("", 101)]
    [InlineData("03016A00", 102)]
    [InlineData("03016A0000154751033100010101", 103)]
    [InlineData("03016A00001545510101", 103)]
    [InlineData("03016A00001545510331", 102)]
    [InlineData("FF", 102)]
    public async Task Given_bytes_that_are_no_request_when_sent_then_the_status_says_so(string hex, int status)
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1");
        using var request = phone.Device.CreateRequest("SendMail", Convert.FromHexString(hex));

        var response = await phone.Device.ExchangeAsync(request, Cancel);

        Assert.Equal($"03016A000015455203{Convert.ToHexString(Encoding.ASCII.GetBytes(status.ToString(System.Globalization.CultureInfo.InvariantCulture)))}000101", Convert.ToHexString(response.Body));
        await office.AssertNothingSentAsync();
    }

    [Fact]
    public async Task Given_a_letter_in_several_runs_of_text_and_bytes_when_sent_then_they_are_one_letter()
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1");
        byte[] head = [0x03, 0x01, 0x6A, 0x00, 0x00, 21, 0x45, 0x51, 0x03, (byte)'1', 0x00, 0x01, 0x50];
        byte[] letter = [0x03, .. "To: bob@example.test\r\n"u8, 0x00, 0xC3, 13, .. "Subject: s\r\n\r"u8, 0xC3, 2, .. "\nx"u8];
        using var request = phone.Device.CreateRequest("SendMail", [.. head, .. letter, 0x01, 0x01]);

        Assert.Empty((await phone.Device.ExchangeAsync(request, Cancel)).Body);

        Assert.EndsWith("\r\n\r\nx", await office.OnlyInboxTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_letter_without_a_thread_when_sent_then_the_copy_and_what_arrives_are_of_one_conversation()
    {
        var office = await OpenAsync();
        var phone = await PhoneAsync(office.Alice, "phone1");
        await phone.Device.SendMailAsync("1", Raw("To: bob@example.test\n\nx"), Cancel);

        var copy = new MailContent(Assert.Single(await office.Alice.ItemsAsync(FolderIds.Sent)).Content);
        var arrived = new MailContent(Assert.Single(await office.Bob.ItemsAsync(FolderIds.Inbox)).Content);

        Assert.Equal(copy.Bytes(MailField.ConversationId).ToArray(), arrived.Bytes(MailField.ConversationId).ToArray());
        Assert.Equal("\"Alice Example\" <alice@example.test>", arrived.Text(MailField.From));
    }
}
