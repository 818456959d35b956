using Carbonio.Cloud.ActiveSync.Tests.Http;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes.Search;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Search;

public sealed class GalSearchTests
{
    private const string NoPolicy = "zimbraFeatureMobilePolicyEnabled";

    [Theory]
    [InlineData("14.1")]
    [InlineData("16.1")]
    public async Task Given_a_colleague_when_his_name_is_searched_then_all_that_is_known_of_him_comes(string version)
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        await eas.AddAccountAsync(
            "bob@example.test",
            ("displayName", "Bob Builder"),
            ("givenName", "Bob"),
            ("sn", "Builder"),
            ("title", "Foreman"),
            ("company", "Example Ltd"),
            ("physicalDeliveryOfficeName", "B 12"),
            ("telephoneNumber", "+49 1"),
            ("homePhone", "+49 2"),
            ("mobile", "+49 3"));

        using var answer = await eas.AnswerAsync(Search("bob", "<Range>0-9</Range><RebuildResults/><DeepTraversal/>", version));

        Assert.Equal(
            "<Search xmlns=\"Search\"><Status>1</Status><Response><Store><Status>1</Status><Result><Properties>"
            + "<DisplayName xmlns=\"GAL\">Bob Builder</DisplayName><Phone xmlns=\"GAL\">+49 1</Phone><Office xmlns=\"GAL\">B 12</Office><Title xmlns=\"GAL\">Foreman</Title>"
            + "<Company xmlns=\"GAL\">Example Ltd</Company><Alias xmlns=\"GAL\">bob</Alias><FirstName xmlns=\"GAL\">Bob</FirstName><LastName xmlns=\"GAL\">Builder</LastName>"
            + "<HomePhone xmlns=\"GAL\">+49 2</HomePhone><MobilePhone xmlns=\"GAL\">+49 3</MobilePhone><EmailAddress xmlns=\"GAL\">bob@example.test</EmailAddress>"
            + "</Properties></Result><Range>0-0</Range><Total>1</Total></Store></Response></Search>",
            EasXml.Read(answer));
    }

    [Theory]
    [InlineData("bob", true)]
    [InlineData("BUILD", true)]
    [InlineData("bob b", true)]
    [InlineData("builder bob", true)]
    [InlineData("Bób Büilder", true)]
    [InlineData("bob.the@", true)]
    [InlineData("bob@", false)]
    [InlineData("bob.the@example.test", true)]
    [InlineData("the", true)]
    [InlineData("foreman@example.test", true)]
    [InlineData("uilder", false)]
    [InlineData("ob", false)]
    [InlineData("bob nobody", false)]
    [InlineData("example", false)]
    public async Task Given_a_text_when_it_is_searched_then_names_and_addresses_begin_with_it(string text, bool isFound)
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        var bob = await eas.AddAccountAsync("bob.the@example.test", ("displayName", "Bob (Builder)"));
        Assert.True((await eas.Writer.AddAliasAsync(AdminActor.Server, bob, "foreman@example.test", EasInstance.None)).IsDone);

        using var answer = await eas.AnswerAsync(Search(text));

        Assert.Equal(isFound ? ["bob.the@example.test"] : [], EasXml.FindAll(answer, "EmailAddress"));
        Assert.Equal(isFound ? "1" : "0", EasXml.Find(answer, "Total"));
    }

    [Fact]
    public async Task Given_another_tenant_and_another_domain_when_their_people_are_searched_then_nobody_is_found()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        await eas.AddAccountAsync("bob@other.test", ("displayName", "Bob Other"));
        Assert.True((await eas.Writer.CreateDomainAsync(AdminActor.Server, "second.test", "example.test", null, EasInstance.None)).IsDone);
        Assert.True((await eas.Writer.CreateAccountAsync(AdminActor.Server, "bob@second.test", null, null, EasInstance.None)).IsDone);

        using var byName = await eas.AnswerAsync(Search("bob"));
        using var byAddress = await eas.AnswerAsync(Search("bob@other.test"));

        Assert.Empty(EasXml.FindAll(byName, "EmailAddress"));
        Assert.Empty(EasXml.FindAll(byAddress, "EmailAddress"));
    }

    [Fact]
    public async Task Given_hidden_and_closed_accounts_when_they_are_searched_then_they_are_not_found_and_locked_ones_are()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        await eas.AddAccountAsync("bob1@example.test", ("zimbraHideInGal", "TRUE"));
        await eas.AddAccountAsync("bob2@example.test", ("zimbraAccountStatus", "closed"));
        await eas.AddAccountAsync("bob3@example.test", ("zimbraAccountStatus", "locked"));

        using var answer = await eas.AnswerAsync(Search("bob"));

        Assert.Equal(["bob3@example.test"], EasXml.FindAll(answer, "EmailAddress"));
    }

    [Fact]
    public async Task Given_several_people_when_they_are_searched_then_they_come_by_name_page_by_page()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        foreach (var name in (string[])["Bob Émile", "bob Adam", "Bob Zoe"])
        {
            await eas.AddAccountAsync($"{name[^3..].ToLowerInvariant()}@example.test", ("displayName", name));
        }

        using var first = await eas.AnswerAsync(Search("bob", "<Range>0-1</Range>"));
        using var second = await eas.AnswerAsync(Search("bob", "<Range>2-3</Range>"));
        using var end = await eas.AnswerAsync(Search("bob", "<Range>3-4</Range>"));

        Assert.Equal(["bob Adam", "Bob Émile"], EasXml.FindAll(first, "DisplayName"));
        Assert.Equal(["Bob Zoe"], EasXml.FindAll(second, "DisplayName"));
        Assert.Equal(("0-1", "2-2", "3"), (EasXml.Find(first, "Range"), EasXml.Find(second, "Range"), EasXml.Find(second, "Total")));
        Assert.Equal(["1", "12"], EasXml.FindAll(end, "Status"));
    }

    [Fact]
    public async Task Given_pictures_when_they_are_asked_for_then_each_person_has_none()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        await eas.AddAccountAsync("bob@example.test");

        using var answer = await eas.AnswerAsync(Search("bob", "<Picture><MaxSize>10000</MaxSize><MaxPictures>3</MaxPictures></Picture>"));

        Assert.Contains("<Picture xmlns=\"GAL\"><Status>173</Status></Picture></Properties>", EasXml.Read(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "2")]
    [InlineData("   ", "2")]
    public async Task Given_nothing_to_look_for_when_it_is_searched_then_it_is_refused(string text, string status)
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));

        using var answer = await eas.AnswerAsync(Search(text));

        Assert.Equal(["1", status], EasXml.FindAll(answer, "Status"));
    }

    [Theory]
    [InlineData(256, "1")]
    [InlineData(257, "8")]
    public async Task Given_a_long_text_when_it_is_searched_then_256_characters_are_the_most(int length, string status)
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));

        using var answer = await eas.AnswerAsync(Search(new string('a', length)));

        Assert.Equal(["1", status], EasXml.FindAll(answer, "Status"));
    }

    [Fact]
    public async Task Given_a_warm_list_when_each_key_is_searched_then_the_list_reads_nothing()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        await eas.AddAccountAsync("bob@example.test");
        using (await eas.AnswerAsync(Search("b")))
        {
        }

        var rows = eas.Entities.RowsRead;
        using var answer = await eas.AnswerAsync(Search("bo"));

        Assert.Equal(["bob@example.test"], EasXml.FindAll(answer, "EmailAddress"));
        Assert.Equal(rows + 2, eas.Entities.RowsRead); // the gate's: device and mailbox
    }

    [Fact]
    public async Task Given_a_tenant_too_large_for_a_list_when_a_whole_address_is_searched_then_it_is_found_and_a_name_is_too_complex()
    {
        using var eas = await EasInstance.CreateAsync(new DirectoryOptions { ListedAccounts = 1 }, SearchLimits.Default, (NoPolicy, "FALSE"));
        await eas.AddAccountAsync("bob@example.test");
        await eas.AddAccountAsync("hidden@example.test", ("zimbraHideInGal", "TRUE"));
        await eas.AddAccountAsync("bob@other.test");

        using var address = await eas.AnswerAsync(Search("BOB@example.test"));
        using var name = await eas.AnswerAsync(Search("bob"));
        using var hidden = await eas.AnswerAsync(Search("hidden@example.test"));
        using var other = await eas.AnswerAsync(Search("bob@other.test"));

        Assert.Equal(["bob@example.test"], EasXml.FindAll(address, "EmailAddress"));
        Assert.Equal("8,8,8", string.Join(',', new[] { name, hidden, other }.Select(answer => EasXml.FindAll(answer, "Status")[1])));
    }

    private static FakeHttp Search(string text, string options = "", string version = "16.1") => EasInstance.Request(
        "Search",
        version: version,
        xml: $"<Search xmlns=\"Search\"><Store><Name>GAL</Name><Query>{text}</Query><Options>{options}</Options></Store></Search>");
}
