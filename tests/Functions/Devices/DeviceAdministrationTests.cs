using System.Net;
using System.Text.Json.Nodes;
using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>What admins do to phones, on the real process, as phones live through it.</summary>
public sealed class DeviceAdministrationTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_phones_of_two_accounts_when_the_domain_is_listed_then_both_come_with_what_they_said_of_themselves()
    {
        var (alice, phone) = await NewOwnerAsync();
        var (bob, other) = await NewOwnerAsync();

        var listed = await AllAsync();

        var device = listed.Single(one => $"{one["deviceId"]}" == phone.Device.Settings.DeviceId);
        Assert.Equal((alice.Address, "1", "16.1", "true"), ($"{device["accountEmail"]}", $"{device["status"]}", $"{device["protocolVersion"]}", $"{device["provisionable"]}"));
        Assert.Equal("true", $"{device["isOnline"]}");
        Assert.Equal(bob.Address, $"{listed.Single(one => $"{one["deviceId"]}" == other.Device.Settings.DeviceId)["accountEmail"]}");
    }

    [Fact]
    public async Task Given_a_held_Ping_when_the_device_is_suspended_then_it_ends_the_gate_refuses_and_resuming_goes_on_where_it_stopped()
    {
        var (account, phone) = await NewOwnerAsync();
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await server.Admin.DeliverAsync(account, "Subject: one\r\n\r\none\r\n", Token);
        await phone.SyncAllAsync(inbox, Token);
        var ping = await Phones.HoldPingAsync(phone, inbox, Token);

        await ActAsync(account, phone, "suspend");

        Assert.Equal(7, (await ping).Status);
        Assert.Equal(129, (await phone.Device.FolderSyncAsync(phone.FolderSyncKey, Token)).Status);
        await server.Admin.DeliverAsync(account, "Subject: two\r\n\r\ntwo\r\n", Token);
        await ActAsync(account, phone, "resume");
        await phone.SyncFoldersAsync(Token);
        await phone.SyncAllAsync(inbox, Token);
        Assert.Equal(["one", "two"], phone.Held(inbox).Items.Values.Select(mail => mail.Subject!).Order(StringComparer.Ordinal));
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_phone_when_it_is_reset_then_its_keys_are_refused_and_it_gets_all_mail_once_more()
    {
        var (account, phone) = await NewOwnerAsync();
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await server.Admin.DeliverAsync(account, "Subject: one\r\n\r\none\r\n", Token);
        await phone.SyncAllAsync(inbox, Token);

        await ActAsync(account, phone, "reset");

        Assert.Equal(9, (await phone.Device.FolderSyncAsync(phone.FolderSyncKey, Token)).Status);
        Assert.Equal(3, (await phone.SyncAsync(inbox, Token)).Single.Status);
        var fresh = new PhoneModel(phone.Device);
        await fresh.SyncFoldersAsync(Token);
        await fresh.SyncAllAsync(inbox, Token);
        Assert.Single(fresh.Held(inbox).Items);
        Assert.Empty(fresh.Errors);
    }

    [Fact]
    public async Task Given_a_phone_when_it_is_removed_then_it_leaves_the_list_and_comes_back_as_a_new_one()
    {
        var (account, phone) = await NewOwnerAsync();
        using var removed = await server.Admin.SendAsync(HttpMethod.Delete, Path(account, phone), null, Token);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.DoesNotContain(await AllAsync(), one => $"{one["deviceId"]}" == phone.Device.Settings.DeviceId);

        Assert.Equal(144, (await phone.Device.FolderSyncAsync(phone.FolderSyncKey, Token)).Status);
        await phone.Device.ProvisionAsync(Token);
        Assert.Equal(9, (await phone.Device.FolderSyncAsync(phone.FolderSyncKey, Token)).Status);
        Assert.Contains(await AllAsync(), one => $"{one["deviceId"]}" == phone.Device.Settings.DeviceId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_a_wipe_when_the_phone_comes_then_it_is_told_confirms_and_stays_away_until_an_admin_lets_it_in(bool accountOnly)
    {
        var (account, phone) = await NewOwnerAsync();
        var ping = await Phones.HoldPingAsync(phone, phone.IdOf(EasFolderType.Inbox), Token);
        using var unconfirmed = await server.Admin.SendAsync(HttpMethod.Post, Path(account, phone) + "/wipe", new { accountOnly }, Token);
        Assert.Equal(HttpStatusCode.Conflict, unconfirmed.StatusCode);
        Assert.False(ping.IsCompleted);

        await ActAsync(account, phone, "wipe", new { confirm = true, accountOnly });
        Assert.Equal(7, (await ping).Status);
        Assert.Equal(140, (await phone.Device.FolderSyncAsync(phone.FolderSyncKey, Token)).Status);
        var directive = await phone.Device.FetchPolicyAsync(Token);
        Assert.Equal((!accountOnly, accountOnly), (directive.RemoteWipe, directive.AccountOnlyRemoteWipe));
        Assert.Equal("wipe_sent", await StandingAsync(account, phone));

        var done = await phone.Device.ConfirmWipeAsync(accountOnly, 1, Token);
        Assert.Equal((1L, false), (done.Status, done.RemoteWipe || done.AccountOnlyRemoteWipe));
        Assert.Equal("wiped", await StandingAsync(account, phone));
        Assert.Equal(129, (await phone.Device.FolderSyncAsync("0", Token)).Status);

        using var cancelled = await server.Admin.SendAsync(HttpMethod.Delete, Path(account, phone) + "/wipe", null, Token);
        await phone.Device.ProvisionAsync(Token);
        Assert.Equal(1, (await phone.Device.FolderSyncAsync("0", Token)).Status);
    }

    [Fact]
    public async Task Given_a_changed_policy_when_a_Ping_is_held_then_it_ends_with_the_next_look_and_the_phone_fetches_the_policy()
    {
        var (account, phone) = await NewOwnerAsync();
        var ping = await Phones.HoldPingAsync(phone, phone.IdOf(EasFolderType.Inbox), Token);
        await server.Admin.SetAttributeAsync(account, "zimbraMobilePolicyMinDevicePasswordLength", "9", Token);
        await server.Admin.DeliverAsync(account, "Subject: a look\r\n\r\nx\r\n", Token);

        Assert.Equal(7, (await ping).Status);
        Assert.Equal(143, (await phone.Device.FolderSyncAsync(phone.FolderSyncKey, Token)).Status);
        var offer = await phone.Device.ProvisionAsync(Token);
        Assert.Equal("9", offer.Policy!["MinDevicePasswordLength"]);
    }

    [Fact]
    public async Task Given_an_own_folder_when_it_is_kept_from_phones_then_it_goes_with_all_below_it_and_comes_back()
    {
        var (account, phone) = await NewOwnerAsync();
        var parent = await phone.CreateFolderAsync("Projects", Token);
        var child = await phone.CreateFolderAsync("Alpha", Token, parent.ServerId!);
        await server.Admin.AddMessageAsync(account, "/Projects", "Subject: kept\r\n\r\nx\r\n", Token);
        await phone.SyncAllAsync(parent.ServerId!, Token);

        await DisableAsync(account, parent.ServerId!, true);
        await phone.SyncFoldersAsync(Token);
        Assert.DoesNotContain(parent.ServerId!, phone.Folders.Keys);
        Assert.DoesNotContain(child.ServerId!, phone.Folders.Keys);
        Assert.Equal(12, (await phone.Device.SyncAsync(new SyncRequest(new SyncCollection(parent.ServerId!, "0")), Token)).Single.Status);

        await DisableAsync(account, parent.ServerId!, false);
        await phone.SyncFoldersAsync(Token);
        await phone.SyncAllAsync(parent.ServerId!, Token);
        Assert.Contains(child.ServerId!, phone.Folders.Keys);
        Assert.Equal("kept", Assert.Single(phone.Held(parent.ServerId!).Items.Values).Subject);
        Assert.Empty(phone.Errors);
    }

    [Theory]
    [InlineData("2", HttpStatusCode.Conflict)]
    [InlineData("4", HttpStatusCode.Conflict)]
    [InlineData("9999", HttpStatusCode.NotFound)]
    [InlineData("Inbox", HttpStatusCode.BadRequest)]
    public async Task Given_a_folder_that_cannot_be_kept_from_phones_when_asked_to_then_it_is_refused(string folder, HttpStatusCode status)
    {
        var account = await server.NewAccountAsync(Token);

        using var answer = await server.Admin.SendAsync(HttpMethod.Put, $"api/admin/v1/accounts/{account.Address}/folders/{folder}/sync", new { disabled = true }, Token);

        Assert.Equal(status, answer.StatusCode);
    }

    private async Task<(DemoAccount Account, PhoneModel Phone)> NewOwnerAsync()
    {
        var account = await server.NewAccountAsync(Token);
        var phone = await server.NewPhoneAsync(account, Token, settings => settings with { Version = EasVersion.V161 });
        await phone.SyncAllAsync(phone.IdOf(EasFolderType.Inbox), Token); // a Ping of a folder that was never synced is answered at once
        return (account, phone);
    }

    private static string Path(DemoAccount account, PhoneModel phone) => $"api/admin/v1/accounts/{account.Address}/devices/{phone.Device.Settings.DeviceId}";

    private async Task ActAsync(DemoAccount account, PhoneModel phone, string action, object? body = null)
    {
        using var answer = await server.Admin.SendAsync(HttpMethod.Post, $"{Path(account, phone)}/{action}", body ?? new { }, Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
    }

    private async Task DisableAsync(DemoAccount account, string folder, bool isDisabled)
    {
        using var answer = await server.Admin.SendAsync(HttpMethod.Put, $"api/admin/v1/accounts/{account.Address}/folders/{folder}/sync", new { disabled = isDisabled }, Token);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private async Task<string> StandingAsync(DemoAccount account, PhoneModel phone)
    {
        using var answer = await server.Admin.GetAsync(Path(account, phone), Token);
        return $"{JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!["device"]!["standing"]}";
    }

    private async Task<IReadOnlyList<JsonObject>> AllAsync()
    {
        var devices = new List<JsonObject>();
        string? continuation = null;
        do
        {
            var query = continuation is null ? "" : "&continuation=" + Uri.EscapeDataString(continuation);
            using var answer = await server.Admin.GetAsync($"api/admin/v1/devices?domains={server.Demo.Domain}{query}", Token);
            var page = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!;
            devices.AddRange(page["devices"]!.AsArray().Select(device => device!.AsObject()));
            continuation = page["continuation"]?.ToString();
        }
        while (continuation is not null);

        return devices;
    }
}
