using Carbonio.Cloud.ActiveSync.Tests.Http;
using Carbonio.Cloud.Directory;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.ResolveRecipients;

public sealed class ResolveRecipientsTests
{
    private const string NoPolicy = "zimbraFeatureMobilePolicyEnabled";

    [Theory]
    [InlineData("bob@example.test")]
    [InlineData("BOB@Example.test")]
    [InlineData("builder@example.test")]
    [InlineData("Bob Builder")]
    [InlineData("bob build")]
    public async Task Given_a_colleague_when_he_is_resolved_then_name_and_address_come(string to)
    {
        using var eas = await CreateAsync();

        using var answer = await eas.AnswerAsync(Resolve($"<To>{to}</To>", version: "14.1"));

        Assert.Equal(
            $"<ResolveRecipients xmlns=\"ResolveRecipients\"><Status>1</Status><Response><To>{to}</To><Status>1</Status><RecipientCount>1</RecipientCount>"
            + "<Recipient><Type>1</Type><DisplayName>Bob Builder</DisplayName><EmailAddress>bob@example.test</EmailAddress></Recipient></Response></ResolveRecipients>",
            EasXml.Read(answer));
    }

    [Fact]
    public async Task Given_several_recipients_when_they_are_resolved_then_each_has_its_own_answer_in_their_order()
    {
        using var eas = await CreateAsync();

        using var answer = await eas.AnswerAsync(Resolve("<To>nobody</To><To>bob</To><To>eve@other.test</To><To>builder@example.test</To>"));

        Assert.Equal(["nobody", "bob", "eve@other.test", "builder@example.test"], EasXml.FindAll(answer, "To"));
        Assert.Equal(["1", "4", "2", "4", "1"], EasXml.FindAll(answer, "Status"));
        Assert.Equal(["0", "2", "0", "1"], EasXml.FindAll(answer, "RecipientCount"));
        Assert.Equal(["bob@example.test", "bobby@example.test", "bob@example.test"], EasXml.FindAll(answer, "EmailAddress"));
    }

    [Theory]
    [InlineData(0, "3", 0)]
    [InlineData(1, "3", 1)]
    [InlineData(2, "2", 2)]
    [InlineData(9999, "2", 2)]
    public async Task Given_two_who_match_when_so_many_suggestions_are_wanted_then_the_status_says_whether_these_are_all(int maximum, string status, int given)
    {
        using var eas = await CreateAsync();

        using var answer = await eas.AnswerAsync(Resolve($"<To>bob</To><Options><MaxAmbiguousRecipients>{maximum}</MaxAmbiguousRecipients></Options>"));

        Assert.Equal(["1", status], EasXml.FindAll(answer, "Status"));
        Assert.Equal("2", EasXml.Find(answer, "RecipientCount"));
        Assert.Equal(given, EasXml.FindAll(answer, "Recipient").Count);
    }

    [Theory]
    [InlineData(100, "2", 100)]
    [InlineData(101, "3", 100)]
    public async Task Given_many_who_match_when_they_are_resolved_then_100_are_given_at_most(int people, string status, int given)
    {
        using var eas = await CreateAsync();
        for (var i = 0; i < people; i++)
        {
            await eas.AddAccountAsync($"many{i}@example.test");
        }

        using var answer = await eas.AnswerAsync(Resolve("<To>many</To>"));

        Assert.Equal(["1", status], EasXml.FindAll(answer, "Status"));
        Assert.Equal(given, EasXml.FindAll(answer, "Recipient").Count);
    }

    [Fact]
    public async Task Given_what_is_not_kept_when_it_is_asked_for_then_each_recipient_says_so_and_is_resolved_all_the_same()
    {
        using var eas = await CreateAsync();

        using var answer = await eas.AnswerAsync(Resolve(
            "<To>bob@example.test</To><To>bob</To><Options><CertificateRetrieval>2</CertificateRetrieval><MaxCertificates>5</MaxCertificates>"
            + "<Availability><StartTime>2026-03-01T12:00:00.000Z</StartTime><EndTime>2026-03-02T12:00:00.000Z</EndTime></Availability>"
            + "<Picture><MaxSize>100</MaxSize><MaxPictures>1</MaxPictures></Picture></Options>"));

        Assert.Equal(
            "<ResolveRecipients xmlns=\"ResolveRecipients\"><Status>1</Status><Response><To>bob@example.test</To><Status>1</Status><RecipientCount>1</RecipientCount>"
            + "<Recipient><Type>1</Type><DisplayName>Bob Builder</DisplayName><EmailAddress>bob@example.test</EmailAddress><Availability><Status>163</Status></Availability>"
            + "<Certificates><Status>7</Status><CertificateCount>0</CertificateCount><RecipientCount>1</RecipientCount></Certificates><Picture><Status>173</Status></Picture></Recipient></Response>"
            + "<Response><To>bob</To><Status>2</Status><RecipientCount>2</RecipientCount>"
            + "<Recipient><Type>1</Type><DisplayName>Bob Builder</DisplayName><EmailAddress>bob@example.test</EmailAddress></Recipient>"
            + "<Recipient><Type>1</Type><DisplayName>Bobby</DisplayName><EmailAddress>bobby@example.test</EmailAddress></Recipient></Response></ResolveRecipients>",
            EasXml.Read(answer));
    }

    [Theory]
    [InlineData("<To>bob@example.test</To><Options><CertificateRetrieval>1</CertificateRetrieval></Options>", "1,1")]
    [InlineData("<To>bob@example.test</To><Options><CertificateRetrieval>3</CertificateRetrieval></Options>", "1,1,7")]
    [InlineData("<To>bob@example.test</To><Options><CertificateRetrieval>4</CertificateRetrieval></Options>", "5")]
    [InlineData("<To>bob@example.test</To><Options><CertificateRetrieval>yes</CertificateRetrieval></Options>", "5")]
    [InlineData("<To>bob@example.test</To><Options><MaxAmbiguousRecipients>10000</MaxAmbiguousRecipients></Options>", "5")]
    [InlineData("<To>bob@example.test</To><Options><MaxCertificates>-1</MaxCertificates></Options>", "5")]
    [InlineData("<To>bob@example.test</To><Options><Picture><MaxSize>x</MaxSize></Picture></Options>", "5")]
    [InlineData("<To>bob@example.test</To><Options><Picture/></Options>", "1,1,173")]
    [InlineData("<To>bob@example.test</To><Options><Availability/></Options>", "5")]
    [InlineData("<To>bob@example.test</To><Options><Availability><StartTime>2026-03-01T12:00:00.000Z</StartTime></Availability></Options>", "1,1,163")]
    [InlineData("<To>bob@example.test</To><Options><Availability><StartTime>2026-03-01T12:00:00.000Z</StartTime><EndTime>never</EndTime></Availability></Options>", "5")]
    [InlineData("<To>bob@example.test</To><Options><Availability><StartTime>2026-03-01T12:00:00.000Z</StartTime><EndTime>2026-03-01T12:00:00.000Z</EndTime></Availability></Options>", "5")]
    [InlineData("<To>bob@example.test</To><Options/><Options/>", "5")]
    [InlineData("<Options/>", "5")]
    [InlineData("<To/>", "5")]
    [InlineData("<To>  </To>", "5")]
    [InlineData("", "5")]
    [InlineData("<To>bob@example.test</To><Status>1</Status>", "5")]
    public async Task Given_options_when_they_come_then_each_is_answered_or_the_request_is_refused(string content, string statuses)
    {
        using var eas = await CreateAsync();

        using var answer = await eas.AnswerAsync(Resolve(content));

        Assert.Equal(statuses.Split(','), EasXml.FindAll(answer, "Status"));
    }

    [Theory]
    [InlineData(100, "1")]
    [InlineData(101, "5")]
    public async Task Given_many_recipients_when_they_are_resolved_then_100_are_the_most(int count, string status)
    {
        using var eas = await CreateAsync();

        using var answer = await eas.AnswerAsync(Resolve(string.Concat(Enumerable.Repeat("<To>bob@example.test</To>", count))));

        Assert.Equal(status, EasXml.Find(answer, "Status"));
        Assert.Equal(status == "1" ? count : 0, EasXml.FindAll(answer, "Response").Count);
    }

    [Theory]
    [InlineData(256, "1")]
    [InlineData(257, "5")]
    public async Task Given_a_long_recipient_when_it_is_resolved_then_256_characters_are_the_most(int length, string status)
    {
        using var eas = await CreateAsync();

        using var answer = await eas.AnswerAsync(Resolve($"<To>{new string('a', length)}</To>"));

        Assert.Equal(status, EasXml.Find(answer, "Status"));
    }

    [Theory]
    [InlineData("<Ping xmlns=\"Ping\"/>", "103")]
    [InlineData(null, "101")]
    public async Task Given_a_document_of_another_command_when_it_comes_then_it_is_refused(string? xml, string status)
    {
        using var eas = await CreateAsync();

        using var answer = await eas.AnswerAsync(EasInstance.Request("ResolveRecipients", xml: xml));

        Assert.Equal([status], EasXml.FindAll(answer, "Status"));
    }

    private static async Task<EasInstance> CreateAsync()
    {
        var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        var bob = await eas.AddAccountAsync("bob@example.test", ("displayName", "Bob Builder"));
        Assert.True((await eas.Writer.AddAliasAsync(AdminActor.Server, bob, "builder@example.test", EasInstance.None)).IsDone);
        await eas.AddAccountAsync("bobby@example.test", ("displayName", "Bobby"));
        await eas.AddAccountAsync("eve@other.test", ("displayName", "Bob of another tenant"));
        return eas;
    }

    private static FakeHttp Resolve(string content, string version = "16.1") =>
        EasInstance.Request("ResolveRecipients", version: version, xml: $"<ResolveRecipients xmlns=\"ResolveRecipients\">{content}</ResolveRecipients>");
}
