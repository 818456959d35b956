using Carbonio.Cloud.ActiveSync.Tests.Http;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Log;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Gate;

public sealed class DosFilterTests
{
    private const int MaxRequests = 3;

    [Fact]
    public async Task Given_the_filter_when_one_request_too_many_comes_then_it_and_all_further_ones_are_refused_with_the_time_left()
    {
        using var eas = await CreateAsync();
        for (var i = 0; i < MaxRequests; i++)
        {
            Assert.Equal(200, await StatusAsync(eas));
        }

        using var refused = await eas.AnswerAsync(EasInstance.Request("FolderSync"));
        Assert.Equal(503, refused.HttpStatus);
        Assert.Equal("600", Header(refused, "Retry-After"));
        Assert.Equal("CommandFrequency", Header(refused, "X-MS-ASThrottle"));

        eas.Time.Advance(TimeSpan.FromSeconds(100));
        using var again = await eas.AnswerAsync(EasInstance.Request("FolderSync"));
        Assert.Equal((503, "500"), (again.HttpStatus, Header(again, "Retry-After")));

        eas.Time.Advance(TimeSpan.FromSeconds(500));
        Assert.Equal(200, await StatusAsync(eas));
    }

    [Fact]
    public async Task Given_a_jailed_device_when_it_comes_again_then_nothing_is_read_hashed_or_parsed_and_its_body_is_left()
    {
        using var eas = await CreateAsync();
        await TripAsync(eas);
        var (reads, writes) = (eas.Entities.Reads, eas.Entities.Writes);
        var http = EasInstance.Request("FolderSync", password: "wrong");

        using var answer = await eas.AnswerAsync(http);

        Assert.Equal(503, answer.HttpStatus); // whatever the password
        Assert.Equal((0, 0, 0), (eas.Entities.Reads - reads, eas.Entities.Writes - writes, http.BodyReads));
    }

    [Fact]
    public async Task Given_an_instance_that_does_not_know_of_the_jail_when_the_device_comes_then_its_row_is_enough_and_the_password_is_not_looked_at()
    {
        using var eas = await CreateAsync();
        await TripAsync(eas);
        using var other = eas.Other();
        await StatusAsync(other); // warm
        using var cold = eas.Other();
        var http = EasInstance.Request("FolderSync", password: "wrong");

        using var answer = await cold.Server.AnswerAsync(http, EasInstance.None);

        Assert.Equal((503, "600"), (answer.HttpStatus, Header(answer, "Retry-After")));
        Assert.Equal(0, http.BodyReads);
        var reads = eas.Entities.Reads;
        Assert.Equal(503, await StatusAsync(cold));
        Assert.Equal(reads, eas.Entities.Reads); // it knows now
    }

    [Fact]
    public async Task Given_wrong_passwords_when_many_come_then_they_do_not_count()
    {
        using var eas = await CreateAsync();
        for (var i = 0; i < 3 * MaxRequests; i++)
        {
            using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync", password: "wrong"));
            Assert.Equal(401, answer.HttpStatus);
        }

        Assert.Equal(200, await StatusAsync(eas));
    }

    [Fact]
    public async Task Given_two_devices_and_two_accounts_when_one_device_is_jailed_then_the_others_are_not()
    {
        using var eas = await CreateAsync();
        await eas.AddAccountAsync("bob@example.test", ("zimbraFeatureMobilePolicyEnabled", "FALSE"));
        await TripAsync(eas);

        Assert.Equal(200, await StatusAsync(eas, deviceId: "Phone2"));
        Assert.Equal(200, await StatusAsync(eas, login: "bob@example.test"));
    }

    [Fact]
    public async Task Given_a_jail_when_the_device_goes_on_then_there_is_one_alert_and_one_mail_to_each_admin()
    {
        using var eas = await CreateAsync(("carbonioAdminAlertAddress", "admin@example.test, ADMIN@example.test,nobody@example.test"));
        var admin = await eas.AddAccountAsync("admin@example.test");
        await TripAsync(eas);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(503, await StatusAsync(eas));
        }

        var alert = Assert.Single((await eas.Alerts.ListAsync(10, null, EasInstance.None)).Items);
        Assert.Equal((ServerAlert.AntiDos, EasInstance.Address, EasInstance.DeviceId), (alert.Kind, alert.Account, alert.Device));
        Assert.Contains("more than 3 requests within 30 s", alert.Text, StringComparison.Ordinal);
        var mailbox = eas.Mailboxes.Open(MailboxId.FromPartition(admin.ToPartition())!);
        var dates = await mailbox.ReadDatesAsync(FolderIds.Inbox, default, DatePosition.End, 10, EasInstance.None);
        Assert.Single(dates.Places);
    }

    [Fact]
    public async Task Given_two_instances_when_both_trip_then_the_second_finds_the_jail_and_tells_nobody_again()
    {
        using var eas = await CreateAsync();
        using var other = eas.Other();
        for (var i = 0; i < MaxRequests; i++)
        {
            Assert.Equal(200, await StatusAsync(other));
        }

        await TripAsync(eas);
        Assert.Equal(503, await StatusAsync(other));
        Assert.Single((await eas.Alerts.ListAsync(10, null, EasInstance.None)).Items);
    }

    [Fact]
    public async Task Given_a_jail_when_the_service_is_restarted_then_it_and_the_counters_do_not_count_any_more()
    {
        using var eas = await CreateAsync();
        using var other = eas.Other();
        await TripAsync(eas);
        Assert.True((await eas.Writer.ChangeServiceAsync(AdminActor.Server, CarbonioService.AntiDos, ServiceAction.Restart, EasInstance.None)).IsDone);

        Assert.Equal(200, await StatusAsync(eas));
        eas.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(200, await StatusAsync(other));
    }

    [Theory]
    [InlineData("mobileAntiDosServiceEnabled", "FALSE")]
    [InlineData("mobileAntiDosServiceMaxRequests", "0")]
    [InlineData("mobileAntiDosServiceMaxRequests", "-1")]
    public async Task Given_a_filter_that_is_off_or_inert_when_many_requests_come_then_all_pass_and_no_jail_holds(string attribute, string value)
    {
        using var eas = await CreateAsync();
        await TripAsync(eas);
        await eas.ConfigureAsync((attribute, value));

        for (var i = 0; i < 3 * MaxRequests; i++)
        {
            Assert.Equal(200, await StatusAsync(eas));
        }
    }

    [Fact]
    public async Task Given_a_jail_when_the_service_is_stopped_then_it_does_not_hold_and_when_it_is_started_all_begins_anew()
    {
        using var eas = await CreateAsync();
        await TripAsync(eas);
        Assert.True((await eas.Writer.ChangeServiceAsync(AdminActor.Server, CarbonioService.AntiDos, ServiceAction.Stop, EasInstance.None)).IsDone);
        for (var i = 0; i < 3 * MaxRequests; i++)
        {
            Assert.Equal(200, await StatusAsync(eas));
        }

        Assert.True((await eas.Writer.ChangeServiceAsync(AdminActor.Server, CarbonioService.AntiDos, ServiceAction.Start, EasInstance.None)).IsDone);
        await TripAsync(eas);
    }

    [Fact]
    public async Task Given_the_filter_when_a_known_device_asks_then_it_is_two_reads_and_no_write()
    {
        using var eas = await CreateAsync();
        Assert.Equal(200, await StatusAsync(eas));
        var (reads, writes) = (eas.Entities.Reads, eas.Entities.Writes);

        Assert.Equal(200, await StatusAsync(eas));

        Assert.Equal((2, 0), (eas.Entities.Reads - reads, eas.Entities.Writes - writes));
    }

    [Fact]
    public async Task Given_a_jail_when_it_is_written_then_the_signal_that_ends_held_requests_is_raised_with_it()
    {
        using var eas = await CreateAsync();
        var mailbox = eas.Mailboxes.Open(MailboxId.FromPartition(eas.Account.ToPartition())!);
        Assert.Equal(200, await StatusAsync(eas));
        var before = (await mailbox.ReadStateAsync(EasInstance.None)).DeviceSignal;

        await TripAsync(eas, MaxRequests - 1);

        Assert.Equal(before + 1, (await mailbox.ReadStateAsync(EasInstance.None)).DeviceSignal);
        Assert.Equal(eas.Time.GetUtcNow().AddMinutes(10), (await eas.DeviceAsync())!.Jail!.Until);
    }

    private static async Task<EasInstance> CreateAsync(params (string Name, string Value)[] configuration)
    {
        var eas = await EasInstance.CreateAsync(("zimbraFeatureMobilePolicyEnabled", "FALSE"));
        await eas.ConfigureAsync([("mobileAntiDosServiceEnabled", "TRUE"), ("mobileAntiDosServiceMaxRequests", $"{MaxRequests}"), .. configuration]);
        return eas;
    }

    private static async Task TripAsync(EasInstance eas, int pass = MaxRequests)
    {
        for (var i = 0; i < pass; i++)
        {
            Assert.Equal(200, await StatusAsync(eas));
        }

        Assert.Equal(503, await StatusAsync(eas));
    }

    private static async Task<int> StatusAsync(EasInstance eas, string login = EasInstance.Address, string deviceId = EasInstance.DeviceId)
    {
        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync", login: login, deviceId: deviceId));
        return answer.HttpStatus;
    }

    private static string? Header(EasAnswer answer, string name) => answer.Headers.FirstOrDefault(header => header.Key == name).Value;
}
