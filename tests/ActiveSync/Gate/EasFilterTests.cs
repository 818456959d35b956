using Carbonio.Cloud.ActiveSync.Tests.Http;
using Carbonio.Cloud.Directory;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Gate;

public sealed class EasFilterTests
{
    private const string NoPolicy = "zimbraFeatureMobilePolicyEnabled";

    [Fact]
    public async Task Given_a_filter_when_options_are_asked_for_then_they_are_shaped_for_that_user_agent_only()
    {
        using var eas = await CreateAsync("contains", "test/", "fixed", "14.1");

        Assert.Equal("14.1", await OptionsAsync(eas, "Test/1"));
        Assert.Equal("14.1,16.1", await OptionsAsync(eas, "Phone/1"));
        Assert.Equal("14.1,16.1", await OptionsAsync(eas, null));
    }

    [Fact]
    public async Task Given_a_filter_that_leaves_nothing_when_options_are_asked_for_then_no_version_is_listed()
    {
        using var eas = await CreateAsync("account", EasInstance.Address, "fixed", "2.5");

        Assert.Null(await OptionsAsync(eas, "Test/1"));
    }

    [Fact]
    public async Task Given_a_device_on_a_version_it_is_not_offered_when_it_asks_then_it_is_told_so_and_what_it_is_offered()
    {
        using var eas = await CreateAsync("contains", "Test", "subtract", "16.1");

        using var refused = await eas.AnswerAsync(EasInstance.Request("FolderSync"));

        Assert.Equal(200, refused.HttpStatus);
        Assert.Contains("<Status>138</Status>", EasXml.Read(refused), StringComparison.Ordinal);
        Assert.Equal("14.1", Header(refused, "MS-ASProtocolVersions"));
        Assert.Null(eas.Probe.Seen);
        using var passed = await eas.AnswerAsync(EasInstance.Request("FolderSync", version: "14.1"));
        Assert.Equal(200, passed.HttpStatus);
        Assert.Equal("14.1", eas.Probe.Seen!.Offer.Versions);
    }

    [Fact]
    public async Task Given_filters_when_a_known_device_asks_then_it_is_two_reads_and_no_write()
    {
        using var eas = await CreateAsync("regex", "test", "limit", "16.1");
        using (await eas.AnswerAsync(EasInstance.Request("FolderSync")))
        {
        }

        var (reads, writes) = (eas.Entities.Reads, eas.Entities.Writes);
        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync"));

        Assert.Equal((200, 2, 0), (answer.HttpStatus, eas.Entities.Reads - reads, eas.Entities.Writes - writes));
    }

    [Fact]
    public async Task Given_a_filter_added_by_another_instance_when_ten_seconds_have_passed_then_it_holds_here()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        using var other = eas.Other();
        using (await eas.AnswerAsync(EasInstance.Request("FolderSync")))
        {
        }

        await other.EasFilters.AddAsync(AdminActor.Server, new("a", "contains", "Test", "fixed", "14.1", false), EasInstance.None);
        eas.Time.Advance(TimeSpan.FromSeconds(10));
        using var refused = await eas.AnswerAsync(EasInstance.Request("FolderSync"));

        Assert.Contains("<Status>138</Status>", EasXml.Read(refused), StringComparison.Ordinal);
    }

    private static async Task<EasInstance> CreateAsync(string type, string parameter, string mode, string versions)
    {
        var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        var added = await eas.EasFilters.AddAsync(AdminActor.Server, new("a", type, parameter, mode, versions, false), EasInstance.None);
        Assert.True(added.IsDone, added.Message);
        return eas;
    }

    private static async Task<string?> OptionsAsync(EasInstance eas, string? userAgent)
    {
        var http = new FakeHttp { Method = "OPTIONS" };
        http.Headers["Authorization"] = EasInstance.Authorization(EasInstance.Address, EasInstance.Password);
        if (userAgent is not null)
        {
            http.Headers["User-Agent"] = userAgent;
        }

        using var answer = await eas.AnswerAsync(http);
        Assert.Equal(200, answer.HttpStatus);
        return Header(answer, "MS-ASProtocolVersions");
    }

    private static string? Header(EasAnswer answer, string name) => answer.Headers.FirstOrDefault(header => header.Key == name).Value;
}
