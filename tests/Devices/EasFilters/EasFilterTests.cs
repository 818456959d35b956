using Carbonio.Cloud.Devices.EasFilters;
using Carbonio.Cloud.Directory;
using Xunit;

namespace Carbonio.Cloud.Devices.Tests.EasFilters;

public sealed class EasFilterTests
{
    private const string Everything = "2.5,12.0,12.1,14.0,14.1,16.0,16.1";

    [Theory]
    [InlineData("fixed", "14.0,12.1", "12.1,14.0")]
    [InlineData("limit", "14.1", "2.5,12.0,12.1,14.0,14.1")]
    [InlineData("subtract", "16.0,16.1,2.5", "12.0,12.1,14.0,14.1")]
    [InlineData("add", "16.1", Everything)]
    [InlineData("FIXED", "16.1", "16.1")]
    public async Task Given_a_mode_when_its_filter_matches_then_the_offer_is_so(string mode, string versions, string offer)
    {
        using var instance = new EasFilterInstance();
        var alice = await instance.AccountAsync("alice@example.test");
        await instance.AddAsync("a", "contains", "samsung", mode, versions);

        Assert.Equal(offer, await instance.OfferAsync(alice, "SAMSUNG-SM-S911B/101.14"));
        Assert.Equal(Everything, await instance.OfferAsync(alice, "Apple-iPhone14C3/2007.47"));
    }

    [Fact]
    public async Task Given_the_sample_set_of_Carbonio_when_clients_ask_then_each_is_offered_what_it_is_meant_to()
    {
        using var instance = new EasFilterInstance();
        var alice = await instance.AccountAsync("alice@example.test");
        await instance.AddAsync("a", "or", "contains=outlook/,contains=microsoft.outlook", "fixed", "14.0", blocking: true);
        await instance.AddAsync("b", "contains", "samsung", "limit", "2.5");
        await instance.AddAsync("c", "regex", ".*", "limit", "14.1");

        Assert.Equal("14.0", await instance.OfferAsync(alice, "Outlook/16.0 (16.0.17328.20162; x64)"));
        Assert.Equal("14.0", await instance.OfferAsync(alice, "com.microsoft.Outlook"));
        Assert.Equal("2.5", await instance.OfferAsync(alice, "SAMSUNG-SGH"));
        Assert.Equal("2.5,12.0,12.1,14.0,14.1", await instance.OfferAsync(alice, "Apple-iPhone"));
    }

    [Fact]
    public async Task Given_filters_when_they_stand_the_other_way_round_then_the_result_is_another()
    {
        using var instance = new EasFilterInstance();
        var alice = await instance.AccountAsync("alice@example.test");
        await instance.AddAsync("a", "contains", "phone", "fixed", "14.1");
        await instance.AddAsync("b", "contains", "phone", "add", "16.1");
        Assert.Equal("14.1,16.1", await instance.OfferAsync(alice, "phone"));

        await instance.Filters.MoveAsync(AdminActor.Server, "b", 0, EasFilterInstance.None);
        Assert.Equal("14.1", await instance.OfferAsync(alice, "phone"));
    }

    [Fact]
    public async Task Given_a_blocking_filter_when_it_does_not_match_then_those_behind_it_are_asked()
    {
        using var instance = new EasFilterInstance();
        var alice = await instance.AccountAsync("alice@example.test");
        await instance.AddAsync("a", "contains", "outlook", "fixed", "14.1", blocking: true);
        await instance.AddAsync("b", "contains", "o", "subtract", "14.1");

        Assert.Equal("14.1", await instance.OfferAsync(alice, "outlook"));
        Assert.Equal("2.5,12.0,12.1,14.0,16.0,16.1", await instance.OfferAsync(alice, "other"));
    }

    [Fact]
    public async Task Given_versions_that_the_server_does_not_speak_when_a_filter_adds_or_fixes_them_then_they_are_not_offered()
    {
        using var instance = new EasFilterInstance();
        var alice = await instance.AccountAsync("alice@example.test");
        Assert.True(VersionSet.TryParse("14.1,16.1", out var served));
        await instance.AddAsync("a", "contains", "old", "fixed", "2.5");
        await instance.AddAsync("b", "contains", "new", "add", "2.5");

        Assert.Equal("", await instance.OfferAsync(alice, "old", served));
        Assert.Equal("14.1,16.1", await instance.OfferAsync(alice, "new", served));
    }

    [Fact]
    public async Task Given_filters_on_accounts_and_domains_when_users_ask_then_only_these_match()
    {
        using var instance = new EasFilterInstance();
        var alice = await instance.AccountAsync("alice@example.test", "ally@example.test");
        var bob = await instance.AccountAsync("bob@example.test");
        var eve = await instance.AccountAsync("eve@other.test");
        await instance.AddAsync("a", "account", "ALLY@example.test", "fixed", "14.1");
        await instance.AddAsync("b", "domain", "Other.Test", "fixed", "16.0");
        await instance.AddAsync("c", "account", bob.ZimbraId, "fixed", "16.1");

        Assert.Equal("14.1", await instance.OfferAsync(alice, "x"));
        Assert.Equal("16.1", await instance.OfferAsync(bob, "x"));
        Assert.Equal("16.0", await instance.OfferAsync(eve, "x"));
    }

    [Theory]
    [InlineData("and", "account=alice@example.test,contains=android", true)]
    [InlineData("and", "account=alice@example.test,contains=iphone", false)]
    [InlineData("or", "contains=iphone,or=(contains=palm,and=(domain=example.test,contains=android))", true)]
    [InlineData("or", "contains=iphone,or=(contains=palm,and=(domain=example.test,contains=palm))", false)]
    [InlineData("and", "regex=a{1,2}ndroid,contains=7", true)]
    [InlineData("and", @"regex=(g|h)oogle\),contains=7", false)]
    [InlineData("or", "regex=(goo),contains=(x", true)]
    [InlineData("and", "contains=a=b,contains=7", false)]
    [InlineData("and", "contains=,contains=7", null)]
    public async Task Given_rules_inside_rules_when_a_client_asks_then_all_or_one_of_them_counts(string type, string parameter, bool? matches)
    {
        using var instance = new EasFilterInstance();
        var alice = await instance.AccountAsync("alice@example.test");
        var outcome = await instance.Filters.AddAsync(AdminActor.Server, new("a", type, parameter, "fixed", "14.1", false), EasFilterInstance.None);

        Assert.Equal(matches is null ? "contains needs a text to look for." : null, outcome.Message);
        Assert.Equal(matches == true ? "14.1" : Everything, await instance.OfferAsync(alice, "google-android/7"));
    }

    [Theory]
    [InlineData("or", "contains=outlook/,contains=microsoft.outlook", "[type = or; rules = [[type = contains; rule = outlook/] OR [type = contains; rule = microsoft.outlook]]")]
    [InlineData("and", "contains=x,domain=example.test", "[type = and; rules = [[type = contains; rule = x] AND [type = domain; rule = example.test]]")]
    [InlineData("regex", "a,b", "[type = regex; rule = a,b]")]
    public async Task Given_a_rule_when_it_is_listed_then_it_reads_as_in_Carbonio(string type, string parameter, string shown)
    {
        using var instance = new EasFilterInstance();
        await instance.AccountAsync("alice@example.test");
        await instance.AddAsync("a", type, parameter, "add", "2.5");

        Assert.Equal(shown, (await instance.Filters.ReadAsync(EasFilterInstance.None)).Filters[0].Rule.ToString());
        Assert.Equal("[type = always]", EasFilterRule.Always.ToString());
    }

    [Theory]
    [InlineData("always", "x", "fixed", "14.1", "type")]
    [InlineData("like", "x", "fixed", "14.1", "type")]
    [InlineData("contains", "", "fixed", "14.1", "contains needs")]
    [InlineData("contains", "a\nb", "fixed", "14.1", "control character")]
    [InlineData("contains", "x", "only", "14.1", "mode")]
    [InlineData("contains", "x", "fixed", "14.2", "Versions")]
    [InlineData("contains", "x", "fixed", "", "Versions")]
    [InlineData("contains", "x", "limit", "14.0,14.1", "one version")]
    [InlineData("regex", "a*+", "fixed", "14.1", "possessive")]
    [InlineData("account", "nobody", "fixed", "14.1", "no account")]
    [InlineData("account", "nobody@example.test", "fixed", "14.1", "There is no account")]
    [InlineData("account", "0f8fad5b-d9cb-469f-a165-70867728950e", "fixed", "14.1", "There is no account")]
    [InlineData("domain", "nowhere.test", "fixed", "14.1", "There is no domain")]
    [InlineData("domain", "a b", "fixed", "14.1", "no domain")]
    [InlineData("or", "outlook", "fixed", "14.1", "type=value")]
    [InlineData("or", "", "fixed", "14.1", "type=value")]
    [InlineData("or", "contains=x,", "fixed", "14.1", null)] // the comma belongs to the text
    [InlineData("or", "or=contains=x", "fixed", "14.1", "parentheses")]
    public async Task Given_a_filter_that_makes_no_sense_when_it_is_added_then_it_says_why_and_nothing_changes(
        string type, string parameter, string mode, string versions, string? part)
    {
        using var instance = new EasFilterInstance();
        await instance.AccountAsync("alice@example.test");
        var outcome = await instance.Filters.AddAsync(AdminActor.Server, new("a", type, parameter, mode, versions, false), EasFilterInstance.None);

        Assert.Equal(part is null, outcome.IsDone);
        Assert.Contains(part ?? "", outcome.Message ?? "", StringComparison.Ordinal);
        Assert.Equal(part is null ? "a" : "", await instance.KeysAsync());
    }

    [Theory]
    [InlineData(EasFilterLimits.MaximumRules - 1, true)]
    [InlineData(EasFilterLimits.MaximumRules, false)]
    public async Task Given_rules_at_and_above_the_limit_when_they_are_added_then_only_the_first_is_taken(int parts, bool taken)
    {
        using var instance = new EasFilterInstance();
        var parameter = string.Join(',', Enumerable.Repeat("contains=x", parts));
        Assert.Equal(taken, (await instance.Filters.AddAsync(AdminActor.Server, new("a", "or", parameter, "fixed", "14.1", false), EasFilterInstance.None)).IsDone);
    }

    [Theory]
    [InlineData("or=(or=(or=(contains=x)))", true)]
    [InlineData("or=(or=(or=(or=(contains=x))))", false)]
    public async Task Given_groups_inside_each_other_at_and_above_the_limit_when_they_are_added_then_only_the_first_is_taken(string parameter, bool taken)
    {
        using var instance = new EasFilterInstance();
        Assert.Equal(taken, (await instance.Filters.AddAsync(AdminActor.Server, new("a", "and", parameter, "fixed", "14.1", false), EasFilterInstance.None)).IsDone);
    }

    [Theory]
    [InlineData(EasFilterLimits.MaximumParameterCharacters, true)]
    [InlineData(EasFilterLimits.MaximumParameterCharacters + 1, false)]
    public async Task Given_a_parameter_at_and_above_the_limit_when_it_is_added_then_only_the_first_is_taken(int characters, bool taken)
    {
        using var instance = new EasFilterInstance();
        Assert.Equal(taken, (await instance.Filters.AddAsync(AdminActor.Server, new("a", "contains", new('x', characters), "fixed", "14.1", false), EasFilterInstance.None)).IsDone);
    }

    [Fact]
    public async Task Given_a_very_long_user_agent_when_a_client_asks_then_its_beginning_counts()
    {
        using var instance = new EasFilterInstance();
        var alice = await instance.AccountAsync("alice@example.test");
        await instance.AddAsync("a", "contains", "phone", "fixed", "14.1");

        Assert.Equal("14.1", await instance.OfferAsync(alice, new string('x', EasFilterLimits.MaximumUserAgentCharacters - 5) + "phone"));
        Assert.Equal(Everything, await instance.OfferAsync(alice, new string('x', EasFilterLimits.MaximumUserAgentCharacters - 4) + "phone"));
    }

    [Fact]
    public async Task Given_a_filter_whose_expression_takes_too_long_when_a_client_asks_then_it_does_not_count()
    {
        using var instance = new EasFilterInstance();
        var alice = await instance.AccountAsync("alice@example.test");
        await instance.AddAsync("a", "regex", @"(x)\1?(a+)+$", "fixed", "14.1", blocking: true);
        await instance.AddAsync("b", "contains", "x", "limit", "16.0");

        Assert.Equal("2.5,12.0,12.1,14.0,14.1,16.0", await instance.OfferAsync(alice, "x" + new string('a', 900) + "b"));
        Assert.Equal("14.1", await instance.OfferAsync(alice, "xaaa"));
    }

    [Fact]
    public async Task Given_more_user_agents_than_are_remembered_when_they_ask_then_each_is_still_told_right()
    {
        using var instance = new EasFilterInstance();
        var alice = await instance.AccountAsync("alice@example.test");
        await instance.AddAsync("a", "contains", "7", "fixed", "14.1");

        for (var i = 0; i < EasFilterLimits.MaximumRemembered + 100; i++)
        {
            var agent = $"agent {i}";
            Assert.Equal(agent.Contains('7', StringComparison.Ordinal) ? "14.1" : Everything, await instance.OfferAsync(alice, agent));
        }
    }
}
