using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

public abstract partial class PhoneFirstDay
{
    private static readonly byte[] AttachedFile = [.. Enumerable.Range(0, 3000).Select(number => (byte)(number * 7))];

    [Fact]
    public async Task Given_a_delivered_mail_when_it_is_synced_then_its_headers_come()
    {
        var (phone, _, inbox) = await NewOwnerWithMailAsync(Letters.Plain("Good morning"));

        var mail = await FirstMailAsync(phone, inbox, new SyncOptions { BodyPreferences = [PlainText] });

        Assert.Equal("Good morning", mail.Subject);
        Assert.Contains("carol@example.org", mail.From, StringComparison.Ordinal);
        Assert.Contains("you@example.test", mail.To, StringComparison.Ordinal);
        Assert.False(mail.Read);
        Assert.Empty(mail.Attachments);
    }

    [Fact]
    public async Task Given_a_mail_in_two_forms_when_plain_text_is_wanted_then_plain_text_comes()
    {
        var (phone, _, inbox) = await NewOwnerWithMailAsync(Letters.Alternative("Two forms"));

        var mail = await FirstMailAsync(phone, inbox, new SyncOptions { BodyPreferences = [PlainText] });

        Assert.Equal(1, mail.Body.Type);
        Assert.Equal(Letters.Umlauts, mail.Body.Data?.Trim());
        Assert.False(mail.Body.Truncated);
        Assert.Equal(2, mail.NativeBodyType);
    }

    [Fact]
    public async Task Given_a_mail_in_two_forms_when_HTML_is_wanted_then_HTML_comes()
    {
        var (phone, _, inbox) = await NewOwnerWithMailAsync(Letters.Alternative("Two forms"));

        var mail = await FirstMailAsync(phone, inbox, new SyncOptions { BodyPreferences = [Html] });

        Assert.Equal(2, mail.Body.Type);
        Assert.Contains($"{Letters.Umlauts} in <b>bold</b>", mail.Body.Data, StringComparison.Ordinal);
        Assert.False(mail.Body.Truncated);
    }

    [Fact]
    public async Task Given_a_mail_in_two_forms_when_MIME_is_wanted_then_the_message_comes()
    {
        var (phone, _, inbox) = await NewOwnerWithMailAsync(Letters.Alternative("Two forms"));

        var mail = await FirstMailAsync(phone, inbox, new SyncOptions { MimeSupport = 2, BodyPreferences = [Mime] });

        Assert.Equal(4, mail.Body.Type);
        Assert.Contains("boundary=\"two-forms\"", mail.Body.Data, StringComparison.Ordinal);
        Assert.EndsWith("--two-forms--", mail.Body.Data!.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains($"\r\n\r\n{Letters.Umlauts}\r\n--two-forms\r\n", mail.Body.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_plain_mail_when_HTML_is_wanted_then_the_native_form_is_said_to_be_plain()
    {
        var (phone, _, inbox) = await NewOwnerWithMailAsync(Letters.Plain("Plain", "One < two & three"));

        var mail = await FirstMailAsync(phone, inbox, new SyncOptions { BodyPreferences = [Html] });

        Assert.Equal(1, mail.NativeBodyType);
        Assert.Equal(2, mail.Body.Type);
        Assert.Contains("One &lt; two &amp; three", mail.Body.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_bound_within_a_character_when_the_body_is_cut_then_the_character_is_left_out()
    {
        var (phone, _, inbox) = await NewOwnerWithMailAsync(Letters.Alternative("Cut"));

        var mail = await FirstMailAsync(phone, inbox, new SyncOptions { BodyPreferences = [PlainText with { TruncationSize = 5 }] });

        Assert.Equal("äö", mail.Body.Data);
        Assert.True(mail.Body.Truncated);
        Assert.InRange(mail.Body.EstimatedDataSize!.Value, 30, 40);
    }

    [Fact]
    public async Task Given_a_bound_of_0_when_the_body_is_cut_then_no_data_comes()
    {
        var (phone, _, inbox) = await NewOwnerWithMailAsync(Letters.Alternative("Nothing"));

        var mail = await FirstMailAsync(phone, inbox, new SyncOptions { BodyPreferences = [PlainText with { TruncationSize = 0 }] });

        Assert.True(string.IsNullOrEmpty(mail.Body.Data));
        Assert.True(mail.Body.Truncated);
    }

    [Fact]
    public async Task Given_a_bound_larger_than_the_body_when_it_is_synced_then_it_is_whole()
    {
        var (phone, _, inbox) = await NewOwnerWithMailAsync(Letters.Alternative("Whole"));

        var mail = await FirstMailAsync(phone, inbox, new SyncOptions { BodyPreferences = [PlainText with { TruncationSize = 500 }] });

        Assert.Equal(Letters.Umlauts, mail.Body.Data?.Trim());
        Assert.False(mail.Body.Truncated);
    }

    [Fact]
    public async Task Given_all_or_none_when_HTML_would_be_cut_then_the_next_form_comes_whole()
    {
        var (phone, _, inbox) = await NewOwnerWithMailAsync(Letters.Alternative("All or none"));

        var mail = await FirstMailAsync(
            phone, inbox, new SyncOptions { BodyPreferences = [Html with { TruncationSize = 10, AllOrNone = true }, PlainText] });

        Assert.Equal(1, mail.Body.Type);
        Assert.Equal(Letters.Umlauts, mail.Body.Data?.Trim());
    }

    [Fact]
    public async Task Given_all_or_none_when_no_form_fits_then_only_the_size_comes()
    {
        var (phone, _, inbox) = await NewOwnerWithMailAsync(Letters.Alternative("None"));

        var mail = await FirstMailAsync(
            phone, inbox, new SyncOptions { BodyPreferences = [PlainText with { TruncationSize = 10, AllOrNone = true }] });

        Assert.Null(mail.Body.Data);
        Assert.True(mail.Body.Truncated);
        Assert.InRange(mail.Body.EstimatedDataSize!.Value, 30, 40);
    }

    [Fact]
    public async Task Given_a_preview_is_wanted_when_HTML_is_synced_then_it_is_plain_text_of_that_length()
    {
        var (phone, _, inbox) = await NewOwnerWithMailAsync(Letters.Alternative("Preview"));

        var mail = await FirstMailAsync(
            phone, inbox, new SyncOptions { BodyPreferences = [Html with { TruncationSize = 0, Preview = 10 }] });

        Assert.Equal(Letters.Umlauts[..10], mail.Body.Preview);
    }

    [Fact]
    public async Task Given_an_attachment_when_the_mail_is_synced_then_it_is_described()
    {
        var (phone, _, inbox) = await NewOwnerWithMailAsync(Letters.WithAttachment("With a file", "figures.bin", AttachedFile));

        var mail = await FirstMailAsync(phone, inbox, new SyncOptions { BodyPreferences = [PlainText] });

        var attachment = Assert.Single(mail.Attachments);
        Assert.Equal("figures.bin", attachment.DisplayName);
        Assert.Equal(1, attachment.Method);
        Assert.False(attachment.IsInline);
        Assert.InRange(attachment.EstimatedDataSize, 3000, 4200);
        Assert.Equal("The file is attached.", mail.Body.Data?.Trim());
    }

    [Fact]
    public async Task Given_an_attachment_when_it_is_fetched_then_its_bytes_come()
    {
        var (phone, _, inbox) = await NewOwnerWithMailAsync(Letters.WithAttachment("With a file", "figures.bin", AttachedFile));
        var mail = await FirstMailAsync(phone, inbox, new SyncOptions());

        var answer = await phone.Device.FetchAsync([new ItemFetch { FileReference = mail.Attachments[0].FileReference }], Token);

        var fetched = Assert.Single(answer.Items);
        Assert.Equal(1, fetched.Status);
        Assert.Equal(mail.Attachments[0].FileReference, fetched.FileReference);
        Assert.Equal("application/octet-stream", fetched.ContentType);
        Assert.Equal(AttachedFile, fetched.Data);
    }

    [Theory]
    [InlineData("0-9", "0-9", 0, 10)]
    [InlineData("1000-1999", "1000-1999", 1000, 1000)]
    [InlineData("2990-5000", "2990-2999", 2990, 10)]
    public async Task Given_a_range_when_an_attachment_is_fetched_then_those_bytes_come(string asked, string answered, int from, int length)
    {
        var (phone, _, inbox) = await NewOwnerWithMailAsync(Letters.WithAttachment("With a file", "figures.bin", AttachedFile));
        var mail = await FirstMailAsync(phone, inbox, new SyncOptions());

        var answer = await phone.Device.FetchAsync(
            [new ItemFetch { FileReference = mail.Attachments[0].FileReference, Range = asked }], Token);

        var fetched = Assert.Single(answer.Items);
        Assert.Equal(1, fetched.Status);
        Assert.Equal(answered, fetched.Range);
        Assert.Equal(3000, fetched.Total);
        Assert.Equal(AttachedFile[from..(from + length)], fetched.Data);
    }

    [Fact]
    public async Task Given_a_range_past_the_end_when_an_attachment_is_fetched_then_the_status_says_so()
    {
        var (phone, _, inbox) = await NewOwnerWithMailAsync(Letters.WithAttachment("With a file", "figures.bin", AttachedFile));
        var mail = await FirstMailAsync(phone, inbox, new SyncOptions());

        var answer = await phone.Device.FetchAsync(
            [new ItemFetch { FileReference = mail.Attachments[0].FileReference, Range = "3000-3999" }], Token);

        Assert.Equal(8, Assert.Single(answer.Items).Status);
    }

    [Fact]
    public async Task Given_references_never_given_when_they_are_fetched_then_each_is_refused_and_the_others_come()
    {
        var (phone, _, inbox) = await NewOwnerWithMailAsync(Letters.WithAttachment("With a file", "figures.bin", AttachedFile));
        var mail = await FirstMailAsync(phone, inbox, new SyncOptions());

        var answer = await phone.Device.FetchAsync(
            [
                new ItemFetch { FileReference = "no such file" },
                new ItemFetch { FileReference = mail.Attachments[0].FileReference },
                new ItemFetch { CollectionId = inbox, ServerId = $"{inbox}:999999" },
            ],
            Token);

        Assert.Contains(answer.Items[0].Status, new long[] { 6, 15 });
        Assert.Equal(1, answer.Items[1].Status);
        Assert.Equal(6, answer.Items[2].Status);
    }

    [Fact]
    public async Task Given_a_mail_when_its_forms_are_fetched_then_text_HTML_and_MIME_come()
    {
        var (phone, _, inbox) = await NewOwnerWithMailAsync(Letters.Alternative("Three forms"));
        await phone.SyncAllAsync(inbox, Token);
        var id = Assert.Single(phone.Held(inbox).Items).Key;

        var answer = await phone.Device.FetchAsync(
            [
                new ItemFetch { CollectionId = inbox, ServerId = id, BodyPreferences = [PlainText] },
                new ItemFetch { CollectionId = inbox, ServerId = id, BodyPreferences = [Html] },
                new ItemFetch { CollectionId = inbox, ServerId = id, MimeSupport = 2, BodyPreferences = [Mime] },
            ],
            Token);

        Assert.All(answer.Items, item => Assert.Equal((1, id), (item.Status, item.ServerId)));
        Assert.Equal([1, 2, 4], answer.Items.Select(item => item.Mail!.Body.Type));
        Assert.Equal(Letters.Umlauts, answer.Items[0].Mail!.Body.Data?.Trim());
        Assert.Contains("<b>bold</b>", answer.Items[1].Mail!.Body.Data, StringComparison.Ordinal);
        Assert.Contains("boundary=\"two-forms\"", answer.Items[2].Mail!.Body.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_multipart_is_accepted_when_body_and_file_are_fetched_then_they_come_as_parts()
    {
        var (phone, _, inbox) = await NewOwnerWithMailAsync(Letters.WithAttachment("With a file", "figures.bin", AttachedFile));
        var mail = await FirstMailAsync(phone, inbox, new SyncOptions());
        var id = Assert.Single(phone.Held(inbox).Items).Key;

        var answer = await phone.Device.FetchAsync(
            [
                new ItemFetch { CollectionId = inbox, ServerId = id, BodyPreferences = [PlainText] },
                new ItemFetch { FileReference = mail.Attachments[0].FileReference },
            ],
            Token,
            multipart: true);

        Assert.Equal(2, answer.Answer.Parts.Count);
        Assert.Equal("The file is attached.", answer.Items[0].Mail!.Body.Data?.Trim());
        Assert.Equal(AttachedFile, answer.Items[1].Data);
    }
}
