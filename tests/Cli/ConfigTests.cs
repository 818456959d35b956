using System.Text.Json.Nodes;

namespace Carbonio.Cloud.Cli.Tests;

public sealed class ConfigTests(AdminServer server) : IClassFixture<AdminServer>
{
    private readonly CliRun run = new() { Handler = () => new SocketsHttpHandler() };

    [Theory]
    [InlineData("global", "", "ZxMobile_MaxPingHeartbeat", "600", "3540")]
    [InlineData("server", "mail.example.com", "ZxMobile_NotificationsLatency", "20", "0")]
    [InlineData("domain", "mine.test", "zimbraMailQuota", "5", "0")]
    [InlineData("cos", "default", "zimbraMobilePolicyAllowCamera", "0", "1")]
    [InlineData("account", "alice@mine.test", "zimbraFeatureMobileSyncEnabled", "FALSE", "TRUE")]
    public async Task Given_each_level_when_set_got_dumped_and_unset_in_both_forms_then_value_and_inherited_value_are_told(
        string level, string target, string attribute, string value, string inherited)
    {
        string[] place = target.Length == 0 ? [] : [target];
        await OkAsync(["config", "set", level, .. place, attribute, value]);
        Assert.Equal((value, inherited), Pair(await OkAsync(["config", "get", level, .. place, attribute])));
        Assert.Equal((value, inherited), Pair(await OkAsync(["config", "get", level, .. place, "--attribute", attribute])));
        var dumped = await OkAsync(["config", "dump", level, .. place]);
        Assert.Equal((value, inherited), Pair(dumped, attribute));
        if (target.Length > 0)
        {
            var own = await OkAsync(["config", "dump", level, .. place, "show-inherited", "false"]);
            Assert.Equal((value, inherited), Pair(own, attribute));
            Assert.InRange(own["values"]!.AsArray().Count, 1, dumped["values"]!.AsArray().Count - 1);
        }

        Assert.Equal(("", inherited), Pair(await OkAsync(["config", "unset", level, .. place, attribute])));

        await OkAsync(["config", level, "set", .. place, "attribute", attribute, "value", value]);
        Assert.Equal($"'config {level} set' is deprecated: use 'config set {level}'.\n", run.Errors);
        Assert.Equal((value, inherited), Pair(await OkAsync(["config", level, "get", .. place, "attribute", attribute])));
        Assert.Equal(("", inherited), Pair(await OkAsync(["config", level, "EMPTY", .. place, "attribute", attribute])));
        Assert.Equal($"'config {level} empty' is deprecated: use 'config unset {level}'.\n", run.Errors);
    }

    [Theory]
    [InlineData("config set global abqMode Sometimes", "abqMode takes Permissive, Interactive, Strict, Disabled, not 'Sometimes'.")]
    [InlineData("config set server x ZxMobile_NotificationsLatency 301", "ZxMobile_NotificationsLatency takes a whole number from 0 to 300, not '301'.")]
    [InlineData("config set global nonsense 1", "There is no attribute nonsense: 'carbonio config dump' lists those there are.")]
    [InlineData("config get domain mine.test nonsense", "There is no attribute nonsense: 'carbonio config dump' lists those there are.")]
    [InlineData("config get domain mine.test abqMode", "abqMode has no value at the level domain, only at: global, cos, account.")]
    [InlineData("config get domain nowhere.test zimbraMailQuota", "There is no domain 'nowhere.test'.")]
    [InlineData("config get cos none zimbraMailQuota", "There is no class of service 'none'.")]
    [InlineData("config distributionList get staff@mine.test attribute zimbraMailQuota", "This server has no distribution lists: set the attribute for the domain, a class of service or the accounts.")]
    [InlineData("mobile doStartService nonsense", "There is no service 'nonsense'. There are: module, activesync-services, autodiscover, abq-services, ldap-address-book, anti-dos.")]
    [InlineData("mobile doStartService abq", "abq-services cannot be started or stopped: not part of this release.")]
    public async Task Given_what_cannot_be_when_run_then_one_line_says_why(string line, string message)
    {
        Assert.Equal(1, await RunAsync(line.Split(' ')));
        Assert.Equal(message + "\n", run.Errors);
    }

    [Theory]
    [InlineData("config global set attribute abqMode")]
    [InlineData("config set global abqMode")]
    public async Task Given_too_few_words_when_run_then_it_is_wrong_usage(string line) => Assert.Equal(2, await RunAsync(line.Split(' ')));

    [Theory]
    [InlineData("config info ZxMobile_UseInstantNotifications")]
    [InlineData("config info attribute ZxMobile_UseInstantNotficiations")]
    [InlineData("config info --attribute=zxmobile_useinstantnotficiations")]
    public async Task Given_an_attribute_when_explained_then_its_values_levels_and_default_are_told(string line)
    {
        var info = await OkAsync(line.Split(' '));
        Assert.Equal(("ZxMobile_UseInstantNotficiations", "TRUE or FALSE", "TRUE"), (info["name"]!.ToString(), info["allowedValues"]!.ToString(), info["default"]!.ToString()));
        Assert.Equal(["global", "server"], info["levels"]!.AsArray().Select(level => level!.ToString()));
    }

    [Fact]
    public async Task Given_services_when_listed_stopped_and_started_below_both_modules_then_they_have_Carbonios_shape()
    {
        var services = (await OkAsync("mobile", "getServices"))["services"]!;
        Assert.Equal("""{"running":true,"could_start":false,"could_stop":true}""", services["autodiscover"]!.ToJsonString());
        Assert.Equal(
            """{"running":false,"could_start":false,"could_stop":false,"could_not_start_because":"anti-dos disabled"}""",
            services["anti-dos"]!.ToJsonString());
        Assert.Equal(["module", "activesync-services", "autodiscover", "abq-services", "ldap-address-book", "anti-dos"], services.AsObject().Select(service => service.Key));

        Assert.Equal(0, await RunAsync("mobile", "doStopService", "autodiscover"));
        Assert.Equal("service stopped\n", run.Output);
        Assert.Equal("""{"running":false,"could_start":true,"could_stop":false}""", (await OkAsync("config", "getServices"))["services"]!["autodiscover"]!.ToJsonString());
        Assert.Equal(0, await RunAsync("config", "dostartservice", "autodiscover"));
        Assert.Equal("service started\n", run.Output);
        Assert.Equal(0, await RunAsync("config", "doRestartService", "--service_name", "autodiscover"));
        Assert.Equal("service restarted\n", run.Output);
    }

    [Fact]
    public async Task Given_names_of_another_release_when_cleaned_then_they_are_removed_everywhere_and_the_rest_stays()
    {
        var (_, alice) = await server.SendAsync("GET", "v1/accounts/alice@mine.test", server.GlobalToken);
        await server.PlantAsync("""{"displayName":"Alice","formerlyKnown":"1"}""", """{"formerly":"2","zimbraMailQuota":"7"}""");
        var removed = (await OkAsync("config", "clean"))["removed"]!.AsArray();
        Assert.Equal(["account alice@mine.test formerlyKnown", "domain mine.test formerly"], removed.Select(one => $"{one!["level"]} {one["target"]} {one["attribute"]}").Order(StringComparer.Ordinal));
        var (_, after) = await server.SendAsync("GET", $"v1/accounts/{alice!["id"]}", server.GlobalToken);
        Assert.Equal("""{"displayName":"Alice"}""", after!["attributes"]!.ToJsonString());
        Assert.Equal("7", after["effective"]!["zimbraMailQuota"]!.ToString());
        Assert.Empty((await OkAsync("config", "clean"))["removed"]!.AsArray());
        await server.SendAsync("PATCH", "v1/domains/mine.test", server.GlobalToken, """{"attributes":{"zimbraMailQuota":""}}""");
        Assert.Equal(400, (await server.SendAsync("POST", "v1/config/clean?continuation=x", server.GlobalToken)).Status);
    }

    [Fact]
    public async Task Given_the_attributes_when_paged_then_all_come_once()
    {
        var names = new List<string>();
        string? continuation = null;
        do
        {
            var (_, page) = await server.SendAsync("GET", $"v1/config/attributes?limit=7{(continuation is null ? "" : "&continuation=" + continuation)}", server.DelegatedToken);
            names.AddRange(page!["attributes"]!.AsArray().Select(attribute => attribute!["name"]!.ToString()));
            continuation = page["continuation"]?.ToString();
        }
        while (continuation is not null);
        Assert.Equal(Directory.ConfigurationAttributes.All.Select(attribute => attribute.Name), names);
    }

    [Fact]
    public async Task Given_a_resource_that_changed_since_it_was_read_when_changed_by_its_ETag_then_412_and_nothing_changes()
    {
        foreach (var (path, change) in new[]
        {
            ("v1/accounts/alice@mine.test", """{"attributes":{"company":"{0}"}}"""),
            ("v1/domains/foreign.test", """{"attributes":{"zimbraMailQuota":"{0}"}}"""),
            ("v1/cos/default", """{"attributes":{"zimbraMailQuota":"{0}"}}"""),
        })
        {
            var tag = await server.TagAsync(path);
            Assert.Equal(200, await server.ChangeAsync("PATCH", path, tag, change.Replace("{0}", "11", StringComparison.Ordinal)));
            Assert.NotEqual(tag, await server.TagAsync(path));
            Assert.Equal(412, await server.ChangeAsync("PATCH", path, tag, change.Replace("{0}", "12", StringComparison.Ordinal)));
            Assert.Equal(412, await server.ChangeAsync("DELETE", path, tag, null));
            Assert.Equal(200, await server.ChangeAsync("PATCH", path, "*", change.Replace("{0}", "", StringComparison.Ordinal)));
            Assert.Equal(400, await server.ChangeAsync("PATCH", path, tag + ", " + tag, change));
        }

        var configured = await server.TagAsync("v1/config/global/abqMode");
        Assert.Equal(200, await server.ChangeAsync("PUT", "v1/config/global/abqMode", configured, """{"value":"Strict"}"""));
        Assert.Equal(412, await server.ChangeAsync("DELETE", "v1/config/global/abqMode", configured, null));
        Assert.Equal(200, await server.ChangeAsync("DELETE", "v1/config/global/abqMode", null, null));
        Assert.Equal(400, await server.ChangeAsync("POST", "v1/services/autodiscover/start", configured, null));
    }

    [Fact]
    public async Task Given_config_commands_when_audited_then_they_are_told_by_their_own_names()
    {
        await OkAsync("config", "set", "domain", "other.test", "zimbraMailQuota", "9");
        await OkAsync("config", "unset", "domain", "other.test", "zimbraMailQuota");
        var entries = (await OkAsync("audit", "list", "domain", "other.test", "action", "config"))["entries"]!.AsArray();
        Assert.Equal(["config unset", "config set"], entries.Select(entry => entry!["action"]!.ToString()));
        Assert.Equal("9", entries[0]!["before"]!["zimbraMailQuota"]!.ToString());
    }

    private static (string, string) Pair(JsonNode response, string? attribute = null)
    {
        var value = response["values"]!.AsArray().First(one => attribute is null || one!["attribute"]!.ToString() == attribute)!;
        return (value["value"]!.ToString(), value["inheritedValue"]!.ToString());
    }

    private async Task<JsonNode> OkAsync(params string[] arguments)
    {
        var status = await RunAsync(["--json", .. arguments]);
        Assert.True(status == 0, string.Join(' ', arguments) + ": " + run.Output + run.Errors);
        return run.Json["response"]!;
    }

    private Task<int> RunAsync(params string[] arguments)
    {
        run.Variables["CARBONIO_URL"] = server.Url;
        run.Variables["CARBONIO_TOKEN"] = server.GlobalToken;
        return run.RunAsync(arguments);
    }
}
