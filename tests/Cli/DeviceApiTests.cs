using System.Text.Json.Nodes;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Mailboxes.Items;

namespace Carbonio.Cloud.Cli.Tests;

/// <summary>The commands on devices against the real admin API, and who may use it.</summary>
public sealed class DeviceApiTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Met = new(2020, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly AdminServer server = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Given_devices_of_several_domains_when_all_are_listed_then_each_has_Carbonios_keys()
    {
        await MeetAsync("alice@mine.test", "Appl1");
        await MeetAsync("bob@other.test", "SEC1");
        await MeetAsync("eve@foreign.test", "SEC1");

        var run = await RunAsync("mobile", "getAllDevices", "--json");

        var devices = run.Json["response"]!["devices"]!.AsArray();
        Assert.Equal(["alice@mine.test", "bob@other.test", "eve@foreign.test"], devices.Select(device => $"{device!["accountEmail"]}").Order(StringComparer.Ordinal));
        var device = devices.Single(one => $"{one!["deviceId"]}" == "Appl1")!.AsObject();
        Assert.Superset(
            new HashSet<string>
            {
                "accountEmail", "accountName", "accountServer", "deviceId", "deviceType", "firstSeen", "lastSeen", "hasMobilePassword", "isOnline",
                "lastCommandReceived", "lastPingTimeoutSecs", "protocolVersion", "provisionable", "status", "userAgent",
            },
            device.Select(pair => pair.Key).ToHashSet());
        Assert.Equal((1, Met.ToUnixTimeMilliseconds()), (device["status"]!.GetValue<int>(), device["firstSeen"]!.GetValue<long>()));
    }

    [Fact]
    public async Task Given_some_domains_a_status_or_a_type_when_asked_for_then_only_those_devices_are_listed()
    {
        await MeetAsync("alice@mine.test", "Appl1");
        await MeetAsync("bob@other.test", "SEC1", "SAMSUNG");
        await RunAsync("mobile", "doSuspendDeviceSync", "alice@mine.test", "Appl1");

        Assert.Equal(["SEC1"], await ListedAsync("domains", "other.test"));
        Assert.Equal(["Appl1"], await ListedAsync("status", "suspended"));
        Assert.Equal(["SEC1"], await ListedAsync("device_type", "samsung"));
        Assert.Equal(["Appl1", "SEC1"], await ListedAsync("domains", "mine.test,other.test", "verbose", "true"));
        Assert.Empty(await ListedAsync("domains", "nowhere.test"));
    }

    [Fact]
    public async Task Given_no_devices_when_listed_then_it_says_so()
    {
        Assert.Equal("no devices\n", (await RunAsync("mobile", "getAllDevices")).Output);
        Assert.Equal("""{"response":{"devices":[]},"ok":true}""" + "\n", (await RunAsync("--json", "mobile", "getDeviceList", "alice@mine.test")).Output);
    }

    [Fact]
    public async Task Given_a_device_when_it_is_listed_for_people_then_it_is_a_row_of_a_table()
    {
        await MeetAsync("alice@mine.test", "Appl1");

        var lines = (await RunAsync("mobile", "getDeviceList", "alice@mine.test")).Output.Split('\n');

        Assert.Equal("  ACCOUNTEMAIL     DEVICEID  DEVICETYPE  STANDING  PROTOCOLVERSION  ISONLINE  LASTSEEN", lines[0]);
        Assert.StartsWith("  alice@mine.test  Appl1     iPhone      enabled   16.1             false     2020-03-01 12:00:00Z", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_device_when_its_details_are_shown_then_what_it_holds_is_counted()
    {
        await MeetAsync("alice@mine.test", "Appl1");

        var json = (await RunAsync("--json", "mobile", "getDeviceInfo", "alice@mine.test", "appl1", "verbose", "true")).Json["response"]!;

        Assert.Equal(("Appl1", "iPhone 17", "0", "0"), ($"{json["deviceId"]}", $"{json["model"]}", $"{json["numEmails"]}", $"{json["numBadItems"]}"));
        Assert.Contains("numRemoteFolders", json.AsObject().Select(pair => pair.Key));
    }

    [Theory]
    [InlineData("mobile doSuspendDeviceSync alice@mine.test Appl1", "device Appl1 of alice@mine.test suspended\n", "suspended")]
    [InlineData("mobile dosuspenddevicesync --account alice@mine.test --device-id Appl1", "device Appl1 of alice@mine.test suspended\n", "suspended")]
    [InlineData("mobile doResumeDeviceSync alice@mine.test device_id Appl1", "device Appl1 of alice@mine.test resumed\n", "enabled")]
    [InlineData("mobile doResumeDeviceSync alice@mine.test Appl1", "device Appl1 of alice@mine.test resumed\n", "enabled")]
    [InlineData("mobile doResumeDeviceSync alice@mine.test", "1 device of alice@mine.test resumed\n", "enabled")]
    [InlineData("mobile doResetDevice alice@mine.test Appl1", "device Appl1 of alice@mine.test reset\n", "enabled")]
    [InlineData("mobile doResetDevice alice@mine.test --device_id=Appl1", "device Appl1 of alice@mine.test reset\n", "enabled")]
    [InlineData("mobile doResetAccount alice@mine.test", "1 device of alice@mine.test reset\n", "enabled")]
    [InlineData("mobile doWipeDevice alice@mine.test Appl1 confirm true", "wipe of Appl1 ordered, of the whole device: pending\n", "wipe_pending")]
    [InlineData("mobile doWipeDevice alice@mine.test Appl1 --confirm --account_only", "wipe of Appl1 ordered, of what it has of alice@mine.test: pending\n", "wipe_pending")]
    [InlineData("mobile doWipeDevice alice@mine.test Appl1 cancel true", "wipe of Appl1 cancelled: the device may connect again\n", "enabled")]
    public async Task Given_a_device_when_a_command_acts_on_it_twice_then_it_says_what_was_done_and_the_list_shows_it(string line, string output, string standing)
    {
        await MeetAsync("alice@mine.test", "Appl1");

        var first = await RunAsync(line.Split(' '));
        var second = await RunAsync(line.Split(' '));

        Assert.Equal((output, output), (first.Output, second.Output));
        Assert.Equal(standing, $"{(await RunAsync("--json", "mobile", "getAllDevices")).Json["response"]!["devices"]![0]!["standing"]}");
    }

    [Fact]
    public async Task Given_a_wipe_without_confirm_when_asked_for_then_nothing_is_done_and_it_says_how()
    {
        await MeetAsync("alice@mine.test", "Appl1");

        var run = await RunAsync(1, "mobile", "doWipeDevice", "alice@mine.test", "Appl1");

        Assert.Equal("Nothing was done. This would erase all of Appl1, its owner's own data too: say confirm true to do it.\n", run.Errors);
        Assert.Null((await server.Devices.FindAsync(await server.MailboxAsync("alice@mine.test"), "Appl1", Cancel))!.Wipe);
    }

    [Fact]
    public async Task Given_a_device_of_an_old_version_when_only_the_account_is_to_be_wiped_then_the_admin_is_told_that_it_is_blocked()
    {
        await MeetAsync("alice@mine.test", "Old1", version: "14.1");

        var run = await RunAsync("mobile", "doWipeDevice", "alice@mine.test", "Old1", "confirm", "true", "account_only", "true");

        Assert.Equal("Old1 spoke 14.1 last, which cannot wipe one account alone: as long as it does, it is blocked and keeps what it has.\n", run.Errors);
    }

    [Fact]
    public async Task Given_a_device_to_be_wiped_when_it_is_to_be_removed_then_one_line_says_why_not()
    {
        await MeetAsync("alice@mine.test", "Appl1");
        await RunAsync("mobile", "doWipeDevice", "alice@mine.test", "Appl1", "confirm", "true");

        var run = await RunAsync(1, "mobile", "doRemoveDevice", "alice@mine.test", "Appl1");
        await RunAsync("mobile", "doWipeDevice", "alice@mine.test", "Appl1", "cancel", "true");
        var removed = await RunAsync("mobile", "doRemoveDevice", "alice@mine.test", "Appl1");

        Assert.Single(run.Errors.Trim().Split('\n'));
        Assert.Equal("device Appl1 of alice@mine.test removed\n", removed.Output);
        Assert.Equal("no devices\n", (await RunAsync("mobile", "getAllDevices")).Output);
    }

    [Theory]
    [InlineData("getDeviceInfo alice@mine.test Nope")]
    [InlineData("doRemoveDevice alice@mine.test Nope")]
    [InlineData("doResetDevice alice@mine.test Nope")]
    [InlineData("doSuspendDeviceSync alice@mine.test Nope")]
    [InlineData("doResumeDeviceSync alice@mine.test Nope")]
    [InlineData("doWipeDevice alice@mine.test Nope")]
    [InlineData("doWipeDevice alice@mine.test Nope confirm true")]
    [InlineData("doWipeDevice alice@mine.test Nope cancel true")]
    [InlineData("getDeviceInfo eve@foreign.test Appl1")]
    [InlineData("getDeviceList nobody@mine.test")]
    [InlineData("getAllDevices domains not_a_domain!")]
    [InlineData("getAllDevices status lost")]
    public async Task Given_what_is_not_there_when_a_command_names_it_then_one_line_says_so(string line)
    {
        await MeetAsync("alice@mine.test", "Appl1");

        var run = await RunAsync(1, ["mobile", .. line.Split(' ')]);

        Assert.Single(run.Errors.Trim().Split('\n'));
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task Given_a_delegated_token_when_it_lists_devices_then_it_sees_those_of_its_domain()
    {
        await MeetAsync("alice@mine.test", "Appl1");
        await MeetAsync("bob@other.test", "SEC1");

        var (status, mine) = await server.SendAsync("GET", "v1/devices", server.DelegatedToken);

        Assert.Equal((200, "Appl1"), (status, $"{Assert.Single(mine!["devices"]!.AsArray())!["deviceId"]}"));
        Assert.Equal(403, (await server.SendAsync("GET", "v1/devices?domains=mine.test,other.test", server.DelegatedToken)).Status);
        Assert.Equal(403, (await server.SendAsync("GET", "v1/devices?continuation=other.test!", server.DelegatedToken)).Status);
    }

    [Theory]
    [InlineData("GET", "devices")]
    [InlineData("GET", "devices/Appl1")]
    [InlineData("DELETE", "devices/Appl1")]
    [InlineData("POST", "devices/Appl1/reset")]
    [InlineData("POST", "devices/Appl1/suspend")]
    [InlineData("POST", "devices/Appl1/resume")]
    [InlineData("POST", "devices/Appl1/wipe")]
    [InlineData("DELETE", "devices/Appl1/wipe")]
    [InlineData("POST", "devices/reset")]
    [InlineData("POST", "devices/resume")]
    public async Task Given_a_delegated_token_when_it_reaches_for_devices_of_other_domains_and_tenants_then_nothing_happens(string method, string path)
    {
        await MeetAsync("bob@other.test", "Appl1");
        await MeetAsync("eve@foreign.test", "Appl1");

        foreach (var account in new[] { "bob@other.test", "eve@foreign.test", "nobody@other.test" })
        {
            Assert.Equal(403, (await server.SendAsync(method, $"v1/accounts/{account}/{path}", server.DelegatedToken, """{"confirm":true}""")).Status);
        }

        Assert.Equal(404, (await server.SendAsync(method, $"v1/accounts/bob@mine.test/{path}", server.DelegatedToken, """{"confirm":true}""")).Status); // an alias that leads out
        foreach (var account in new[] { "bob@other.test", "eve@foreign.test" })
        {
            Assert.Equal((DeviceStanding.Enabled, 0), await StandingAsync(account, "Appl1"));
        }
    }

    [Fact]
    public async Task Given_more_devices_than_a_page_when_listed_then_every_page_is_short_and_all_come()
    {
        for (var number = 0; number < 25; number++)
        {
            await MeetAsync(number % 2 == 0 ? "alice@mine.test" : "bob@other.test", $"Phone{number}");
        }

        var seen = new List<string>();
        string? continuation = null;
        do
        {
            var (_, page) = await server.SendAsync("GET", $"v1/devices?limit=4{(continuation is null ? "" : "&continuation=" + Uri.EscapeDataString(continuation))}", server.GlobalToken);
            Assert.True(page!["devices"]!.AsArray().Count <= 4);
            seen.AddRange(page["devices"]!.AsArray().Select(device => $"{device!["deviceId"]}"));
            continuation = page["continuation"]?.ToString();
        }
        while (continuation is not null);

        Assert.Equal((25, 25), (seen.Count, seen.Distinct().Count()));
        var (_, own) = await server.SendAsync("GET", "v1/accounts/alice@mine.test/devices?limit=5", server.GlobalToken);
        var (_, next) = await server.SendAsync("GET", $"v1/accounts/alice@mine.test/devices?limit=100&continuation={own!["continuation"]}", server.GlobalToken);
        Assert.Equal((5, 8), (own["devices"]!.AsArray().Count, next!["devices"]!.AsArray().Count));
    }

    [Fact]
    public async Task Given_the_older_names_of_properties_when_used_then_they_work_and_name_what_took_their_place()
    {
        var set = await RunAsync("mobile", "setProperty", "ZxMobile_NotificationsLatency", "20");
        var get = await RunAsync("mobile", "getProperty", "ZxMobile_NotificationsLatency");

        Assert.Equal(("ZxMobile_NotificationsLatency 20\n", "ZxMobile_NotificationsLatency 20\n"), (set.Output, get.Output));
        Assert.Contains("config set server", set.Errors, StringComparison.Ordinal);
        Assert.Contains("config get server", get.Errors, StringComparison.Ordinal);
        await RunAsync(1, "mobile", "setProperty", "ZxMobile_NotificationsLatency", "301");
        await RunAsync(1, "mobile", "getProperty", "noSuchProperty");
    }

    [Theory]
    [InlineData("account alice@mine.test")]
    [InlineData("cos default")]
    public async Task Given_a_policy_key_with_or_without_its_prefix_when_set_and_unset_then_it_is_shown_so(string target)
    {
        string[] words = [.. target.Split(' ')];
        await RunAsync(["mobile", "setProvisioning", .. words, "mindevicepasswordlength", "9"]);
        var set = await RunAsync(["--json", "mobile", "getProvisioning", .. words, "key", "zimbraMobilePolicyMinDevicePasswordLength"]);
        await RunAsync(["mobile", "setProvisioning", .. words, "zimbraMobilePolicyMinDevicePasswordLength", ""]);
        var unset = await RunAsync(["--json", "mobile", "getProvisioning", .. words, "MinDevicePasswordLength"]);
        var all = await RunAsync(["--json", "mobile", "getProvisioning", .. words]);

        Assert.Equal("""[{"attribute":"zimbraMobilePolicyMinDevicePasswordLength","value":"9","inheritedValue":"4"}]""", set.Json["response"]!["values"]!.ToJsonString());
        Assert.Equal("""[{"attribute":"zimbraMobilePolicyMinDevicePasswordLength","value":"","inheritedValue":"4"}]""", unset.Json["response"]!["values"]!.ToJsonString());
        Assert.Equal(Carbonio.Cloud.Directory.ConfigurationAttributes.MobilePolicy.Count, all.Json["response"]!["values"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("getProvisioning domain mine.test")]
    [InlineData("getProvisioning account alice@mine.test AllowX")]
    [InlineData("getProvisioning cos nowhere")]
    [InlineData("setProvisioning account alice@mine.test MinDevicePasswordLength 17")]
    [InlineData("setProvisioning account alice@mine.test displayName x")]
    [InlineData("setProvisioning account nobody@mine.test AllowCamera 0")]
    [InlineData("doPurgeMobileState 0")]
    [InlineData("doPurgeMobileState 3651")]
    [InlineData("doPurgeMobileState soon")]
    [InlineData("disableFolderSync alice@mine.test 2 true")]
    [InlineData("disableFolderSync alice@mine.test 999 true")]
    [InlineData("disableFolderSync alice@mine.test Inbox true")]
    [InlineData("setSharedFolderSync alice@mine.test 0 true")]
    [InlineData("setSharedFolderSync nobody@mine.test 300 true")]
    public async Task Given_bad_input_when_a_command_gets_it_then_one_line_says_so(string line)
    {
        var run = await RunAsync(1, ["mobile", .. line.Split(' ')]);

        Assert.Single(run.Errors.Trim().Split('\n'));
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task Given_old_devices_when_purged_by_hand_then_it_says_how_many_with_Carbonios_keys()
    {
        await MeetAsync("alice@mine.test", "Appl1");
        await MeetAsync("eve@foreign.test", "Appl1");

        var run = await RunAsync("--json", "mobile", "doPurgeMobileState", "retention-period", "1");

        Assert.Equal(
            """{"checkNonActiveAccountDays":1,"deletedSyncRecordsOfActiveAccounts":2,"deletedSyncRecordsOfNonActiveAccounts":0}""",
            run.Json["response"]!.ToJsonString());
        Assert.Equal("no devices\n", (await RunAsync("mobile", "getAllDevices")).Output);
    }

    [Fact]
    public async Task Given_a_choice_about_a_shared_folder_when_made_twice_then_it_is_kept_and_told_once()
    {
        await RunAsync("mobile", "setSharedFolderSync", "alice@mine.test", "300", "TRUE");
        await RunAsync("mobile", "setSharedFolderSync", "alice@mine.test", "300", "TRUE");

        var choices = new Carbonio.Cloud.Mailboxes.Folders.FolderChoices(server.Mailboxes);
        Assert.True(await choices.FindSharedAsync(await server.MailboxAsync("alice@mine.test"), 300, Cancel));
        Assert.Null(await choices.FindSharedAsync(await server.MailboxAsync("bob@other.test"), 300, Cancel));
        var (_, log) = await server.SendAsync("GET", "v1/audit?limit=1000", server.GlobalToken);
        Assert.Single(log!.ToJsonString().Split("setSharedFolderSync")[1..]);
    }

    [Fact]
    public async Task Given_what_is_done_to_a_device_when_the_audit_log_is_read_then_each_change_stands_there_once()
    {
        await MeetAsync("alice@mine.test", "Appl1");
        foreach (var line in new[] { "doSuspendDeviceSync alice@mine.test Appl1", "doSuspendDeviceSync alice@mine.test Appl1", "doWipeDevice alice@mine.test Appl1 confirm true" })
        {
            await RunAsync(["mobile", .. line.Split(' ')]);
        }

        var (_, log) = await server.SendAsync("GET", "v1/audit?limit=1000", server.GlobalToken);
        var text = log!.ToJsonString();

        Assert.Single(text.Split("mobile doSuspendDeviceSync")[1..]);
        Assert.Single(text.Split("mobile doWipeDevice")[1..]);
    }

    [Fact]
    public async Task Given_a_list_that_breaks_off_when_JSON_is_asked_for_then_it_is_one_object_that_says_so()
    {
        var run = new CliRun();
        run.Server.Answer = line => line.Contains("continuation=x", StringComparison.Ordinal)
            ? ScriptedServer.Problem(System.Net.HttpStatusCode.BadRequest, "invalid", "no")
            : ScriptedServer.Json("""{"devices":[{"deviceId":"a"}],"continuation":"x"}""");

        Assert.Equal(1, await run.RunAsync("--json", "mobile", "getAllDevices"));

        Assert.Equal((1, false, "invalid"), (run.Json["response"]!["devices"]!.AsArray().Count, run.Json["ok"]!.GetValue<bool>(), $"{run.Json["error"]!["code"]}"));
    }

    private Task<CliRun> RunAsync(params string[] arguments) => RunAsync(0, arguments);

    private async Task<CliRun> RunAsync(int status, params string[] arguments)
    {
        var run = new CliRun { Handler = () => new HttpClientHandler() };
        run.Variables["CARBONIO_URL"] = server.Url;
        run.Variables["CARBONIO_TOKEN"] = server.GlobalToken;
        Assert.Equal(status, await run.RunAsync(arguments));
        return run;
    }

    private async Task<IReadOnlyList<string>> ListedAsync(params string[] arguments)
    {
        var run = await RunAsync(["--json", "mobile", "getAllDevices", .. arguments]);
        return [.. run.Json["response"]!["devices"]!.AsArray().Select(device => $"{device!["deviceId"]}").Order(StringComparer.Ordinal)];
    }

    private async Task<(DeviceStanding Standing, int Epoch)> StandingAsync(string address, string deviceId)
    {
        var device = (await server.Devices.FindAsync(await server.MailboxAsync(address), deviceId, Cancel))!;
        return (device.Standing, device.Epoch);
    }

    /// <summary>Has the account meet a device, as its first request would.</summary>
    private async Task MeetAsync(string address, string deviceId, string type = "iPhone", string version = "16.1")
    {
        var mailbox = server.Mailboxes.Open(await server.MailboxAsync(address));
        var batch = mailbox.Begin(await mailbox.ReadStateAsync(Cancel), Origin.Device(deviceId));
        DeviceStore.Put(batch, new Device
        {
            DeviceId = deviceId,
            DeviceType = type,
            FirstSeen = Met,
            LastSeen = Met,
            ProtocolVersion = version,
            UserAgent = "Apple-iPhone17C1/2601.1",
            Information = new() { Model = "iPhone 17" },
        });
        Assert.True(await mailbox.TryCommitAsync(batch, Cancel));
    }
}
