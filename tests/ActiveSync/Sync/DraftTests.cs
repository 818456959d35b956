using System.Text;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes.Mail;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Sync;

/// <summary>[MS-ASEMAIL] drafts from 16.0: made and changed on a phone, with files.</summary>
public sealed class DraftTests
{
    private const string Drafts = "6";

    private readonly SyncBench bench = new(new Support.FakeTimeProvider(new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero)));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_new_draft_when_added_then_it_gets_an_id_and_a_conversation_and_is_not_echoed()
    {
        var phone = await ReadyAsync("phone1");

        var answer = await AddAsync(phone, "new1", Subject("Hello"), To("Bob <bob@example.test>"), Text("How are you?"));

        var result = Assert.Single(answer.Single.Results);
        Assert.Equal(("Add", "new1", 1), (result.Kind, result.ClientId, result.Status));
        Assert.Equal(16, result.Data!.Find("Email2:ConversationId")!.Opaque!.Length);
        Assert.Empty(answer.Single.Changes);
        Assert.True((await phone.SyncAsync(Drafts, Cancel)).IsEmpty);
    }

    [Fact]
    public async Task Given_a_draft_of_one_phone_when_another_syncs_then_it_gets_it_whole()
    {
        var phone = await ReadyAsync("phone1");
        await AddAsync(phone, "new1", Subject("Grüße"), To("\"Bob\" <bob@example.test>"), Bcc("eve@example.test"), Text("Zeile\r\nzwei"), Importance(2));

        var other = await ReadyAsync("phone2");

        var mail = Assert.Single(other.Held(Drafts).Items.Values);
        Assert.Equal("Grüße", mail.Subject);
        Assert.Equal("\"Bob\" <bob@example.test>", mail.To);
        Assert.Equal("\"Alice Example\" <alice@example.test>", mail.From);
        Assert.Equal("eve@example.test", mail.Data.TextOf("Email2:Bcc"));
        Assert.Equal(1, mail.Data.NumberOf("Email2:IsDraft"));
        Assert.Equal(2, mail.Data.NumberOf("Email:Importance"));
        Assert.Equal("Zeile\r\nzwei", mail.Body.Data);
        Assert.True(mail.Read);
    }

    [Fact]
    public async Task Given_a_lost_answer_when_the_add_comes_again_then_there_is_one_draft_and_the_same_answer()
    {
        var phone = await ReadyAsync("phone1");
        var asked = new SyncRequest(phone.Next(Drafts, next => next with { Commands = [SyncCommand.Add("new1", Subject("Once"), Text("x"), File("f1", "a.txt", "A"))] }));
        var lost = await phone.Device.SyncAsync(asked, Cancel);

        var again = await phone.Device.SyncAsync(asked, Cancel);

        var first = Assert.Single(lost.Single.Results);
        var second = Assert.Single(again.Single.Results);
        Assert.Equal((first.ClientId, first.ServerId, first.Status), (second.ClientId, second.ServerId, second.Status));
        Assert.Equal(first.FileReferences, second.FileReferences);
        Assert.Single(await bench.ItemsAsync(6));
    }

    [Fact]
    public async Task Given_a_lost_answer_when_the_device_goes_on_with_another_draft_as_well_then_each_is_made_once()
    {
        var phone = await ReadyAsync("phone1");
        var one = SyncCommand.Add("new1", Subject("one"), Text("x"));
        await phone.Device.SyncAsync(new SyncRequest(phone.Next(Drafts, next => next with { Commands = [one] })), Cancel);

        SyncCommand[] both = [one, SyncCommand.Add("new2", Subject("two"), Text("y"))];
        var answer = await phone.SyncAsync(Drafts, Cancel, next => next with { Commands = both });

        Assert.Equal(["new1", "new2"], answer.Single.Results.Select(result => result.ClientId));
        Assert.Equal(2, (await bench.ItemsAsync(6)).Count);
        Assert.Equal(2, phone.Held(Drafts).Items.Count);
        Assert.True((await phone.SyncAsync(Drafts, Cancel)).IsEmpty);
    }

    [Fact]
    public async Task Given_the_answer_to_the_second_attempt_is_lost_when_its_draft_is_added_again_under_the_first_attempts_key_then_there_is_one()
    {
        var phone = await ReadyAsync("phone1");
        var one = SyncCommand.Add("new1", Subject("one"), Text("x"));
        var two = SyncCommand.Add("new2", Subject("two"), Text("y"));
        var first = phone.Next(Drafts, next => next with { Commands = [one] });
        var delayed = await phone.Device.SyncAsync(new SyncRequest(first), Cancel);
        await phone.Device.SyncAsync(new SyncRequest(first with { Commands = [one, two] }), Cancel);
        phone.Apply([one], delayed);

        var answer = await phone.SyncAsync(Drafts, Cancel, next => next with { Commands = [two] });

        Assert.Equal("new2", Assert.Single(answer.Single.Results).ClientId);
        Assert.Equal(2, (await bench.ItemsAsync(6)).Count);
        Assert.Equal(2, phone.Held(Drafts).Items.Count);
    }

    [Fact]
    public async Task Given_a_draft_when_only_its_subject_changes_then_all_else_stays_and_the_id_too()
    {
        var phone = await ReadyAsync("phone1");
        var id = await MadeAsync(phone, Subject("old"), To("bob@example.test"), Html("<p>Hi <b>Bob</b></p>"), File("f1", "a.txt", "AAA"));

        var answer = await ChangeAsync(phone, id, Subject("new"));

        Assert.Empty(answer.Single.Results);
        var mail = await SeenAsync(id);
        Assert.Equal("new", mail.Subject);
        Assert.Equal("bob@example.test", mail.To);
        Assert.Equal("<p>Hi <b>Bob</b></p>", mail.Body.Data);
        Assert.Equal("a.txt", Assert.Single(mail.Attachments).DisplayName);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Given_a_draft_with_a_body_longer_than_what_is_looked_at_when_only_its_subject_changes_then_all_of_the_body_stays(int type)
    {
        var phone = await ReadyAsync("phone1");
        var line = new string('x', 70) + "\r\n";
        var body = string.Concat(Enumerable.Repeat(line, (MailContentBuilder.MaximumBodyBytes / line.Length) + 2)) + "the end";
        var id = await MadeAsync(phone, Subject("old"), Body(type, body));

        await ChangeAsync(phone, id, Subject("new"));

        var item = Assert.Single(await bench.ItemsAsync(6));
        var mime = new byte[item.Size];
        Assert.Equal(mime.Length, await bench.Mailbox.ReadBlobAsync(item, 0, mime, Cancel));
        Assert.EndsWith("the end", Encoding.UTF8.GetString(mime).TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_draft_with_two_files_when_the_first_is_taken_out_then_the_name_of_the_second_still_holds()
    {
        var phone = await ReadyAsync("phone1");
        var made = Assert.Single((await AddAsync(phone, "new1", Subject("files"), Text("x"), Files(Add("f1", "a.txt", "AAA"), Add("f2", "b.txt", "BBB")))).Single.Results);
        var id = made.ServerId!;

        await ChangeAsync(phone, id, Files(WbxmlNode.Of("AirSyncBase:Delete", WbxmlNode.Of("AirSyncBase:FileReference", made.FileReferences["f1"]))));
        var changed = Assert.Single((await ChangeAsync(phone, id, Files(Add("f3", "c.txt", "CCC")))).Single.Results);

        var mail = await SeenAsync(id);
        Assert.Equal(
            [("b.txt", made.FileReferences["f2"]), ("c.txt", changed.FileReferences["f3"])],
            mail.Attachments.Select(file => (file.DisplayName!, file.FileReference)));
        Assert.Equal("BBB", await ContentAsync(id, made.FileReferences["f2"]));
        Assert.Equal("CCC", await ContentAsync(id, changed.FileReferences["f3"]));
        Assert.Null(await ContentAsync(id, made.FileReferences["f1"]));
    }

    [Fact]
    public async Task Given_a_draft_whose_text_looks_like_a_file_when_there_is_a_file_too_then_each_name_is_of_its_own_file()
    {
        var phone = await ReadyAsync("phone1");

        var made = Assert.Single((await AddAsync(phone, "new1", Subject("two"), Text("see\r\nbegin 644 x.txt\r\n#86)C\r\n`\r\nend\r\n"), File("f1", "a.txt", "AAA"))).Single.Results);

        Assert.Equal("AAA", await ContentAsync(made.ServerId!, made.FileReferences["f1"]));
        Assert.Equal(["a.txt", "x.txt"], (await SeenAsync(made.ServerId!)).Attachments.Select(file => file.DisplayName).Order());
    }

    [Fact]
    public async Task Given_another_writer_that_is_faster_when_a_draft_is_added_then_what_was_written_for_the_lost_round_is_gone()
    {
        var phone = await ReadyAsync("phone1");
        var races = 0;
        bench.Model.BeforeWrite = async _ =>
        {
            if (races++ == 0)
            {
                await bench.DeliverAsync("faster");
            }
        };

        await MadeAsync(phone, Subject("one"), Text("x"));

        Assert.NotEqual(0, races);
        Assert.Equal([Assert.Single(await bench.ItemsAsync(6)).Blob!], await bench.BlobsAsync());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 9)]
    public async Task Given_a_quota_when_a_draft_is_added_that_fits_or_does_not_then_the_status_says_so_and_nothing_is_left_behind(int beside, int status)
    {
        var phone = await ReadyAsync("phone1");
        bench.QuotaBytes = (await SizeOfAsync(Subject("one"), Text("x"))) + beside;

        for (var tries = 1; tries <= 3; tries++)
        {
            var answer = await AddAsync(phone, $"new{tries}", Subject("one"), Text("x"));
            Assert.Equal(tries == 1 ? status : 9, Assert.Single(answer.Single.Results).Status);
        }

        Assert.Equal((await bench.ItemsAsync(6)).Select(item => item.Blob!), await bench.BlobsAsync());
    }

    [Fact]
    public async Task Given_a_full_mailbox_when_a_draft_grows_then_status_9_and_it_stays_as_it_was()
    {
        var phone = await ReadyAsync("phone1");
        var id = await MadeAsync(phone, Subject("one"), Text("x"));
        bench.QuotaBytes = (await bench.Mailbox.ReadStateAsync(Cancel)).UsedBytes;

        var answer = await ChangeAsync(phone, id, Text(new string('x', 100)));

        Assert.Equal(9, Assert.Single(answer.Single.Results).Status);
        Assert.Equal("x", (await SeenAsync(id)).Body.Data);
        Assert.Equal([Assert.Single(await bench.ItemsAsync(6)).Blob!], await bench.BlobsAsync());
    }

    [Fact]
    public async Task Given_a_draft_changed_by_another_phone_when_this_one_changes_it_too_then_the_servers_stays()
    {
        var first = await ReadyAsync("phone1");
        var id = await MadeAsync(first, Subject("mine"), Text("x"));
        var second = await ReadyAsync("phone2");
        await ChangeAsync(second, id, Subject("theirs"));

        var answer = await ChangeAsync(first, id, Subject("mine again"));

        Assert.Equal(7, Assert.Single(answer.Single.Results).Status);
        Assert.Equal("theirs", Assert.Single(answer.Single.Changes).Mail.Subject);
    }

    [Fact]
    public async Task Given_a_changed_draft_when_its_old_form_is_no_longer_named_then_its_blob_is_gone()
    {
        var phone = await ReadyAsync("phone1");
        var id = await MadeAsync(phone, Subject("one"), Text("x"));

        await ChangeAsync(phone, id, Subject("two"));

        var item = Assert.Single(await bench.ItemsAsync(6));
        Assert.Equal([item.Blob!], await bench.BlobsAsync());
        Assert.Equal(item.Size, (await bench.Mailbox.ReadStateAsync(Cancel)).UsedBytes);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("5")]
    public async Task Given_another_folder_than_drafts_when_a_mail_is_added_then_status_6(string folder)
    {
        var phone = bench.NewPhone("phone1");
        await phone.SyncAllAsync(folder, Cancel);

        var answer = await phone.SyncAsync(folder, Cancel, next => next with { Commands = [SyncCommand.Add("new1", Subject("no"), Text("x"))] });

        Assert.Equal(6, Assert.Single(answer.Single.Results).Status);
        Assert.Empty(await bench.ItemsAsync(int.Parse(folder, provider: null)));
    }

    [Fact]
    public async Task Given_version_14_1_when_a_draft_is_added_then_status_6()
    {
        var phone = bench.NewPhone("phone1", EasVersion.V141);
        await phone.SyncAllAsync(Drafts, Cancel);

        var answer = await AddAsync(phone, "new1", Subject("no"));

        Assert.Equal(6, Assert.Single(answer.Single.Results).Status);
    }

    [Fact]
    public async Task Given_one_malformed_draft_among_three_when_added_then_the_others_are_made()
    {
        var phone = await ReadyAsync("phone1");
        SyncCommand[] commands =
        [
            SyncCommand.Add("new1", Subject("one"), Text("x")),
            SyncCommand.Add("new2", Subject("two"), Importance(7)),
            SyncCommand.Add("new3", Subject("three"), Text("x")),
        ];

        var answer = await phone.SyncAsync(Drafts, Cancel, next => next with { Commands = commands });

        Assert.Equal([1, 6, 1], answer.Single.Results.Select(result => result.Status));
        Assert.Equal(2, (await bench.ItemsAsync(6)).Count);
    }

    [Fact]
    public async Task Given_a_conversation_id_in_a_change_when_sent_then_status_6()
    {
        var phone = await ReadyAsync("phone1");
        var id = await MadeAsync(phone, Subject("one"), Text("x"));

        var answer = await ChangeAsync(phone, id, WbxmlNode.OfOpaque("Email2:ConversationId", [1, 2, 3]));

        Assert.Equal(6, Assert.Single(answer.Single.Results).Status);
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(101, 6)]
    public async Task Given_so_many_files_when_a_draft_is_added_then_the_status_says_whether_they_fit(int files, int status)
    {
        var phone = await ReadyAsync("phone1");

        var answer = await AddAsync(phone, "new1", Subject("many"), Text("x"), Files([.. Enumerable.Range(1, files).Select(n => Add($"f{n}", $"{n}.txt", "x"))]));

        Assert.Equal(status, Assert.Single(answer.Single.Results).Status);
    }

    [Fact]
    public async Task Given_many_drafts_in_one_request_when_added_then_each_gets_its_id_over_several_batches()
    {
        var phone = await ReadyAsync("phone1");
        SyncCommand[] commands = [.. Enumerable.Range(1, 60).Select(n => SyncCommand.Add($"new{n}", Subject($"draft {n}"), Text("x")))];

        var answer = await phone.SyncAsync(Drafts, Cancel, next => next with { Commands = commands });

        Assert.All(answer.Single.Results, result => Assert.Equal(1, result.Status));
        Assert.Equal(60, answer.Single.Results.Select(result => result.ServerId).Distinct().Count());
        Assert.Equal(60, (await bench.ItemsAsync(6)).Count);
        Assert.True((await phone.SyncAsync(Drafts, Cancel)).IsEmpty);
    }

    private static WbxmlNode Subject(string text) => WbxmlNode.Of("Email:Subject", text);

    private static WbxmlNode To(string text) => WbxmlNode.Of("Email:To", text);

    private static WbxmlNode Bcc(string text) => WbxmlNode.Of("Email2:Bcc", text);

    private static WbxmlNode Importance(int value) => WbxmlNode.Of("Email:Importance", value);

    private static WbxmlNode Text(string data) => Body(1, data);

    private static WbxmlNode Html(string data) => Body(2, data);

    private static WbxmlNode Body(int type, string data) =>
        WbxmlNode.Of("AirSyncBase:Body", WbxmlNode.Of("AirSyncBase:Type", type), WbxmlNode.Of("AirSyncBase:Data", data));

    private static WbxmlNode File(string clientId, string name, string content) => Files(Add(clientId, name, content));

    private static WbxmlNode Files(params IEnumerable<WbxmlNode> files) => WbxmlNode.Of("AirSyncBase:Attachments", files);

    private static WbxmlNode Add(string clientId, string name, string content) => WbxmlNode.Of(
        "AirSyncBase:Add",
        WbxmlNode.Of("AirSyncBase:ClientId", clientId),
        WbxmlNode.OfOpaque("AirSyncBase:Content", Encoding.UTF8.GetBytes(content)),
        WbxmlNode.Of("AirSyncBase:ContentType", "text/plain"),
        WbxmlNode.Of("AirSyncBase:DisplayName", name),
        WbxmlNode.Of("AirSyncBase:Method", 1));

    private static Task<SyncAnswer> AddAsync(PhoneModel phone, string clientId, params WbxmlNode[] data) =>
        phone.SyncAsync(Drafts, Cancel, next => next with { Commands = [SyncCommand.Add(clientId, data)] });

    private static Task<SyncAnswer> ChangeAsync(PhoneModel phone, string id, params WbxmlNode[] data) =>
        phone.SyncAsync(Drafts, Cancel, next => next with { Commands = [SyncCommand.Change(id, data)] });

    // Ids have a fixed length, so what one bench makes of it is as long as what another does.
    private static async Task<long> SizeOfAsync(params WbxmlNode[] data)
    {
        var other = new DraftTests();
        await MadeAsync(await other.ReadyAsync("phone1"), data);
        return Assert.Single(await other.bench.ItemsAsync(6)).Size;
    }

    private static async Task<string> MadeAsync(PhoneModel phone, params WbxmlNode[] data) =>
        Assert.Single((await AddAsync(phone, "new", data)).Single.Results).ServerId!;

    private async Task<PhoneModel> ReadyAsync(string deviceId)
    {
        var phone = bench.NewPhone(deviceId);
        var options = new SyncOptions { BodyPreferences = [new(1), new(2)] };
        await phone.SyncAllAsync(Drafts, Cancel, next => next with { Options = options });
        return phone;
    }

    private async Task<MailItem> SeenAsync(string id) => (await ReadyAsync("reader")).Held(Drafts).Items[id];

    private async Task<string?> ContentAsync(string id, string reference)
    {
        var item = (await bench.Mailbox.FindItemsAsync([long.Parse(id.Split(':')[1], provider: null)], Cancel))[0]!;
        using var reader = (await MailBodyReader.OpenAsync(bench.Mailbox, item, Cancel))!;
        if (reader.FindAttachment(reference.Split(':')[1]) is not { } part)
        {
            return null;
        }

        using var content = new MemoryStream();
        await foreach (var piece in reader.ReadPartAsync(part, 0, part.DecodedLength, Cancel))
        {
            content.Write(piece.Span);
        }

        return Encoding.UTF8.GetString(content.ToArray());
    }
}
