using System.Text.RegularExpressions;
using Carbonio.Cloud.Cli.CommandLine;

namespace Carbonio.Cloud.Cli.Tests;

public sealed class CommandStyleTests
{
    private const string Account = """{"id":"8f7b","address":"alice@example.test","aliases":["ally@example.test"],"status":"active","cos":"default","created":"2026-03-01T12:00:00+00:00","attributes":{},"effective":{"zimbraMailQuota":"0"}}""";
    private const string Domain = """{"name":"example.test","tenant":"Acme","tenantId":"77aa","attributes":{"zimbraMailQuota":"5"}}""";
    private const string Cos = """{"id":"12","name":"small","attributes":{"zimbraMailQuota":"5"}}""";
    private const string Credential = """{"id":"aKcLK","label":"phone","services":["EAS"],"enabled":true,"generated":true,"created":"2026-03-01T12:00:00+00:00"}""";
    private const string Token = """{"id":"abcdefghij","role":"delegated","domains":["example.test"],"label":"desk","created":"2026-03-01T12:00:00+00:00"}""";

    private const string Logger = """{"id":5,"account":"alice@example.test","level":"debug","logFile":"alice.log","windowSize":1,"created":"2026-03-01T12:00:00+00:00","expires":"2026-03-08T12:00:00+00:00","running":true}""";
    private const string EasFilter = """{"id":2,"key":"k2","rule":"[type = contains; rule = x]","mode":"limit","easversions":"14.1","blocking":false,"builtIn":false}""";
    private const string Device = """{"accountEmail":"alice@example.test","accountName":"alice@example.test","accountId":"8f7b","deviceId":"Appl1","deviceType":"iPhone","firstSeen":"2026-03-01T12:00:00+00:00","lastSeen":"2026-03-01T12:00:00+00:00","status":1,"standing":"enabled"}""";
    private const string Policy = """{"key":"zimbraMobilePolicyAllowCamera","value":"0","inheritedValue":"1"}""";

    [Theory]
    [InlineData("prov createDomain example.test tenant Acme zimbraMailQuota 5", "POST /api/admin/v1/domains {\"name\":\"example.test\",\"attributes\":{\"zimbraMailQuota\":\"5\"},\"tenant\":\"Acme\"}", Domain)]
    [InlineData("PROV CD --zimbraMailQuota=5 --tenant Acme example.test", "POST /api/admin/v1/domains {\"name\":\"example.test\",\"attributes\":{\"zimbraMailQuota\":\"5\"},\"tenant\":\"Acme\"}", Domain)]
    [InlineData("prov modifyDomain example.test zimbraMailQuota 5", "PATCH /api/admin/v1/domains/example.test {\"attributes\":{\"zimbraMailQuota\":\"5\"}}", Domain)]
    [InlineData("prov md --domain example.test --zimbraMailQuota 5", "PATCH /api/admin/v1/domains/example.test {\"attributes\":{\"zimbraMailQuota\":\"5\"}}", Domain)]
    [InlineData("prov getDomain example.test", "GET /api/admin/v1/domains/example.test", Domain)]
    [InlineData("prov gd --domain=example.test", "GET /api/admin/v1/domains/example.test", Domain)]
    [InlineData("prov deleteDomain example.test", "DELETE /api/admin/v1/domains/example.test", "{}")]
    [InlineData("prov dd --DOMAIN example.test", "DELETE /api/admin/v1/domains/example.test", "{}")]
    [InlineData("prov createAccount alice@example.test secret displayName Alice", "POST /api/admin/v1/accounts {\"address\":\"alice@example.test\",\"password\":\"secret\",\"attributes\":{\"displayName\":\"Alice\"}}", Account)]
    [InlineData("prov ca --password secret --address alice@example.test --displayName Alice", "POST /api/admin/v1/accounts {\"address\":\"alice@example.test\",\"password\":\"secret\",\"attributes\":{\"displayName\":\"Alice\"}}", Account)]
    [InlineData("prov modifyAccount alice@example.test zimbraAccountStatus locked", "PATCH /api/admin/v1/accounts/alice%40example.test {\"attributes\":{\"zimbraAccountStatus\":\"locked\"}}", Account)]
    [InlineData("prov ma --account alice@example.test --zimbraAccountStatus locked", "PATCH /api/admin/v1/accounts/alice%40example.test {\"attributes\":{\"zimbraAccountStatus\":\"locked\"}}", Account)]
    [InlineData("prov getAccount alice@example.test", "GET /api/admin/v1/accounts/alice%40example.test", Account)]
    [InlineData("prov ga --account alice@example.test", "GET /api/admin/v1/accounts/alice%40example.test", Account)]
    [InlineData("prov deleteAccount alice@example.test", "DELETE /api/admin/v1/accounts/alice%40example.test", "{}")]
    [InlineData("prov da --account alice@example.test", "DELETE /api/admin/v1/accounts/alice%40example.test", "{}")]
    [InlineData("prov setPassword alice@example.test new", "PUT /api/admin/v1/accounts/alice%40example.test/password {\"password\":\"new\"}", "{}")]
    [InlineData("prov sp --account alice@example.test --password new", "PUT /api/admin/v1/accounts/alice%40example.test/password {\"password\":\"new\"}", "{}")]
    [InlineData("prov addAccountAlias alice@example.test ally@example.test", "POST /api/admin/v1/accounts/alice%40example.test/aliases {\"alias\":\"ally@example.test\"}", Account)]
    [InlineData("prov aaa --account alice@example.test --alias ally@example.test", "POST /api/admin/v1/accounts/alice%40example.test/aliases {\"alias\":\"ally@example.test\"}", Account)]
    [InlineData("prov removeAccountAlias alice@example.test ally@example.test", "DELETE /api/admin/v1/accounts/alice%40example.test/aliases/ally%40example.test", Account)]
    [InlineData("prov raa --account alice@example.test --alias ally@example.test", "DELETE /api/admin/v1/accounts/alice%40example.test/aliases/ally%40example.test", Account)]
    [InlineData("prov createCos small zimbraMailQuota 5", "POST /api/admin/v1/cos {\"name\":\"small\",\"attributes\":{\"zimbraMailQuota\":\"5\"}}", Cos)]
    [InlineData("prov cc --cos small --zimbraMailQuota 5", "POST /api/admin/v1/cos {\"name\":\"small\",\"attributes\":{\"zimbraMailQuota\":\"5\"}}", Cos)]
    [InlineData("prov modifyCos small zimbraMailQuota 5", "PATCH /api/admin/v1/cos/small {\"attributes\":{\"zimbraMailQuota\":\"5\"}}", Cos)]
    [InlineData("prov mc --cos small --zimbraMailQuota 5", "PATCH /api/admin/v1/cos/small {\"attributes\":{\"zimbraMailQuota\":\"5\"}}", Cos)]
    [InlineData("prov getCos small", "GET /api/admin/v1/cos/small", Cos)]
    [InlineData("prov gc --cos small", "GET /api/admin/v1/cos/small", Cos)]
    [InlineData("prov deleteCos small", "DELETE /api/admin/v1/cos/small", "{}")]
    [InlineData("prov dc --cos small", "DELETE /api/admin/v1/cos/small", "{}")]
    [InlineData("token add delegated domains example.test label desk", "POST /api/admin/v1/tokens {\"role\":\"delegated\",\"label\":\"desk\",\"domains\":[\"example.test\"]}", "{\"details\":" + Token + ",\"token\":\"cct_1\"}")]
    [InlineData("token add --role delegated --domains example.test --label desk", "POST /api/admin/v1/tokens {\"role\":\"delegated\",\"label\":\"desk\",\"domains\":[\"example.test\"]}", "{\"details\":" + Token + ",\"token\":\"cct_1\"}")]
    [InlineData("token add global expires 1d", "POST /api/admin/v1/tokens {\"role\":\"global\",\"label\":\"\",\"expires\":\"2026-03-02T12:00:00.0000000\\u002B00:00\"}", "{\"details\":" + Token + ",\"token\":\"cct_1\"}")]
    [InlineData("token list", "GET /api/admin/v1/tokens?limit=1000", "{\"tokens\":[" + Token + "]}")]
    [InlineData("token revoke abcdefghij", "DELETE /api/admin/v1/tokens/abcdefghij", "{}")]
    [InlineData("token revoke --token-id abcdefghij", "DELETE /api/admin/v1/tokens/abcdefghij", "{}")]
    [InlineData("auth credential add alice@example.test label phone service eas,imap", "POST /api/admin/v1/accounts/alice%40example.test/credentials {\"label\":\"phone\",\"services\":[\"eas\",\"imap\"]}", "{\"credential\":" + Credential + ",\"user\":\"alice@example.test\",\"password\":\"abcd\"}")]
    [InlineData("AUTH Credential ADD --account alice@example.test --label phone --service eas,imap", "POST /api/admin/v1/accounts/alice%40example.test/credentials {\"label\":\"phone\",\"services\":[\"eas\",\"imap\"]}", "{\"credential\":" + Credential + ",\"user\":\"alice@example.test\",\"password\":\"abcd\"}")]
    [InlineData("auth credential list alice@example.test", "GET /api/admin/v1/accounts/alice%40example.test/credentials", "{\"credentials\":[" + Credential + "]}")]
    [InlineData("auth credential update alice@example.test aKcLK enabled FALSE", "PATCH /api/admin/v1/accounts/alice%40example.test/credentials/aKcLK {\"enabled\":false}", Credential)]
    [InlineData("auth credential update --account alice@example.test --password_id aKcLK --enabled", "PATCH /api/admin/v1/accounts/alice%40example.test/credentials/aKcLK {\"enabled\":true}", Credential)]
    [InlineData("auth credential delete alice@example.test aKcLK", "DELETE /api/admin/v1/accounts/alice%40example.test/credentials/aKcLK", "{}")]
    [InlineData("auth credential delete --passwordId aKcLK alice@example.test", "DELETE /api/admin/v1/accounts/alice%40example.test/credentials/aKcLK", "{}")]
    [InlineData("mobile doAddEASFilter contains x limit 14.1 blocking true", "PUT /api/admin/v1/easFilters/run {\"type\":\"contains\",\"parameter\":\"x\",\"mode\":\"limit\",\"easversions\":\"14.1\",\"blocking\":true}", EasFilter)]
    [InlineData("mobile DOADDEASFILTER --type contains --parameter x --mode limit --easversions 14.1 --blocking", "PUT /api/admin/v1/easFilters/run {\"type\":\"contains\",\"parameter\":\"x\",\"mode\":\"limit\",\"easversions\":\"14.1\",\"blocking\":true}", EasFilter)]
    [InlineData("mobile getAllEASFilters", "GET /api/admin/v1/easFilters", "{\"filters\":[" + EasFilter + "]}")]
    [InlineData("mobile doAddAccountLogger alice@example.test debug /tmp/alice.log window_size 1", "POST /api/admin/v1/accounts/alice%40example.test/loggers {\"logLevel\":\"debug\",\"logFile\":\"/tmp/alice.log\",\"windowSize\":1}", Logger)]
    [InlineData("mobile DOADDACCOUNTLOGGER --account alice@example.test --log-level debug --log_file /tmp/alice.log 1", "POST /api/admin/v1/accounts/alice%40example.test/loggers {\"logLevel\":\"debug\",\"logFile\":\"/tmp/alice.log\",\"windowSize\":1}", Logger)]
    [InlineData("mobile doRemoveLogger 5", "DELETE /api/admin/v1/accountLoggers/5", Logger)]
    [InlineData("mobile doRemoveLogger --logger_id all_loggers", "DELETE /api/admin/v1/accountLoggers", "{\"loggers\":[" + Logger + "]}")]
    [InlineData("mobile getAccountLoggers", "GET /api/admin/v1/accountLoggers", "{\"loggers\":[" + Logger + "]}")]
    [InlineData("mobile tailLogger 5 20", "GET /api/admin/v1/accountLoggers/5/log?lines=20", "{\"records\":[{\"at\":\"2026-03-01T12:00:00+00:00\",\"level\":\"info\",\"text\":\"one\\ntwo\"}],\"more\":false}")]
    [InlineData("mobile tailLogger --logger-id 5 lines 20", "GET /api/admin/v1/accountLoggers/5/log?lines=20", "{\"records\":[{\"at\":\"2026-03-01T12:00:00+00:00\",\"level\":\"info\",\"text\":\"one\"}],\"more\":false}")]
    [InlineData("alerts list", "GET /api/admin/v1/alerts?limit=100", "{\"alerts\":[]}")]
    [InlineData("ALERTS List 5", "GET /api/admin/v1/alerts?limit=5", "{\"alerts\":[{\"at\":\"2026-03-01T12:00:00+00:00\",\"kind\":\"anti-dos\",\"account\":\"a@b.test\",\"device\":\"d\",\"text\":\"x\"}]}")]
    [InlineData("alerts list --limit 5", "GET /api/admin/v1/alerts?limit=5", "{\"alerts\":[]}")]
    [InlineData("mobile badItems list alice@example.test", "GET /api/admin/v1/mailboxes/alice%40example.test/badItems", "{\"items\":[]}")]
    [InlineData("mobile BADITEMS LIST --account alice@example.test", "GET /api/admin/v1/mailboxes/alice%40example.test/badItems", "{\"items\":[]}")]
    [InlineData("mobile badItems retry alice@example.test item 17", "POST /api/admin/v1/mailboxes/alice%40example.test/badItems/17/retry {}", "{\"item\":17,\"replaced\":true,\"newItem\":18}")]
    [InlineData("mobile badItems retry --account alice@example.test --item 17", "POST /api/admin/v1/mailboxes/alice%40example.test/badItems/17/retry {}", "{\"item\":17,\"replaced\":true,\"newItem\":18}")]
    [InlineData("mobile getAllDevices domains example.test", "GET /api/admin/v1/devices?limit=1000&domains=example.test", "{\"devices\":[" + Device + "]}")]
    [InlineData("mobile GETALLDEVICES --domains=example.test", "GET /api/admin/v1/devices?limit=1000&domains=example.test", "{\"devices\":[" + Device + "]}")]
    [InlineData("mobile getDeviceList alice@example.test", "GET /api/admin/v1/accounts/alice%40example.test/devices?limit=1000", "{\"devices\":[" + Device + "]}")]
    [InlineData("mobile getDeviceList --account alice@example.test", "GET /api/admin/v1/accounts/alice%40example.test/devices?limit=1000", "{\"devices\":[" + Device + "]}")]
    [InlineData("mobile getDeviceInfo alice@example.test Appl1 verbose true", "GET /api/admin/v1/accounts/alice%40example.test/devices/Appl1?verbose=true", "{\"device\":" + Device + "}")]
    [InlineData("mobile getDeviceInfo --device-id Appl1 --account alice@example.test --verbose", "GET /api/admin/v1/accounts/alice%40example.test/devices/Appl1?verbose=true", "{\"device\":" + Device + "}")]
    [InlineData("mobile doRemoveDevice alice@example.test Appl1", "DELETE /api/admin/v1/accounts/alice%40example.test/devices/Appl1", "{}")]
    [InlineData("mobile doRemoveDevice --account alice@example.test --device_id Appl1", "DELETE /api/admin/v1/accounts/alice%40example.test/devices/Appl1", "{}")]
    [InlineData("mobile doResetDevice alice@example.test Appl1", "POST /api/admin/v1/accounts/alice%40example.test/devices/Appl1/reset {}", "{\"device\":" + Device + "}")]
    [InlineData("mobile doResetDevice alice@example.test device_id Appl1", "POST /api/admin/v1/accounts/alice%40example.test/devices/Appl1/reset {}", "{\"device\":" + Device + "}")]
    [InlineData("mobile doResetAccount alice@example.test", "POST /api/admin/v1/accounts/alice%40example.test/devices/reset {}", "{\"devices\":[\"Appl1\"]}")]
    [InlineData("mobile doResetAccount --account=alice@example.test", "POST /api/admin/v1/accounts/alice%40example.test/devices/reset {}", "{\"devices\":[\"Appl1\"]}")]
    [InlineData("mobile doSuspendDeviceSync alice@example.test Appl1", "POST /api/admin/v1/accounts/alice%40example.test/devices/Appl1/suspend {}", "{\"device\":" + Device + "}")]
    [InlineData("mobile doSuspendDeviceSync --account alice@example.test --device-id Appl1", "POST /api/admin/v1/accounts/alice%40example.test/devices/Appl1/suspend {}", "{\"device\":" + Device + "}")]
    [InlineData("mobile doResumeDeviceSync alice@example.test device_id Appl1", "POST /api/admin/v1/accounts/alice%40example.test/devices/Appl1/resume {}", "{\"device\":" + Device + "}")]
    [InlineData("mobile doResumeDeviceSync --account alice@example.test --device-id Appl1", "POST /api/admin/v1/accounts/alice%40example.test/devices/Appl1/resume {}", "{\"device\":" + Device + "}")]
    [InlineData("mobile doWipeDevice alice@example.test Appl1 confirm true account_only true", "POST /api/admin/v1/accounts/alice%40example.test/devices/Appl1/wipe {\"confirm\":true,\"accountOnly\":true}", "{\"device\":" + Device + "}")]
    [InlineData("mobile doWipeDevice --account alice@example.test --device-id Appl1 --confirm --account-only", "POST /api/admin/v1/accounts/alice%40example.test/devices/Appl1/wipe {\"confirm\":true,\"accountOnly\":true}", "{\"device\":" + Device + "}")]
    [InlineData("mobile doWipeDevice alice@example.test Appl1 cancel true", "DELETE /api/admin/v1/accounts/alice%40example.test/devices/Appl1/wipe", "{\"device\":" + Device + "}")]
    [InlineData("mobile doPurgeMobileState retention-period 30", "POST /api/admin/v1/mobileState/purge {\"retentionDays\":30}", "{\"retentionDays\":30,\"ofActiveAccounts\":1,\"ofNonActiveAccounts\":0}")]
    [InlineData("mobile doPurgeMobileState --retention_period=30", "POST /api/admin/v1/mobileState/purge {\"retentionDays\":30}", "{\"retentionDays\":30,\"ofActiveAccounts\":1,\"ofNonActiveAccounts\":0}")]
    [InlineData("mobile getProvisioning account alice@example.test key AllowCamera", "GET /api/admin/v1/accounts/alice%40example.test/policy?key=AllowCamera", "{\"enforced\":true,\"values\":[" + Policy + "]}")]
    [InlineData("mobile getProvisioning --target-type COS --target default", "GET /api/admin/v1/cos/default/policy", "{\"enforced\":true,\"values\":[" + Policy + "]}")]
    [InlineData("mobile setProvisioning account alice@example.test AllowCamera 0", "PATCH /api/admin/v1/accounts/alice%40example.test {\"attributes\":{\"zimbraMobilePolicyAllowCamera\":\"0\"}}", Account)]
    [InlineData("mobile setProvisioning --target_type cos --target default --key zimbraMobilePolicyAllowCamera --value 0", "PATCH /api/admin/v1/cos/default {\"attributes\":{\"zimbraMobilePolicyAllowCamera\":\"0\"}}", Cos)]
    [InlineData("mobile disableFolderSync alice@example.test 257 true", "PUT /api/admin/v1/accounts/alice%40example.test/folders/257/sync {\"disabled\":true}", "{}")]
    [InlineData("mobile disableFolderSync --account alice@example.test --item-id 257 --disable", "PUT /api/admin/v1/accounts/alice%40example.test/folders/257/sync {\"disabled\":true}", "{}")]
    [InlineData("mobile setSharedFolderSync alice@example.test 300 TRUE", "PUT /api/admin/v1/accounts/alice%40example.test/sharedFolders/300/sync {\"allowed\":true}", "{}")]
    [InlineData("mobile setSharedFolderSync --account alice@example.test --item_id 300 --allowed false", "PUT /api/admin/v1/accounts/alice%40example.test/sharedFolders/300/sync {\"allowed\":false}", "{}")]
    public async Task Given_a_command_in_either_style_when_run_then_the_same_request_goes_out_and_both_outputs_are_whole(string line, string request, string answer)
    {
        var run = new CliRun();
        run.Server.Answer = _ => ScriptedServer.Json(answer);
        Assert.Equal((0, ""), (await run.RunAsync(line.Split(' ')), run.Errors));
        Assert.Equal([request], run.Server.Requests);
        Assert.Equal("Bearer cct_x_y", run.Server.Authorization);
        Assert.NotEmpty(run.Output);

        Assert.Equal(0, await run.RunAsync([.. line.Split(' '), "--JSON"]));
        Assert.Equal(["response", "ok"], run.Json.Select(pair => pair.Key));
        Assert.True(run.Json["ok"]!.GetValue<bool>());
        Assert.NotNull(run.Json["response"]);
        Assert.Equal("", run.Errors);
    }

    [Fact]
    public void Given_every_command_when_its_example_is_parsed_then_it_is_that_command_and_complete()
    {
        Assert.All(CarbonioCli.Commands, command =>
        {
            string[] words = [.. Regex.Matches(command.Example, "\"([^\"]*)\"|\\S+").Skip(1).Select(word => word.Value.Trim('"'))];
            Assert.NotEqual(0, command.Matches(words));
            Assert.Null(ArgumentParser.Parse(command, words[command.Matches(words)..]).Error);
        });
    }

    [Fact]
    public async Task Given_a_credential_added_when_printed_as_json_then_it_has_Carbonios_shape()
    {
        var run = new CliRun();
        run.Server.Answer = _ => ScriptedServer.Json("{\"credential\":" + Credential + ",\"user\":\"alice@example.test\",\"password\":\"abcd\"}");
        await run.RunAsync("--json", "auth", "credential", "add", "alice@example.test");
        var response = run.Json["response"]!;
        Assert.Equal("abcd", response["text_data"]!["password"]!.ToString());
        Assert.Equal("alice@example.test", response["text_data"]!["user"]!.ToString());
        var listed = Assert.Single(response["list"]!.AsArray())!;
        Assert.Equal("aKcLK", listed["id"]!.ToString());
        Assert.Equal(1, listed["generated"]!.GetValue<int>());
        Assert.Equal(1772366400000, listed["created"]!.GetValue<long>());
        Assert.Equal("EAS", Assert.Single(listed["services"]!.AsArray())!.ToString());

        await run.RunAsync("auth", "credential", "add", "alice@example.test");
        Assert.StartsWith("Credential correctly added\n\nlist\n  id         aKcLK\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  password     abcd\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_password_of_a_hyphen_when_run_then_it_is_read_from_the_input()
    {
        var run = new CliRun { Input = "typed secret\n" };
        run.Server.Answer = _ => ScriptedServer.Json(Account);
        Assert.Equal(0, await run.RunAsync("prov", "ca", "alice@example.test", "-"));
        Assert.Contains("\"password\":\"typed secret\"", Assert.Single(run.Server.Requests), StringComparison.Ordinal);
        Assert.DoesNotContain("typed secret", run.Output + run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prov ca alice@example.test -")]
    [InlineData("prov sp alice@example.test -")]
    [InlineData("auth credential add alice@example.test password -")]
    [InlineData("login https://server.test --token -")]
    public async Task Given_a_password_of_a_hyphen_when_the_input_is_empty_then_nothing_is_sent(string line)
    {
        var run = new CliRun();
        Assert.Equal(1, await run.RunAsync(line.Split(' ')));
        Assert.Single(run.Errors.Trim().Split('\n'));
        Assert.Empty(run.Server.Requests);
    }

    [Fact]
    public async Task Given_words_after_a_double_hyphen_when_run_then_they_stand_for_themselves()
    {
        var run = new CliRun();
        run.Server.Answer = _ => ScriptedServer.Json(Account);
        Assert.Equal(0, await run.RunAsync("prov", "sp", "--", "alice@example.test", "--json"));
        Assert.EndsWith("{\"password\":\"--json\"}", Assert.Single(run.Server.Requests), StringComparison.Ordinal);
    }
}
