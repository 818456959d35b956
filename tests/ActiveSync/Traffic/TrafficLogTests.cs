using Carbonio.Cloud.ActiveSync.Tests.Http;
using Carbonio.Cloud.Devices.AccountLoggers;
using Carbonio.Cloud.Directory;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Traffic;

public sealed class TrafficLogTests
{
    private const string Settings = """
        <Settings xmlns="Settings"><DevicePassword><Set><Password>recovery secret</Password></Set></DevicePassword><UserInformation><Get/></UserInformation></Settings>
        """;

    [Fact]
    public async Task Given_a_logger_at_debug_when_a_device_asks_then_both_bodies_are_written_as_XML_and_no_password()
    {
        using var eas = await CreateAsync();
        var logger = await AddAsync(eas, "debug");
        var http = EasInstance.Request("Settings", xml: Settings);
        http.Headers["Cookie"] = "secret cookie";
        using (await eas.AnswerAsync(http))
        {
        }

        var text = Assert.Single(await ReadAsync(eas, logger)).Text;
        Assert.StartsWith("Settings device Phone1 HTTP 200 in ", text, StringComparison.Ordinal);
        Assert.Contains("request: POST ?Cmd=Settings", text, StringComparison.Ordinal);
        Assert.Contains("  User-Agent: Test/1", text, StringComparison.Ordinal);
        Assert.Contains("<UserInformation>", text, StringComparison.Ordinal);
        Assert.Contains("<Password>***</Password>", text, StringComparison.Ordinal);
        Assert.Contains("<SMTPAddress>alice@example.test</SMTPAddress>", text, StringComparison.Ordinal);
        Assert.Contains("answer: HTTP 200", text, StringComparison.Ordinal);
        Assert.DoesNotContain("store:", text, StringComparison.Ordinal);
        Assert.DoesNotContain("recovery secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret cookie", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(http.Headers["Authorization"]["Basic ".Length..], text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_logger_at_trace_when_a_known_device_asks_then_what_the_store_was_asked_is_written_too()
    {
        using var eas = await CreateAsync();
        using (await eas.AnswerAsync(EasInstance.Request("FolderSync")))
        {
        }

        var logger = await AddAsync(eas, "trace");
        using (await eas.AnswerAsync(EasInstance.Request("FolderSync")))
        {
        }

        Assert.EndsWith("\nstore: 2 reads, 0 writes", Assert.Single(await ReadAsync(eas, logger)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("info", "Info Warn Err Crit")]
    [InlineData("warn", "Warn Err Crit")]
    [InlineData("err", "Err Crit")]
    [InlineData("crit", "Crit")]
    public async Task Given_a_logger_at_a_level_when_requests_pass_are_refused_and_fail_then_it_writes_those_of_its_level(string level, string written)
    {
        using var eas = await CreateAsync();
        var logger = await AddAsync(eas, level);
        using (await eas.AnswerAsync(EasInstance.Request("FolderSync")))
        {
        }

        using (await eas.AnswerAsync(EasInstance.Request("FolderSync", password: "wrong")))
        {
        }

        eas.Probe.Failure = new Storage.StoreUnavailableException("down");
        using (await eas.AnswerAsync(EasInstance.Request("FolderSync")))
        {
        }

        eas.Probe.Failure = new InvalidOperationException("a bug");
        using (await eas.AnswerAsync(EasInstance.Request("FolderSync")))
        {
        }

        var records = await ReadAsync(eas, logger);
        Assert.Equal(written, string.Join(' ', records.Select(record => record.Level)));
        Assert.All(records, record => Assert.DoesNotContain('\n', record.Text));
    }

    [Fact]
    public async Task Given_a_request_that_the_gate_refuses_when_it_is_logged_then_it_is_a_warning()
    {
        using var eas = await EasInstance.CreateAsync();
        var logger = await AddAsync(eas, "warn");
        using (await eas.AnswerAsync(EasInstance.Request("FolderSync", policyKey: "0")))
        {
        }

        Assert.Equal(AccountLoggerLevel.Warn, Assert.Single(await ReadAsync(eas, logger)).Level);
    }

    [Fact]
    public async Task Given_a_logger_of_one_account_when_another_asks_then_nothing_of_it_is_written_and_nothing_more_is_read()
    {
        using var eas = await CreateAsync();
        await eas.AddAccountAsync("bob@example.test", ("zimbraFeatureMobilePolicyEnabled", "FALSE"));
        var logger = await AddAsync(eas, "trace");
        using (await eas.AnswerAsync(EasInstance.Request("FolderSync", login: "bob@example.test")))
        {
        }

        var (reads, writes) = (eas.Entities.Reads, eas.Entities.Writes);
        using (await eas.AnswerAsync(EasInstance.Request("FolderSync", login: "bob@example.test")))
        {
        }

        Assert.Equal((2, 0), (eas.Entities.Reads - reads, eas.Entities.Writes - writes));
        Assert.Empty(await ReadAsync(eas, logger));
    }

    [Fact]
    public async Task Given_a_window_that_a_logger_wants_when_a_device_asks_then_the_command_is_told()
    {
        using var eas = await CreateAsync();
        using (await eas.AnswerAsync(EasInstance.Request("FolderSync")))
        {
        }

        Assert.Equal(512, eas.Probe.Seen!.MaximumWindow);
        await eas.AccountLoggers.AddAsync(AdminActor.Server, (await eas.Directory.FindAccountAsync(eas.Account, EasInstance.None))!.Account, "info", "a.log", 1, EasInstance.None);
        using (await eas.AnswerAsync(EasInstance.Request("FolderSync")))
        {
        }

        Assert.Equal(1, eas.Probe.Seen!.MaximumWindow);
    }

    [Fact]
    public async Task Given_a_body_that_cannot_be_decoded_when_it_is_logged_then_its_fault_is_shown_and_the_request_is_answered()
    {
        using var eas = await CreateAsync();
        var logger = await AddAsync(eas, "debug");
        using var answer = await eas.AnswerAsync(EasInstance.Request("Settings").With([3, 1, 0x6A, 0, 0, 99]));

        Assert.Contains("malformed: byte ", Assert.Single(await ReadAsync(eas, logger)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_body_above_what_is_shown_when_it_is_logged_then_its_beginning_is_and_no_password_at_the_cut()
    {
        using var eas = await CreateAsync();
        var logger = await AddAsync(eas, "debug");
        var padding = new string('x', AccountLoggerLimits.DebugBodyCharacters - 250);
        using (await eas.AnswerAsync(EasInstance.Request("Settings", xml: $"""
            <Settings xmlns="Settings"><DeviceInformation><Set><Model>{padding}</Model></Set></DeviceInformation><DevicePassword><Set><Password>{new string('s', 500)}</Password></Set></DevicePassword></Settings>
            """)))
        {
        }

        var text = Assert.Single(await ReadAsync(eas, logger)).Text;
        Assert.Contains("<Password>***</Password>", text, StringComparison.Ordinal);
        Assert.Contains(" characters more", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ssssssssss", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_options_when_they_are_asked_for_then_they_are_logged()
    {
        using var eas = await CreateAsync();
        var logger = await AddAsync(eas, "debug");
        var http = new FakeHttp { Method = "OPTIONS" };
        http.Headers["Authorization"] = EasInstance.Authorization(EasInstance.Address, EasInstance.Password);
        using (await eas.AnswerAsync(http))
        {
        }

        var text = Assert.Single(await ReadAsync(eas, logger)).Text;
        Assert.StartsWith("OPTIONS device - HTTP 200", text, StringComparison.Ordinal);
        Assert.Contains("  MS-ASProtocolVersions: 14.1,16.1", text, StringComparison.Ordinal);
    }

    private static Task<EasInstance> CreateAsync() => EasInstance.CreateAsync(("zimbraFeatureMobilePolicyEnabled", "FALSE"));

    private static async Task<AccountLogger> AddAsync(EasInstance eas, string level)
    {
        var account = (await eas.Directory.FindAccountAsync(eas.Account, EasInstance.None))!.Account;
        var outcome = await eas.AccountLoggers.AddAsync(AdminActor.Server, account, level, "/tmp/a.log", null, EasInstance.None);
        Assert.True(outcome.IsDone, outcome.Message);
        return outcome.Value;
    }

    private static async Task<IReadOnlyList<LogRecord>> ReadAsync(EasInstance eas, AccountLogger logger) =>
        (await eas.AccountLogs.ReadLastAsync(logger, 100, EasInstance.None)).Records;
}
