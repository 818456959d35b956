using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>EAS filters and account loggers on the real process, by the real command line and a phone.</summary>
public sealed class FiltersAndLoggersTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_filter_for_an_account_when_its_phone_asks_then_options_are_shaped_and_the_other_version_is_refused_until_it_goes()
    {
        var account = await server.NewAccountAsync(Token);
        using var phone = server.NewDevice(account);
        using var older = server.NewDevice(account, settings => settings with { Version = EasVersion.V141 });
        using var other = server.NewDevice(server.Demo.Bob);
        await RunAsync("mobile", "doAddEASFilter", "account", account.Address, "fixed", "14.1");

        Assert.Equal(["14.1"], (await phone.OptionsAsync(Token)).Versions);
        Assert.Contains("16.1", (await other.OptionsAsync(Token)).Versions);
        Assert.Equal(138, (await phone.FolderSyncAsync("0", Token)).Status);
        Assert.Equal(1, (await older.ProvisionAsync(Token)).Status);

        await RunAsync("mobile", "doDeleteEASFilter", "0");
        Assert.Equal(1, (await phone.ProvisionAsync(Token)).Status);
        Assert.Equal(1, (await phone.FolderSyncAsync("0", Token)).Status);
    }

    [Fact]
    public async Task Given_a_logger_with_a_window_of_one_when_a_phone_syncs_then_mails_come_one_by_one_and_the_log_has_them_without_the_password()
    {
        var account = await server.NewAccountAsync(Token);
        foreach (var subject in (string[])["First letter", "Second letter", "Third letter"])
        {
            await server.Admin.DeliverAsync(account, Letters.Plain(subject), Token);
        }

        await RunAsync("mobile", "doAddAccountLogger", account.Address, "debug", "/tmp/phone.log", "window_size", "1");
        var phone = await server.NewPhoneAsync(account, Token);
        var counts = await phone.SyncAllAsync(phone.IdOf(EasFolderType.Inbox), Token, next => next with { WindowSize = 100 });
        Assert.Equal([1, 1, 1], counts);

        var log = await RunAsync("mobile", "tailLogger", "1");
        Assert.Contains("INFO Sync device ", log, StringComparison.Ordinal);
        Assert.Contains("Second letter", log, StringComparison.Ordinal);
        Assert.Contains("<WindowSize>100</WindowSize>", log, StringComparison.Ordinal);
        Assert.DoesNotContain(account.Password, log, StringComparison.Ordinal);
        Assert.DoesNotContain("Basic ", log, StringComparison.Ordinal);
        Assert.False(File.Exists("/tmp/phone.log"));

        await RunAsync("mobile", "doRemoveLogger", "all_loggers");
        await server.Admin.DeliverAsync(account, Letters.Plain("Fourth letter"), Token);
        await phone.SyncAllAsync(phone.IdOf(EasFolderType.Inbox), Token);
        Assert.DoesNotContain("Fourth letter", await RunAsync("mobile", "tailLogger", "1"), StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        var run = await CarbonioProcess.RunAsync(server, arguments, Token);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        return run.Output;
    }
}
