using System.Globalization;
using System.Text;
using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.Mailboxes.BadItems;
using Carbonio.Cloud.Mailboxes.Delivery;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mailboxes.Storage;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Content;

public sealed class EmailWriterTests
{
    private const string Plain = """
        Received: from mx.example.test by mail.example.test; Sun, 1 Mar 2026 11:00:05.000 +0000
        Received: from a by b; Sun, 1 Mar 2026 10:59:00 +0000
        From: Bob <bob@example.test>
        To: Alice <alice@example.test>
        Cc: Carol <carol@example.test>
        Subject: Re: Lunch
        Message-ID: <two@example.test>
        References: <one@example.test>
        Date: Sun, 1 Mar 2026 11:00:00 +0000
        Content-Type: text/plain; charset=utf-8

        Hello Alice,
        at one?
        """;

    private const string WithFiles = """
        From: Bob <bob@example.test>
        Sender: office@example.test
        Reply-To: team@example.test
        To: alice@example.test
        Subject: Files
        Message-ID: <files@example.test>
        Importance: high
        Date: Sun, 1 Mar 2026 11:00:00 +0000
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=m

        --m
        Content-Type: multipart/related; boundary=r

        --r
        Content-Type: text/html; charset=utf-8

        <p>See <img src="cid:logo@x"></p>
        --r
        Content-Type: image/png; name=logo.png
        Content-ID: <logo@x>
        Content-Disposition: inline
        Content-Transfer-Encoding: base64

        AAEC
        --r--
        --m
        Content-Type: application/pdf; name="Plan ä.pdf"
        Content-Disposition: attachment
        Content-Transfer-Encoding: base64

        AAECAw==
        --m
        Content-Type: message/rfc822

        Subject: Inner

        inner
        --m--
        """;

    private readonly ContentFixture mail = new();

    [Fact]
    public async Task Given_a_plain_mail_when_it_is_written_at_14_1_then_it_is_exactly_this()
    {
        var item = await mail.DeliverAsync(Plain);

        Assert.Equal(
            """
            Email:To = "Alice" <alice@example.test>
            From = "Bob" <bob@example.test>
            Cc = "Carol" <carol@example.test>
            Subject = Re: Lunch
            DateReceived = 2026-03-01T11:00:05.000Z
            DisplayTo = Alice
            ThreadTopic = Lunch
            Importance = 1
            Read = 0
            AirSyncBase:Body
              Type = 1
              EstimatedDataSize = 21
              Data = Hello Alice,|at one?
            Email:MessageClass = IPM.Note
            ContentClass = urn:content-classes:message
            InternetCPID = 65001
            Flag (empty)
            Email2:ConversationId = opaque C262A95CF0BA47F80788433DFF40173E
            ConversationIndex = opaque 01DCA96A8C0000000000
            AirSyncBase:NativeBodyType = 1
            """,
            await mail.ShowAsync(item, ContentFixture.Wants(new BodyPreference(1, 500, false, 100)), ContentFixture.V141),
            ignoreLineEndingDifferences: true);
        Assert.Equal(0, mail.BlobReads);
    }

    [Fact]
    public async Task Given_a_mail_with_files_when_it_is_written_at_16_1_then_it_is_exactly_this()
    {
        var item = await mail.DeliverAsync(WithFiles, options: new DeliveryOptions { Read = true, ReceivedAsBcc = true });

        Assert.Equal(
            """
            Email:To = alice@example.test
            From = "Bob" <bob@example.test>
            Subject = Files
            ReplyTo = team@example.test
            DateReceived = 2026-03-01T11:00:00.000Z
            DisplayTo = alice@example.test
            ThreadTopic = Files
            Importance = 2
            Read = 1
            AirSyncBase:Attachments
              Attachment
                DisplayName = logo.png
                FileReference = 1:1.2
                Method = 1
                EstimatedDataSize = 3
                ContentId = logo@x
                IsInline = 1
              Attachment
                DisplayName = Plan ä.pdf
                FileReference = 1:2
                Method = 1
                EstimatedDataSize = 4
              Attachment
                DisplayName = Inner.eml
                FileReference = 1:3
                Method = 5
                EstimatedDataSize = 23
            Body
              Type = 2
              EstimatedDataSize = 33
              Truncated = 1
              Data = <p>See
              Preview = See
            Email:MessageClass = IPM.Note
            ContentClass = urn:content-classes:message
            InternetCPID = 65001
            Flag (empty)
            Email2:ConversationId = opaque 970E1F097F1ECC068FDB5246C4BCDC23
            ConversationIndex = opaque 01DCA96A8C
            ReceivedAsBcc = 1
            Sender = office@example.test
            IsDraft = 0
            AirSyncBase:NativeBodyType = 2
            """,
            await mail.ShowAsync(item, ContentFixture.Wants(new BodyPreference(2, 6, false, 20)), ContentFixture.V161),
            ignoreLineEndingDifferences: true);
        Assert.Equal(0, mail.BlobReads);
    }

    [Fact]
    public async Task Given_a_flagged_and_answered_mail_when_it_is_written_then_flag_categories_and_verb_are_there()
    {
        var item = await mail.DeliverAsync(Plain);
        var fields = new FieldWriter();
        fields.Integer((byte)MailField.LastVerb, 1);
        fields.Integer((byte)MailField.LastVerbTime, new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).UtcTicks);
        var changed = item with
        {
            Read = true,
            Flag = new MailFlag { Status = 2, FlagType = "Follow up", DueDate = new(2026, 3, 5, 0, 0, 0, TimeSpan.Zero), ReminderSet = false }.Pack(),
            Categories = ["Red", "Grün & Blau"],
            Content = [.. item.Content, .. fields.ToArray()],
        };

        var expected = """
            Email:Read = 1
            Flag
              Status = 2
              FlagType = Follow up
              Tasks:DueDate = 2026-03-05T00:00:00.000Z
              ReminderSet = 0
            Email:Categories
              Category = Red
              Category = Grün & Blau
            Email2:LastVerbExecuted = 1
            LastVerbExecutionTime = 2026-03-01T12:00:00.000Z
            """;
        Assert.Equal(expected, await mail.ShowChangeAsync(changed, ContentFixture.V141), ignoreLineEndingDifferences: true);
        var whole = await mail.ShowAsync(changed, ContentFixture.Wants(new BodyPreference(1, 0, false, null)), ContentFixture.V161);
        Assert.Contains("  FlagType = Follow up", whole, StringComparison.Ordinal);
        Assert.Contains("  Category = Red", whole, StringComparison.Ordinal);
        Assert.Contains("LastVerbExecuted = 1", whole, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_mail_without_flag_and_categories_when_a_change_is_written_then_it_says_that_there_are_none() =>
        Assert.Equal("Email:Read = 0\nFlag (empty)\nCategories (empty)", await mail.ShowChangeAsync(await mail.DeliverAsync(Plain), ContentFixture.V161));

    [Fact]
    public async Task Given_a_draft_when_it_is_written_then_16_1_has_its_mark_and_Bcc_and_14_1_has_neither()
    {
        var draft = await mail.DeliverAsync("To: a@x\nBcc: secret@x\nSubject: Draft\n\nbody", FolderIds.Drafts);
        var options = ContentFixture.Wants(new BodyPreference(1, null, false, null));

        var modern = await mail.ShowAsync(draft, options, ContentFixture.V161);
        var old = await mail.ShowAsync(draft, options, ContentFixture.V141);

        Assert.Contains("IsDraft = 1\nBcc = secret@x", modern, StringComparison.Ordinal);
        Assert.DoesNotContain("IsDraft", old, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", old, StringComparison.Ordinal);
        Assert.Equal(modern, await mail.ShowChangeAsync(draft, ContentFixture.V161) is var change ? change.Replace("Email:Read", "Read", StringComparison.Ordinal) : "");
    }

    [Fact]
    public async Task Given_a_received_mail_with_Bcc_when_it_is_written_then_nobody_sees_it() =>
        Assert.DoesNotContain("secret", await mail.ShowAsync(await mail.DeliverAsync("To: a@x\nBcc: secret@x\n\nbody"), ContentOptions.Default, ContentFixture.V161), StringComparison.Ordinal);

    [Theory]
    [InlineData(2047, 0)]
    [InlineData(2048, 0)]
    [InlineData(2049, 1)]
    public async Task Given_a_long_text_when_the_row_s_head_is_enough_then_the_blob_is_not_read(int truncation, int reads)
    {
        var item = await mail.DeliverAsync("Content-Type: text/plain\n\n" + new string('x', 5000));

        var shown = await mail.ShowAsync(item, ContentFixture.Wants(new BodyPreference(1, (uint)truncation, false, null)), ContentFixture.V161);

        Assert.Equal(reads, mail.BlobReads);
        Assert.Contains("EstimatedDataSize = 5000\n  Truncated = 1\n  Data = " + new string('x', truncation) + "\n", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 4, "Füß")]
    [InlineData(1, 5, "Füß")]
    [InlineData(1, 1, "F")]
    [InlineData(1, 2, "F")]
    public async Task Given_a_cut_inside_a_character_when_the_body_is_written_then_the_character_is_left_out(byte type, int truncation, string expected)
    {
        var item = await mail.DeliverAsync("Content-Type: text/plain; charset=utf-8\n\nFüße");
        var data = truncation == 4 ? "Fü" : expected;

        var shown = await mail.ShowAsync(item, ContentFixture.Wants(new BodyPreference(type, (uint)truncation, false, null)), ContentFixture.V161);

        Assert.Contains($"Truncated = 1\n  Data = {data}\n", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_size_that_the_body_just_has_when_it_is_written_then_it_is_not_cut()
    {
        var item = await mail.DeliverAsync("Content-Type: text/plain; charset=utf-8\n\nFüße");

        Assert.DoesNotContain("Truncated", await mail.ShowAsync(item, ContentFixture.Wants(new BodyPreference(1, 6, false, null)), ContentFixture.V161), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_text_only_when_HTML_is_asked_for_then_it_is_made_of_the_text()
    {
        var item = await mail.DeliverAsync("Content-Type: text/plain\n\na < b");

        var shown = await mail.ShowAsync(item, ContentFixture.Wants(new BodyPreference(2, null, false, null)), ContentFixture.V161);

        Assert.Contains("<body>a &lt; b</body>", shown, StringComparison.Ordinal);
        Assert.Contains("NativeBodyType = 1", shown, StringComparison.Ordinal);
        Assert.Equal(0, mail.BlobReads);
    }

    [Fact]
    public async Task Given_MIME_asked_for_when_the_mail_is_written_then_its_bytes_come_whole_or_cut_or_as_headers()
    {
        var mime = Plain.ReplaceLineEndings("|");
        var item = await mail.DeliverAsync(Plain);

        var whole = await mail.ShowAsync(item, ContentFixture.Wants(new BodyPreference(4, null, false, null)) with { MimeSupport = 2 }, ContentFixture.V161);
        var cut = await mail.ShowAsync(item, ContentFixture.Wants(new BodyPreference(4, 13, false, null)) with { MimeSupport = 2 }, ContentFixture.V161);
        var headers = await mail.ShowAsync(item, ContentFixture.Wants(new BodyPreference(4, null, false, null)) with { MimeSupport = 2, MimeTruncation = 0 }, ContentFixture.V161);

        Assert.Contains($"Type = 4\n  EstimatedDataSize = {item.Size}\n  Data = {mime}\n", whole, StringComparison.Ordinal);
        Assert.Contains("Truncated = 1\n  Data = Received: fro\n", cut, StringComparison.Ordinal);
        Assert.Contains($"Truncated = 1\n  Data = {mime[..(mime.IndexOf("||", StringComparison.Ordinal) + 2)]}\n", headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_body_part_asked_for_when_the_mail_is_written_then_it_follows_the_body()
    {
        var item = await mail.DeliverAsync("Content-Type: text/html\n\n<p>part</p>");
        var options = ContentFixture.Wants(new BodyPreference(1, null, false, null)) with { BodyPartPreference = new BodyPreference(2, 3, false, 2) };

        var shown = await mail.ShowAsync(item, options, ContentFixture.V141);

        Assert.Contains(
            "AirSyncBase:Body\n  Type = 1\n  EstimatedDataSize = 4\n  Data = part\nBodyPart\n  Status = 1\n  Type = 2\n  EstimatedDataSize = 11\n  Truncated = 1\n  Data = <p>\n  Preview = pa\n",
            shown,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_mail_that_lost_its_blob_when_more_than_the_row_has_is_asked_for_then_it_is_bad()
    {
        var item = await mail.DeliverAsync("Content-Type: text/plain\n\n" + new string('x', 5000));
        await mail.DeleteAsync(item.Blob!, TestContext.Current.CancellationToken);

        var thrown = await Assert.ThrowsAsync<BadItemException>(
            () => mail.ShowAsync(item, ContentFixture.Wants(new BodyPreference(1, null, false, null)), ContentFixture.V161));

        Assert.Equal(BadItemReason.BlobMissing, thrown.Reason);
    }

    [Fact]
    public async Task Given_characters_that_XML_does_not_have_when_the_mail_is_written_then_they_are_gone()
    {
        var item = await mail.DeliverAsync("Subject: =?utf-8?q?a=EF=BF=BFb?=\nContent-Type: text/plain\n\nx\u0001\u000by");

        var shown = await mail.ShowAsync(item, ContentFixture.Wants(new BodyPreference(1, null, false, null)), ContentFixture.V161);

        Assert.Contains("Subject = ab\n", shown, StringComparison.Ordinal);
        Assert.Contains("Data = xy\n", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=b", "IPM.Note.SMIME.MultipartSigned", "urn:content-classes:message")]
    [InlineData("multipart/report; report-type=delivery-status; boundary=b", "REPORT.IPM.Note.NDR", "urn:content-classes:dsn")]
    [InlineData("multipart/report; report-type=disposition-notification; boundary=b", "REPORT.IPM.Note.IPNRN", "urn:content-classes:mdn")]
    [InlineData("text/calendar; method=REQUEST", "IPM.Note", "urn:content-classes:message")]
    public async Task Given_kinds_of_mail_when_they_are_written_then_their_classes_are_told(string type, string messageClass, string contentClass)
    {
        var report = type.Contains("disposition", StringComparison.Ordinal) ? "message/disposition-notification" : type.Contains("delivery", StringComparison.Ordinal) ? "message/delivery-status" : "application/pkcs7-signature";
        var body = type.StartsWith("text/", StringComparison.Ordinal)
            ? "BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR"
            : $"--b\nContent-Type: text/plain\n\ntext\n--b\nContent-Type: {report}\n\nAction: failed\nDisposition: manual-action/MDN-sent-manually; displayed\n--b--";
        var item = await mail.DeliverAsync($"Content-Type: {type}\n\n{body}");

        Assert.Contains($"MessageClass = {messageClass}\nContentClass = {contentClass}\n", await mail.ShowAsync(item, ContentOptions.Default, ContentFixture.V161), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "a")]
    [InlineData(2, "a")]
    [InlineData(3, "a😀")]
    [InlineData(255, "a😀b")]
    public async Task Given_a_preview_of_some_characters_when_it_is_written_then_a_character_of_two_units_is_kept_whole(byte characters, string expected)
    {
        var item = await mail.DeliverAsync("Content-Type: text/html; charset=utf-8\n\n<p>a😀b</p>");

        var shown = await mail.ShowAsync(item, ContentFixture.Wants(new BodyPreference(2, null, false, characters)), ContentFixture.V161);

        if (expected.Length == 0)
        {
            Assert.DoesNotContain("Preview", shown, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains($"  Preview = {expected}\n", shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Given_a_mail_of_megabytes_when_its_MIME_is_written_then_it_is_read_in_pieces()
    {
        var item = await mail.DeliverAsync("Content-Type: text/plain\n\n" + string.Concat(Enumerable.Range(0, 30_000).Select(i => i.ToString("d40", CultureInfo.InvariantCulture) + "\n")));

        var shown = await mail.ShowAsync(item, ContentFixture.Wants(new BodyPreference(4, null, false, null)) with { MimeSupport = 2 }, ContentFixture.V161);

        Assert.Equal((int)Math.Ceiling(item.Size / (double)MailBodyReader.ChunkBytes), mail.BlobReads);
        Assert.Equal(item.Size, Encoding.UTF8.GetByteCount(shown.Split("Data = ")[1].Split('\n')[0].Replace("|", "\r\n", StringComparison.Ordinal)));
    }
}
