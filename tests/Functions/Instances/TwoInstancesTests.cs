using System.Diagnostics;
using System.Net;
using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>Two server processes on one storage account: what phones, mail and admins see when a request may reach either.</summary>
public sealed class TwoInstancesTests(TwoServersFixture fixture) : IClassFixture<TwoServersFixture>
{
    private const int Rounds = 20;

    // A change holds on every instance within this.
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TwoServers Servers => fixture.Servers;

    [Fact]
    public async Task Given_a_Ping_held_on_A_when_mail_is_delivered_on_B_then_it_ends()
    {
        var account = await Servers.NewAccountAsync(Token);
        var phone = await Servers.NewPhoneAsync(account, Token);
        await phone.SyncAllAsync(phone.OnA, phone.Inbox, Token);
        using var admin = Servers.AdminOf(Servers.B);
        var ping = await Phones.HoldPingAsync(phone.Model, phone.Inbox, Token);

        await admin.DeliverAsync(account, Letters.Plain("From the other side"), Token);
        var answer = await ping;
        await phone.SyncAllAsync(phone.OnA, phone.Inbox, Token);

        Assert.Equal(2, answer.Status);
        Assert.Equal([phone.Inbox], answer.Folders);
        Assert.Equal("From the other side", Assert.Single(phone.Model.Held(phone.Inbox).Items).Value.Subject);
    }

    [Fact]
    public async Task Given_a_service_stopped_on_B_when_a_phone_asks_A_then_it_is_503_within_ten_seconds_and_its_held_Ping_ends()
    {
        var account = await Servers.NewAccountAsync(Token);
        var phone = await Servers.NewPhoneAsync(account, Token);
        await phone.SyncAllAsync(phone.OnA, phone.Inbox, Token);
        var ping = await Phones.HoldPingAsync(phone.Model, phone.Inbox, Token);
        using var admin = Servers.AdminOf(Servers.B);
        using var http = new HttpClient { BaseAddress = Servers.A.Url };
        var stopped = Stopwatch.GetTimestamp();
        await admin.PostAsync("api/admin/v1/services/activesync-services/stop", Token);
        try
        {
            Assert.Equal(1, (await ping).Status);
            await Eventually.HoldsAsync(async () => await StatusAsync() == HttpStatusCode.ServiceUnavailable, Token);
            Assert.InRange(Stopwatch.GetElapsedTime(stopped), TimeSpan.Zero, Freshness + TimeSpan.FromSeconds(5)); // the watch looks every 5 s
        }
        finally
        {
            await admin.PostAsync("api/admin/v1/services/activesync-services/start", Token);
        }

        await Eventually.HoldsAsync(async () => await StatusAsync() != HttpStatusCode.ServiceUnavailable, Token);

        async Task<HttpStatusCode> StatusAsync()
        {
            using var response = await http.SendAsync(new(HttpMethod.Options, "Microsoft-Server-ActiveSync"), Token);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task Given_a_Sync_held_on_A_when_mail_is_delivered_on_B_then_its_answer_brings_it()
    {
        var account = await Servers.NewAccountAsync(Token);
        var phone = await Servers.NewPhoneAsync(account, Token);
        await phone.SyncAllAsync(phone.OnA, phone.Inbox, Token);
        using var admin = Servers.AdminOf(Servers.B);
        var held = phone.OnA.SyncAsync(new SyncRequest(phone.Model.Next(phone.Inbox)) { HeartbeatInterval = ServerProcess.LongestHeartbeatSeconds }, Token);

        await admin.DeliverAsync(account, Letters.Plain("From the other side"), Token);
        var answer = await held;

        Assert.Equal("From the other side", Assert.Single(answer.Single.Changes).Mail.Subject);
    }

    [Fact]
    public async Task Given_a_phone_whose_requests_reach_A_and_B_in_turn_when_it_syncs_then_it_has_every_mail_once()
    {
        var phone = await Servers.NewPhoneAsync(Servers.Demo.Bob, Token);
        var inbox = phone.Model.Held(phone.Inbox);
        for (var request = 0; request == 0 || inbox.Items.Count < 60; request++)
        {
            Assert.InRange(request, 0, 20);
            var asked = phone.Model.Next(phone.Inbox, collection => collection.SyncKey == "0" ? collection : collection with { WindowSize = 7 });
            phone.Model.Apply(await (request % 2 == 0 ? phone.OnA : phone.OnB).SyncAsync(new SyncRequest(asked), Token));
        }

        Assert.True((await phone.OnB.SyncAsync(new SyncRequest(phone.Model.Next(phone.Inbox)), Token)).IsEmpty);
        Assert.True((await phone.OnA.SyncAsync(new SyncRequest(phone.Model.Next(phone.Inbox)), Token)).IsEmpty);
        Assert.Empty(phone.Model.Errors);
    }

    [Fact]
    public async Task Given_one_Sync_sent_to_both_at_once_when_they_answer_then_one_executes_it_and_the_other_says_the_same_or_later()
    {
        var account = await Servers.NewAccountAsync(Token);
        var phone = await Servers.NewPhoneAsync(account, Token);
        await phone.SyncAllAsync(phone.OnA, phone.Inbox, Token);
        await phone.SyncAllAsync(phone.OnA, phone.Drafts, Token);
        using var adminOfA = Servers.AdminOf(Servers.A);
        using var adminOfB = Servers.AdminOf(Servers.B);
        var later = 0;
        for (var round = 0; round < Rounds; round++)
        {
            await (round % 2 == 0 ? adminOfA : adminOfB).DeliverAsync(account, Letters.Plain($"Mail {round}"), Token);
            var draft = SyncCommand.Add($"draft{round}", WbxmlNode.Of("Email:Subject", $"Draft {round}"));
            var request = new SyncRequest(
                phone.Model.Next(phone.Inbox), phone.Model.Next(phone.Drafts, drafts => drafts with { Commands = [draft] }));

            var answers = await Task.WhenAll(phone.OnA.SyncAsync(request, Token), phone.OnB.SyncAsync(request, Token));

            var done = answers.Where(answer => !IsLater(answer)).ToList();
            later += answers.Length - done.Count;
            Assert.NotEmpty(done);
            Assert.All(done, answer => Assert.Equal(Told(done[0]), Told(answer)));
            phone.Model.Apply([draft], done[0]);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{later} of {Rounds} were told to come again.");
        Assert.Empty(phone.Model.Errors);
        await AssertHoldsAsync(account, Numbers("Mail"), Numbers("Draft"));
    }

    [Fact]
    public async Task Given_two_Syncs_with_one_key_at_once_when_they_are_answered_then_whatever_was_acknowledged_is_done()
    {
        var account = await Servers.NewAccountAsync(Token);
        using (var admin = Servers.AdminOf(Servers.B))
        {
            for (var mail = 0; mail < 2 * Rounds; mail++)
            {
                await admin.DeliverAsync(account, Letters.Plain($"{mail}"), Token);
            }
        }

        var phone = await Servers.NewPhoneAsync(account, Token);
        await phone.SyncAllAsync(phone.OnB, phone.Inbox, Token);
        var ids = phone.Model.Held(phone.Inbox).Items.ToDictionary(item => item.Value.Subject!, item => item.Key);
        for (var round = 0; round < Rounds; round++)
        {
            var read = new SyncRequest(phone.Model.Next(phone.Inbox, inbox => inbox with { Commands = [SyncCommand.MarkRead(ids[$"{2 * round}"], true)] }));
            var flag = new SyncRequest(phone.Model.Next(phone.Inbox, inbox => inbox with { Commands = [SyncCommand.Flag(ids[$"{(2 * round) + 1}"], true)] }));

            var answers = await Task.WhenAll(
                UntilDoneAsync(phone.OnA, read),
                UntilDoneAsync(phone.OnB, flag));

            // The phone may go on from either: both came of the same key.
            phone.Model.Apply(answers[round % 2]);
        }

        await phone.SyncAllAsync(phone.OnA, phone.Inbox, Token);
        var fresh = await Servers.NewPhoneAsync(account, Token);
        await fresh.SyncAllAsync(fresh.OnB, fresh.Inbox, Token);
        var inbox = fresh.Model.Held(fresh.Inbox);
        Assert.Equal(2 * Rounds, inbox.Items.Count);
        Assert.All(ids, mail => Assert.Equal(int.Parse(mail.Key, System.Globalization.CultureInfo.InvariantCulture) % 2 == 0, inbox.IsRead(mail.Value)));
        Assert.All(ids, mail => Assert.Equal(int.Parse(mail.Key, System.Globalization.CultureInfo.InvariantCulture) % 2 == 1, inbox.IsFlagged(mail.Value)));
        Assert.Equal(2 * Rounds, phone.Model.Held(phone.Inbox).Items.Count);
        Assert.Empty(phone.Model.Errors);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_A_dies_in_a_Sync_with_commands_when_the_phone_repeats_it_on_B_then_once_is_enough_and_nothing_is_done_twice(bool committed)
    {
        var account = await Servers.NewAccountAsync(Token);
        using (var admin = Servers.AdminOf(Servers.A))
        {
            foreach (var subject in (string[])["Read", "Flagged", "Deleted"])
            {
                await admin.DeliverAsync(account, Letters.Plain(subject), Token);
            }
        }

        var phone = await Servers.NewPhoneAsync(account, Token);
        await phone.SyncAllAsync(phone.OnA, phone.Inbox, Token);
        await phone.SyncAllAsync(phone.OnA, phone.Drafts, Token);
        var ids = phone.Model.Held(phone.Inbox).Items.ToDictionary(item => item.Value.Subject!, item => item.Key);
        SyncCommand[] commands = [SyncCommand.MarkRead(ids["Read"], true), SyncCommand.Flag(ids["Flagged"], true), SyncCommand.Delete(ids["Deleted"])];
        var draft = SyncCommand.Add("draft", WbxmlNode.Of("Email:Subject", "Draft"));
        var request = new SyncRequest(
            phone.Model.Next(phone.Inbox, inbox => inbox with { Commands = commands, DeletesAsMoves = true }),
            phone.Model.Next(phone.Drafts, drafts => drafts with { Commands = [draft] }));

        var held = Servers.StoreOfA.HoldNextBatchAsync(committed);
        var lost = phone.OnA.SyncAsync(request, Token);
        await held.WaitAsync(Token);
        await Servers.A.KillAsync(Token);
        try
        {
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => lost);
            var repeated = await phone.OnB.SyncAsync(request, Token);
            phone.Model.Apply([.. commands, draft], repeated);

            Assert.Equal([1L, 1L], repeated.Collections.Select(collection => collection.Status));
        }
        finally
        {
            await Servers.A.StartAgainAsync(Token);
        }

        var again = await phone.OnA.SyncAsync(new SyncRequest(phone.Model.Next(phone.Inbox), phone.Model.Next(phone.Drafts)), Token);
        Assert.True(again.IsEmpty, $"{again.Answer.Root}");
        var fresh = await AssertHoldsAsync(account, ["Flagged", "Read"], ["Draft"]);
        Assert.True(fresh.Held(phone.Inbox).IsRead(ids["Read"]));
        Assert.True(fresh.Held(phone.Inbox).IsFlagged(ids["Flagged"]));
        var trash = fresh.IdOf(EasFolderType.DeletedItems);
        await fresh.SyncAllAsync(trash, Token);
        Assert.Equal("Deleted", Assert.Single(fresh.Held(trash).Items).Value.Subject);
        Assert.Empty(phone.Model.Errors);
    }

    [Fact]
    public async Task Given_a_Ping_held_on_A_when_A_is_stopped_then_it_is_answered_and_the_phone_goes_on_at_B()
    {
        var account = await Servers.NewAccountAsync(Token);
        var phone = await Servers.NewPhoneAsync(account, Token);
        await phone.SyncAllAsync(phone.OnA, phone.Inbox, Token);
        var ping = await Phones.HoldPingAsync(phone.Model, phone.Inbox, Token);

        var stop = await Servers.A.StopAsync(Token);
        try
        {
            using var admin = Servers.AdminOf(Servers.B);
            var goesOn = phone.OnB.PingAsync(ServerProcess.LongestHeartbeatSeconds, [phone.Inbox], Token);
            await admin.DeliverAsync(account, Letters.Plain("Meanwhile"), Token);

            Assert.Equal(1, (await ping).Status);
            Assert.Equal(2, (await goesOn).Status);
            Assert.Equal(0, stop.ExitCode);
        }
        finally
        {
            await Servers.A.StartAgainAsync(Token);
        }
    }

    [Fact]
    public async Task Given_a_password_changed_on_B_when_A_is_asked_then_the_old_one_opens_nothing_within_ten_seconds()
    {
        var account = await Servers.NewAccountAsync(Token);
        using var device = Phones.NewDevice(Servers.A.Url, account);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(device));
        using var admin = Servers.AdminOf(Servers.B);

        await admin.SetPasswordAsync(account, "another one, longer", Token);
        var took = await UntilAsync(device, HttpStatusCode.Unauthorized);

        using var changed = Phones.NewDevice(Servers.A.Url, account with { Password = "another one, longer" });
        Assert.Equal(HttpStatusCode.OK, await AskAsync(changed));
        Assert.True(took < Freshness, $"It took {took}.");
    }

    [Fact]
    public async Task Given_mobile_sync_is_switched_off_on_B_when_A_is_asked_then_it_refuses_within_ten_seconds()
    {
        var account = await Servers.NewAccountAsync(Token);
        using var device = Phones.NewDevice(Servers.A.Url, account);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(device));
        using var admin = Servers.AdminOf(Servers.B);

        await admin.SetAttributeAsync(account, "zimbraFeatureMobileSyncEnabled", "FALSE", Token);
        var took = await UntilAsync(device, HttpStatusCode.Forbidden);

        Assert.True(took < Freshness, $"It took {took}.");
    }

    [Fact]
    public async Task Given_no_common_server_key_when_a_phone_reaches_both_in_turn_then_it_is_served_and_the_operator_is_warned()
    {
        await using var servers = await TwoServers.StartAsync(serverKey: null, Token);
        var phone = await servers.NewPhoneAsync(servers.Demo.Bob, Token);
        await phone.SyncAllAsync(phone.OnA, phone.Inbox, Token);
        for (var round = 0; round < 3; round++)
        {
            await phone.SyncAllAsync(phone.OnB, phone.Inbox, Token);
            await phone.SyncAllAsync(phone.OnA, phone.Inbox, Token);
        }

        const string Warning = "Carbonio__ServerKey is not set";
        Assert.Equal(60, phone.Model.Held(phone.Inbox).Items.Count);
        Assert.Contains(Warning, servers.A.Log, StringComparison.Ordinal);
        Assert.Contains(Warning, servers.B.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(Warning, Servers.B.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_A_has_the_work_of_this_minute_when_B_starts_then_B_leaves_it_to_A()
    {
        await using var servers = await TwoServers.StartAsync(serverKey: null, Token);

        const string LeftAlone = "Another instance does this minute";
        await Eventually.IsTrueAsync(() => servers.B.Log.Contains(LeftAlone, StringComparison.Ordinal), Token);

        Assert.DoesNotContain(LeftAlone, servers.A.Log, StringComparison.Ordinal);
    }

    private static bool IsLater(SyncAnswer answer) => answer.Status == 16 || answer.Collections.Any(collection => collection.Status == 16);

    private static string Told(SyncAnswer answer) => string.Join(
        '\n',
        answer.Collections.Select(collection =>
            $"{collection.CollectionId} {collection.Status} {collection.SyncKey} " +
            $"{string.Join(',', collection.Changes.Select(change => $"{change.Kind} {change.ServerId}"))} " +
            $"{string.Join(',', collection.Results.Select(result => $"{result.Kind} {result.ClientId} {result.ServerId} {result.Status}"))}"));

    private static string[] Numbers(string name) => [.. Enumerable.Range(0, Rounds).Select(round => $"{name} {round}").Order(StringComparer.Ordinal)];

    private static async Task<SyncAnswer> UntilDoneAsync(EasDevice device, SyncRequest request)
    {
        while (true)
        {
            var answer = await device.SyncAsync(request, Token);
            if (!IsLater(answer))
            {
                Assert.Equal(1, answer.Single.Status);
                return answer;
            }
        }
    }

    private static async Task<HttpStatusCode> AskAsync(EasDevice device)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri(device.Settings.Server, "Microsoft-Server-ActiveSync"));
        return (await device.ExchangeAsync(request, Token)).Status;
    }

    private static async Task<TimeSpan> UntilAsync(EasDevice device, HttpStatusCode expected)
    {
        var start = Stopwatch.GetTimestamp();
        while (await AskAsync(device) != expected)
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < 2 * Freshness, "The change never came.");
        }

        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>A phone that was never there finds exactly this.</summary>
    private async Task<PhoneModel> AssertHoldsAsync(DemoAccount account, string[] mails, string[] drafts)
    {
        var fresh = await Phones.SetUpAsync(Phones.NewDevice(Servers.B.Url, account), Token);
        var inbox = fresh.IdOf(EasFolderType.Inbox);
        var draftFolder = fresh.IdOf(EasFolderType.Drafts);
        await fresh.SyncAllAsync(inbox, Token);
        await fresh.SyncAllAsync(draftFolder, Token);
        Assert.Equal(mails, fresh.Held(inbox).Items.Values.Select(mail => mail.Subject!).Order(StringComparer.Ordinal));
        Assert.Equal(drafts, fresh.Held(draftFolder).Items.Values.Select(mail => mail.Subject!).Order(StringComparer.Ordinal));
        return fresh;
    }
}
