using Carbonio.Cloud.ActiveSync.Tests.Http;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mailboxes.Search;
using Carbonio.Cloud.Wbxml;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Search;

public sealed class MailSearchTests
{
    private const string NoPolicy = "zimbraFeatureMobilePolicyEnabled";

    [Theory]
    [InlineData("14.1")]
    [InlineData("16.1")]
    public async Task Given_a_mail_when_a_word_of_it_is_searched_then_it_comes_as_Sync_writes_it(string version)
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        await eas.DeliverAsync("First", "the needle is here", 10);
        await eas.DeliverAsync("Other", "nothing");

        using var answer = await eas.AnswerAsync(Search(
            "<And><a:Class>Email</a:Class><a:CollectionId>2</a:CollectionId><FreeText>Needle</FreeText></And>",
            "<RebuildResults/><Range>0-9</Range><b:BodyPreference><b:Type>1</b:Type><b:TruncationSize>10</b:TruncationSize></b:BodyPreference>",
            version));

        var xml = EasXml.Read(answer);
        Assert.StartsWith("<Search xmlns=\"Search\"><Status>1</Status><Response><Store><Status>1</Status><Result><Class xmlns=\"AirSync\">Email</Class><LongId>L1</LongId><CollectionId xmlns=\"AirSync\">2</CollectionId><Properties><To xmlns=\"Email\">", xml, StringComparison.Ordinal);
        Assert.EndsWith("</Properties></Result><Range>0-0</Range><Total>1</Total></Store></Response></Search>", xml, StringComparison.Ordinal);
        Assert.Equal("First", EasXml.Find(answer, "Subject"));
        Assert.Equal("the needle", EasXml.Find(answer, "Data"));
        Assert.Equal("1", EasXml.Find(answer, "Truncated"));
        Assert.Equal("2026-03-01T11:50:00.000Z", EasXml.Find(answer, "DateReceived"));
        Assert.Equal(version == "16.1" ? "0" : null, EasXml.Find(answer, "IsDraft"));
    }

    [Theory]
    [InlineData("1", 0, "the needle is here")]
    [InlineData("2", 0, "<html>")]
    [InlineData("4", 2, "From: Carol")]
    public async Task Given_a_preference_when_a_mail_is_found_then_its_body_comes_in_that_form(string type, int mimeSupport, string data)
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        await eas.DeliverAsync("First", "the needle is here");

        using var answer = await eas.AnswerAsync(Search(Words("needle"), $"<a:MIMESupport>{mimeSupport}</a:MIMESupport><b:BodyPreference><b:Type>{type}</b:Type></b:BodyPreference>"));

        Assert.StartsWith(data, EasXml.Find(answer, "Data"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_found_mail_when_it_was_moved_then_its_LongId_fetches_it_and_once_it_is_gone_finds_nothing()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        var mail = await eas.DeliverAsync("First", "the needle is here");
        using var found = await eas.AnswerAsync(Search(Words("needle")));
        var longId = EasXml.Find(found, "LongId")!;
        await ChangeAsync(eas, mail, (batch, item) => batch.Move(item, FolderIds.Trash));

        using var moved = await eas.AnswerAsync(Fetch(longId));
        await ChangeAsync(eas, mail, (batch, item) => batch.Delete(item));
        using var gone = await eas.AnswerAsync(Fetch(longId));

        Assert.StartsWith($"<ItemOperations xmlns=\"ItemOperations\"><Status>1</Status><Response><Fetch><Status>1</Status><LongId xmlns=\"Search\">{longId}</LongId><Class xmlns=\"AirSync\">Email</Class><Properties>", EasXml.Read(moved), StringComparison.Ordinal);
        Assert.Equal("First", EasXml.Find(moved, "Subject"));
        Assert.Equal($"<ItemOperations xmlns=\"ItemOperations\"><Status>1</Status><Response><Fetch><Status>6</Status><LongId xmlns=\"Search\">{longId}</LongId></Fetch></Response></ItemOperations>", EasXml.Read(gone));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("L")]
    [InlineData("L01")]
    [InlineData("L-1")]
    [InlineData("L9223372036854775808")]
    [InlineData("l1")]
    public async Task Given_a_LongId_of_a_form_that_is_never_given_when_it_is_fetched_then_nothing_is_found(string longId)
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        await eas.DeliverAsync("First", "text");

        using var answer = await eas.AnswerAsync(Fetch(longId));

        Assert.Equal("6", EasXml.FindAll(answer, "Status")[1]);
    }

    [Fact]
    public async Task Given_a_LongId_of_another_mailbox_when_it_is_fetched_then_it_finds_nothing_there()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        var mallory = await eas.AddAccountAsync("mallory@other.test", (NoPolicy, "FALSE"));
        var mail = await eas.DeliverAsync("Theirs", "the needle is here", to: mallory);

        using var search = await eas.AnswerAsync(Search(Words("needle")));
        using var fetch = await eas.AnswerAsync(Fetch(LongIds.Format(mail)));

        Assert.Equal("<Search xmlns=\"Search\"><Status>1</Status><Response><Store><Status>1</Status><Result /><Total>0</Total></Store></Response></Search>", EasXml.Read(search));
        Assert.Equal("6", EasXml.FindAll(fetch, "Status")[1]);
    }

    [Fact]
    public async Task Given_no_folder_when_words_are_searched_then_all_mail_folders_are_and_the_newest_comes_first()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        await eas.DeliverAsync("Oldest", "needle", 30);
        await eas.DeliverAsync("Sent", "needle", 20, FolderIds.Sent);
        await eas.DeliverAsync("Trash", "needle", 10, FolderIds.Trash);

        using var answer = await eas.AnswerAsync(Search(Words("needle")));
        using var root = await eas.AnswerAsync(Search("<And><a:CollectionId>0</a:CollectionId><FreeText>needle</FreeText></And>", "<DeepTraversal/>"));

        Assert.Equal(["Trash", "Sent", "Oldest"], EasXml.FindAll(answer, "Subject"));
        Assert.Equal(EasXml.Read(answer), EasXml.Read(root));
    }

    [Theory]
    [InlineData("", "Above")]
    [InlineData("<DeepTraversal/>", "Below,Above")]
    public async Task Given_folders_below_when_a_folder_is_searched_then_they_are_with_DeepTraversal(string options, string subjects)
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        var below = await AddFolderAsync(eas, "Below", FolderIds.Inbox);
        await AddFolderAsync(eas, "Empty", below);
        await eas.DeliverAsync("Above", "needle", 10);
        await eas.DeliverAsync("Below", "needle", 5, below);
        await eas.DeliverAsync("Elsewhere", "needle", 1, FolderIds.Junk);

        using var answer = await eas.AnswerAsync(Search("<And><a:CollectionId>2</a:CollectionId><FreeText>needle</FreeText></And>", options));

        Assert.Equal(subjects.Split(','), EasXml.FindAll(answer, "Subject"));
    }

    [Fact]
    public async Task Given_dates_when_they_bound_a_search_then_mails_between_them_come()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        await eas.DeliverAsync("Before", "needle", 30);
        await eas.DeliverAsync("Within", "needle", 20);
        await eas.DeliverAsync("After", "needle", 10);

        using var answer = await eas.AnswerAsync(Search(
            "<And><FreeText>needle</FreeText><GreaterThan><e:DateReceived/><Value>2026-03-01T11:30:00.000Z</Value></GreaterThan><LessThan><e:DateReceived/><Value>2026-03-01T11:50:00.000Z</Value></LessThan></And>"));

        Assert.Equal(["Within"], EasXml.FindAll(answer, "Subject"));
    }

    [Fact]
    public async Task Given_a_conversation_when_it_is_searched_then_its_mails_come_with_body_parts()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        var one = await eas.DeliverAsync("One", "needle");
        await eas.DeliverAsync("Two", "needle");
        var item = (await Open(eas).FindItemsAsync([one], EasInstance.None))[0]!;
        var conversation = Convert.ToBase64String(new MailContent(item.Content).Bytes(MailField.ConversationId));

        using var answer = await eas.AnswerAsync(Search(
            $"<And><ConversationId><w:opaque encoding=\"base64\" xmlns:w=\"{WbxmlXml.MarkerNamespace}\">{conversation}</w:opaque></ConversationId></And>",
            "<b:BodyPartPreference><b:Type>2</b:Type></b:BodyPartPreference>"));

        Assert.Equal(["One"], EasXml.FindAll(answer, "Subject"));
        Assert.Single(EasXml.FindAll(answer, "BodyPart"));
    }

    [Theory]
    [InlineData("<a:Class>Email</a:Class>", 1)]
    [InlineData("<a:Class>Calendar</a:Class><a:Class>Email</a:Class>", 1)]
    [InlineData("<a:Class>Calendar</a:Class><a:Class>Contacts</a:Class><a:Class>Tasks</a:Class><a:Class>Notes</a:Class><a:Class>SMS</a:Class>", 0)]
    public async Task Given_classes_when_they_are_searched_then_mail_comes_if_it_is_one_of_them(string classes, int results)
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        await eas.DeliverAsync("One", "needle");

        using var answer = await eas.AnswerAsync(Search($"<And>{classes}<FreeText>needle</FreeText></And>"));

        Assert.Equal(["1", "1"], EasXml.FindAll(answer, "Status"));
        Assert.Equal(results, EasXml.FindAll(answer, "Subject").Count);
    }

    [Fact]
    public async Task Given_many_results_when_they_are_paged_then_each_comes_once_and_the_end_is_said()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        for (var i = 0; i < 25; i++)
        {
            await eas.DeliverAsync($"Mail {i:d2}", "needle", i);
        }

        using var first = await eas.AnswerAsync(Search(Words("needle"), "<Range>0-9</Range>"));
        using var second = await eas.AnswerAsync(Search(Words("needle"), "<Range>10-19</Range>"));
        using var third = await eas.AnswerAsync(Search(Words("needle"), "<Range>20-29</Range>"));
        using var end = await eas.AnswerAsync(Search(Words("needle"), "<Range>25-34</Range>"));

        Assert.Equal(
            Enumerable.Range(0, 25).Select(i => $"Mail {i:d2}"),
            [.. EasXml.FindAll(first, "Subject"), .. EasXml.FindAll(second, "Subject"), .. EasXml.FindAll(third, "Subject")]);
        Assert.Equal(("0-9", "10-19", "20-24"), (EasXml.Find(first, "Range"), EasXml.Find(second, "Range"), EasXml.Find(third, "Range")));
        Assert.Equal(("25", "25", "25"), (EasXml.Find(first, "Total"), EasXml.Find(second, "Total"), EasXml.Find(third, "Total")));
        Assert.Equal("<Search xmlns=\"Search\"><Status>1</Status><Response><Store><Status>12</Status></Store></Response></Search>", EasXml.Read(end));
    }

    [Theory]
    [InlineData("", 100, "0-99", "101")]
    [InlineData("<Range>0-98</Range>", 99, "0-98", "100")]
    [InlineData("<Range>0-99</Range>", 100, "0-99", "101")]
    [InlineData("<Range>0-100</Range>", 100, "0-99", "101")]
    [InlineData("<Range>0-999</Range>", 100, "0-99", "101")]
    [InlineData("<Range>100-100</Range>", 1, "100-100", "101")]
    public async Task Given_101_results_when_so_many_are_asked_for_then_at_most_100_come_and_Total_says_that_there_are_more(string range, int results, string answered, string total)
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        for (var i = 0; i < 101; i++)
        {
            await eas.DeliverAsync($"Mail {i}", "needle", i);
        }

        using var answer = await eas.AnswerAsync(Search(Words("needle"), range + "<b:BodyPreference><b:Type>1</b:Type><b:TruncationSize>1</b:TruncationSize></b:BodyPreference>"));

        Assert.Equal(results, EasXml.FindAll(answer, "Result").Count);
        Assert.Equal(answered, EasXml.Find(answer, "Range"));
        Assert.Equal(total, EasXml.Find(answer, "Total"));
    }

    [Theory]
    [InlineData("999-1000", "12")]
    [InlineData("1000-1000", "12")]
    [InlineData("1-0", "2")]
    [InlineData("5", "2")]
    [InlineData("a-b", "2")]
    [InlineData("-1-3", "2")]
    [InlineData("0-99999999999", "2")]
    [InlineData("", "2")]
    public async Task Given_a_range_that_cannot_be_when_it_is_asked_for_then_its_status_says_so(string range, string status)
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        await eas.DeliverAsync("One", "needle");

        using var answer = await eas.AnswerAsync(Search(Words("needle"), $"<Range>{range}</Range>"));

        Assert.Equal(["1", status], EasXml.FindAll(answer, "Status"));
    }

    [Theory]
    [InlineData("<FreeText>x</FreeText>", "8")]
    [InlineData("<Or><FreeText>x</FreeText></Or>", "8")]
    [InlineData("<And><FreeText>x</FreeText></And><And><FreeText>x</FreeText></And>", "8")]
    [InlineData("<a:Class>Email</a:Class><And><FreeText>x</FreeText></And>", "8")]
    [InlineData("<And><FreeText>x</FreeText></And><a:CollectionId>2</a:CollectionId>", "8")]
    [InlineData("<And><And><FreeText>x</FreeText></And></And>", "8")]
    [InlineData("<And><Or><FreeText>x</FreeText></Or></And>", "8")]
    [InlineData("<EqualTo><d:LinkId/><Value>x</Value></EqualTo>", "8")]
    [InlineData("<And><FreeText>a b c d e f g h i j k l m n o p q r s t u v w x y z 1 2 3 4 5 6 7</FreeText></And>", "8")]
    [InlineData("", "2")]
    [InlineData("<And/>", "2")]
    [InlineData("<And><FreeText/></And>", "2")]
    [InlineData("<And><FreeText>\"\"</FreeText></And>", "2")]
    [InlineData("<And><a:CollectionId>2</a:CollectionId></And>", "2")]
    [InlineData("<And><FreeText>x</FreeText><e:Subject>x</e:Subject></And>", "2")]
    [InlineData("<And><FreeText>x</FreeText><a:Class>Nonsense</a:Class></And>", "2")]
    [InlineData("<And><FreeText>x</FreeText><ConversationId/></And>", "2")]
    [InlineData("<And><FreeText>x</FreeText><ConversationId>00</ConversationId><ConversationId>00</ConversationId></And>", "2")]
    [InlineData("<And><FreeText>x</FreeText><GreaterThan><Value>2026-03-01T11:30:00.000Z</Value></GreaterThan></And>", "2")]
    [InlineData("<And><FreeText>x</FreeText><GreaterThan><Value>2026-03-01T11:30:00.000Z</Value><e:DateReceived/></GreaterThan></And>", "2")]
    [InlineData("<And><FreeText>x</FreeText><LessThan><e:DateReceived/><Value>yesterday</Value></LessThan></And>", "2")]
    [InlineData("<And><FreeText>x</FreeText><LessThan><e:DateReceived/><Value>2026-03-01T11:30:00.000Z</Value></LessThan><LessThan><e:DateReceived/><Value>2026-03-01T11:30:00.000Z</Value></LessThan></And>", "2")]
    [InlineData("<And><a:CollectionId>4711</a:CollectionId><FreeText>x</FreeText></And>", "11")]
    [InlineData("<And><a:CollectionId>Inbox</a:CollectionId><FreeText>x</FreeText></And>", "11")]
    public async Task Given_a_query_that_is_not_answered_when_it_comes_then_its_status_says_so(string query, string status)
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));

        using var answer = await eas.AnswerAsync(Search(query));

        Assert.Equal($"<Search xmlns=\"Search\"><Status>1</Status><Response><Store><Status>{status}</Status></Store></Response></Search>", EasXml.Read(answer));
    }

    [Theory]
    [InlineData("<b:BodyPreference><b:Type>9</b:Type></b:BodyPreference>", "2")]
    [InlineData("<b:BodyPartPreference><b:Type>1</b:Type></b:BodyPartPreference>", "164")]
    [InlineData("<UserName>u</UserName><Password>p</Password>", "1")]
    [InlineData("<DeepTraversal/><DeepTraversal/><RebuildResults/><RebuildResults/>", "1")]
    public async Task Given_options_when_they_come_with_a_search_then_the_status_is_that_of_the_store(string options, string status)
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));

        using var answer = await eas.AnswerAsync(Search(Words("x"), options));

        Assert.Equal(["1", status], EasXml.FindAll(answer, "Status"));
    }

    [Theory]
    [InlineData("<Search xmlns=\"Search\"/>", "1,2")]
    [InlineData("<Search xmlns=\"Search\"><Store/></Search>", "1,2")]
    [InlineData("<Search xmlns=\"Search\"><Store><Query>x</Query><Name>GAL</Name></Store></Search>", "1,2")]
    [InlineData("<Search xmlns=\"Search\"><Store><Name>Mailbox</Name></Store></Search>", "1,2")]
    [InlineData("<Search xmlns=\"Search\"><Store><Name>Cellar</Name><Query>x</Query></Store></Search>", "1,2")]
    [InlineData("<Search xmlns=\"Search\"><Store><Name>Document Library</Name><Query><EqualTo><Value>x</Value></EqualTo></Query></Store></Search>", "1,4")]
    [InlineData("<Search xmlns=\"Search\"><Store><Name>GAL</Name><Query>x</Query></Store><Store><Name>GAL</Name><Query>x</Query></Store></Search>", "1,2")]
    [InlineData("<Search xmlns=\"Search\"><Store><Name>GAL</Name><Query>x</Query><Query>y</Query></Store></Search>", "1,2")]
    [InlineData("<Ping xmlns=\"Ping\"/>", "103")]
    [InlineData(null, "101")]
    public async Task Given_a_document_that_is_no_search_when_it_comes_then_it_is_refused(string? xml, string statuses)
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));

        using var answer = await eas.AnswerAsync(EasInstance.Request("Search", xml: xml));

        Assert.Equal(statuses.Split(','), EasXml.FindAll(answer, "Status"));
    }

    [Fact]
    public async Task Given_more_to_read_than_one_request_may_when_it_is_searched_then_it_is_too_complex()
    {
        using var eas = await EasInstance.CreateAsync(new DirectoryOptions(), new SearchLimits { MaximumItems = 1 }, (NoPolicy, "FALSE"));
        await eas.DeliverAsync("One", "needle");
        await eas.DeliverAsync("Two", "needle");

        using var answer = await eas.AnswerAsync(Search(Words("needle")));

        Assert.Equal(["1", "8"], EasXml.FindAll(answer, "Status"));
    }

    [Fact]
    public async Task Given_a_search_when_it_is_answered_then_nothing_is_written()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        await eas.DeliverAsync("One", "needle");
        using (await eas.AnswerAsync(Search(Words("needle"))))
        {
        }

        var writes = eas.Entities.Writes;
        using var answer = await eas.AnswerAsync(Search(Words("needle")));

        Assert.Equal(writes, eas.Entities.Writes);
    }

    private static string Words(string text) => $"<And><FreeText>{text}</FreeText></And>";

    private static FakeHttp Search(string query, string options = "", string version = "16.1") => EasInstance.Request(
        "Search",
        version: version,
        xml: "<Search xmlns=\"Search\" xmlns:a=\"AirSync\" xmlns:b=\"AirSyncBase\" xmlns:e=\"Email\" xmlns:d=\"DocumentLibrary\">"
            + $"<Store><Name>Mailbox</Name><Query>{query}</Query><Options>{options}</Options></Store></Search>");

    private static FakeHttp Fetch(string longId) => EasInstance.Request(
        "ItemOperations",
        xml: $"<ItemOperations xmlns=\"ItemOperations\" xmlns:s=\"Search\"><Fetch><Store>Mailbox</Store><s:LongId>{longId}</s:LongId></Fetch></ItemOperations>");

    private static Mailbox Open(EasInstance eas) => eas.Mailboxes.Open(MailboxId.FromPartition(eas.Account.ToPartition())!);

    private static async Task ChangeAsync(EasInstance eas, long id, Action<MailboxBatch, Item> change)
    {
        var mailbox = Open(eas);
        var batch = mailbox.Begin(await mailbox.ReadStateAsync(EasInstance.None), Origin.Server);
        change(batch, (await mailbox.FindItemsAsync([id], EasInstance.None))[0]!);
        Assert.True(await mailbox.TryCommitAsync(batch, EasInstance.None));
    }

    private static async Task<int> AddFolderAsync(EasInstance eas, string name, int parent)
    {
        var mailbox = Open(eas);
        var batch = mailbox.Begin(await mailbox.ReadStateAsync(EasInstance.None), Origin.Server);
        var folder = batch.AddFolder(name, parent, FolderType.UserMail);
        Assert.True(await mailbox.TryCommitAsync(batch, EasInstance.None));
        return folder.Id;
    }
}
