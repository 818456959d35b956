using System.Net;
using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

public abstract partial class PhoneFirstDay
{
    [Fact]
    public async Task Given_a_user_when_the_phone_asks_for_options_then_versions_and_commands_are_listed()
    {
        using var device = server.NewDevice(server.Demo.Bob);

        var options = await device.OptionsAsync(Token);

        Assert.Contains("14.1", options.Versions);
        Assert.Contains("16.1", options.Versions);
        Assert.Superset(
            new HashSet<string> { "Sync", "FolderSync", "GetItemEstimate", "ItemOperations", "Ping", "Provision", "Settings" },
            options.Commands.ToHashSet());
        Assert.Empty(options.Response.Body);
        Assert.NotNull(options.Response.Header("MS-Server-ActiveSync"));
    }

    [Fact]
    public async Task Given_no_password_when_the_phone_asks_for_options_then_it_is_challenged()
    {
        using var device = server.NewDevice(server.Demo.Bob, settings => settings with { Password = null });

        var refusal = await Assert.ThrowsAsync<EasHttpException>(() => device.OptionsAsync(Token));

        Assert.Equal(HttpStatusCode.Unauthorized, refusal.Response.Status);
        Assert.StartsWith("Basic ", refusal.Response.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_no_password_when_a_command_is_sent_then_it_is_challenged()
    {
        using var device = server.NewDevice(server.Demo.Bob, settings => settings with { Password = null });

        var refusal = await Assert.ThrowsAsync<EasHttpException>(() => device.FolderSyncAsync("0", Token));

        Assert.Equal(HttpStatusCode.Unauthorized, refusal.Response.Status);
    }

    [Fact]
    public async Task Given_a_wrong_password_when_a_command_is_sent_then_it_is_challenged()
    {
        var account = await server.NewAccountAsync(Token);
        using var device = server.NewDevice(account, settings => settings with { Password = "wrong" });

        var refusal = await Assert.ThrowsAsync<EasHttpException>(() => device.FolderSyncAsync("0", Token));

        Assert.Equal(HttpStatusCode.Unauthorized, refusal.Response.Status);
    }

    [Fact]
    public async Task Given_an_unknown_user_when_a_command_is_sent_then_it_is_challenged_like_a_wrong_password()
    {
        using var device = server.NewDevice(new DemoAccount($"nobody@{server.Demo.Domain}", "any", null));

        var refusal = await Assert.ThrowsAsync<EasHttpException>(() => device.FolderSyncAsync("0", Token));

        Assert.Equal(HttpStatusCode.Unauthorized, refusal.Response.Status);
    }

    [Fact]
    public async Task Given_no_mobile_password_when_the_account_password_is_used_then_it_opens()
    {
        Assert.Null(server.Demo.Bob.MobilePassword);
        using var device = server.NewDevice(server.Demo.Bob);

        var provision = await device.ProvisionAsync(Token);

        Assert.Equal(1, provision.Status);
    }

    [Fact]
    public async Task Given_a_mobile_password_when_it_is_used_then_it_opens()
    {
        Assert.NotNull(server.Demo.Alice.MobilePassword);
        using var device = server.NewDevice(server.Demo.Alice);

        var provision = await device.ProvisionAsync(Token);

        Assert.Equal(1, provision.Status);
    }

    [Fact]
    public async Task Given_a_mobile_password_when_the_account_password_is_used_then_it_is_refused()
    {
        using var device = server.NewDevice(server.Demo.Alice, settings => settings with { Password = server.Demo.Alice.Password });

        var refusal = await Assert.ThrowsAsync<EasHttpException>(() => device.FolderSyncAsync("0", Token));

        Assert.Equal(HttpStatusCode.Unauthorized, refusal.Response.Status);
    }

    [Theory]
    [InlineData("14.1")]
    [InlineData("16.1")]
    public async Task Given_policies_when_a_command_comes_with_key_0_then_it_is_told_to_provision(string version)
    {
        using var device = server.NewDevice(server.Demo.Bob, settings => settings with { Version = EasVersion.Parse(version) });

        var answer = await device.FolderSyncAsync("0", Token);

        Assert.Equal(142, answer.Status);
        Assert.Empty(answer.Added);
    }

    [Fact]
    public async Task Given_policies_when_a_command_comes_with_a_key_never_given_then_it_is_told_to_provision()
    {
        using var device = server.NewDevice(server.Demo.Bob);
        await device.ProvisionAsync(Token);
        device.PolicyKey = device.PolicyKey == "1" ? "2" : "1";

        var answer = await device.FolderSyncAsync("0", Token);

        Assert.Contains(answer.Status, new long[] { 142, 144 });
    }

    [Theory]
    [InlineData("14.1")]
    [InlineData("16.1")]
    public async Task Given_a_new_phone_when_it_fetches_the_policy_then_a_temporary_key_and_a_document_come(string version)
    {
        using var device = server.NewDevice(server.Demo.Bob, settings => settings with { Version = EasVersion.Parse(version) });

        var offer = await device.FetchPolicyAsync(Token);

        Assert.Equal(1, offer.Status);
        Assert.Equal(1, offer.DeviceInformationStatus);
        Assert.Equal(1, offer.PolicyStatus);
        Assert.Equal("MS-EAS-Provisioning-WBXML", offer.PolicyType);
        Assert.NotEqual(0u, uint.Parse(offer.PolicyKey!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Contains("DevicePasswordEnabled", offer.Policy!.Keys);
        Assert.False(offer.RemoteWipe);
    }

    [Fact]
    public async Task Given_a_policy_when_it_is_acknowledged_then_the_final_key_is_another_one_and_no_document_comes()
    {
        using var device = server.NewDevice(server.Demo.Bob);
        var offer = await device.FetchPolicyAsync(Token);

        var accepted = await device.AcknowledgePolicyAsync(offer.PolicyKey!, 1, Token);

        Assert.Equal(1, accepted.Status);
        Assert.Equal(1, accepted.PolicyStatus);
        Assert.Null(accepted.Policy);
        Assert.NotEqual(offer.PolicyKey, accepted.PolicyKey);
        Assert.NotEqual(0u, uint.Parse(accepted.PolicyKey!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Given_only_the_temporary_key_when_a_command_is_sent_then_it_does_not_open()
    {
        using var device = server.NewDevice(server.Demo.Bob);
        var offer = await device.FetchPolicyAsync(Token);
        device.PolicyKey = offer.PolicyKey;

        var answer = await device.FolderSyncAsync("0", Token);

        Assert.Contains(answer.Status, new long[] { 142, 144 });
    }

    [Fact]
    public async Task Given_a_policy_when_another_key_is_acknowledged_then_the_policy_says_so()
    {
        using var device = server.NewDevice(server.Demo.Bob);
        var offer = await device.FetchPolicyAsync(Token);
        var wrong = offer.PolicyKey == "1" ? "2" : "1";

        var answer = await device.AcknowledgePolicyAsync(wrong, 1, Token);

        Assert.Equal(5, answer.PolicyStatus);
        Assert.Null(answer.PolicyKey);
    }

    [Fact]
    public async Task Given_a_provisioned_phone_when_it_changes_to_the_base64_query_then_it_is_the_same_phone()
    {
        var account = server.Demo.Bob;
        using var plain = server.NewDevice(account);
        await plain.ProvisionAsync(Token);
        var before = await plain.FolderSyncAsync("0", Token);
        using var base64 = new EasDevice(plain.Settings with { Base64Query = true }) { PolicyKey = plain.PolicyKey };

        var after = await base64.FolderSyncAsync(before.SyncKey!, Token);

        Assert.Equal(1, after.Status);
        Assert.Empty(after.Added);
    }

    [Theory]
    [InlineData("14.1", false)]
    [InlineData("14.1", true)]
    [InlineData("16.1", false)]
    [InlineData("16.1", true)]
    public async Task Given_a_version_and_a_form_of_query_when_the_phone_syncs_then_it_holds_every_mail_once(string version, bool base64)
    {
        var phone = await server.NewPhoneAsync(
            server.Demo.Bob, Token, settings => settings with { Version = EasVersion.Parse(version), Base64Query = base64 });
        var inbox = phone.IdOf(EasFolderType.Inbox);

        await phone.SyncAllAsync(inbox, Token);

        Assert.Equal(DemoMails, phone.Held(inbox).Items.Count);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_phone_that_asks_for_gzip_when_a_page_of_mail_comes_then_it_is_packed()
    {
        var phone = await server.NewPhoneAsync(server.Demo.Bob, Token, settings => settings with { AcceptGzip = true });
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await phone.SyncAsync(inbox, Token);

        var page = await phone.SyncAsync(inbox, Token, collection => collection with { WindowSize = 50 });

        Assert.Equal("gzip", page.Answer.Response.Header("Content-Encoding"));
        Assert.True(page.Answer.Response.Wire.Length < page.Answer.Response.Body.Length);
        Assert.Equal(50, page.Single.Changes.Count);
    }

    [Fact]
    public async Task Given_a_phone_when_it_describes_itself_then_the_settings_are_taken()
    {
        var (phone, _, _) = await NewOwnerAsync();

        var answer = await phone.Device.SetDeviceInformationAsync(Token);

        Assert.Equal(1, answer.Status);
        Assert.Equal(1, answer.DeviceInformationStatus);
    }

    [Theory]
    [InlineData("14.1")]
    [InlineData("16.1")]
    public async Task Given_a_phone_when_it_asks_for_its_owner_then_the_address_comes(string version)
    {
        var account = await server.NewAccountAsync(Token);
        var phone = await server.NewPhoneAsync(account, Token, settings => settings with { Version = EasVersion.Parse(version) });

        var answer = await phone.Device.GetUserInformationAsync(Token);

        Assert.Equal(1, answer.Status);
        Assert.Equal(1, answer.UserInformationStatus);
        Assert.Contains(account.Address, answer.Addresses);
        Assert.Equal(account.Address, answer.PrimaryAddress);
    }

    [Fact]
    public async Task Given_a_running_server_when_its_health_is_asked_then_it_is_alive_and_ready()
    {
        using var alive = await server.Admin.GetAsync("healthz", Token);
        using var ready = await server.Admin.GetAsync("readyz", Token);

        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    [Fact]
    public async Task Given_the_metrics_when_they_are_read_then_only_an_admin_gets_them()
    {
        using var stranger = new AdminClient(server.Server.Url, null);

        using var refused = await stranger.GetAsync("metrics", Token);
        using var read = await server.Admin.GetAsync("metrics", Token);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.NotEmpty(await read.Content.ReadAsStringAsync(Token));
    }
}
