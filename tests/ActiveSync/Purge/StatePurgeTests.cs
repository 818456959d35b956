using Carbonio.Cloud.ActiveSync.Tests.Http;
using Carbonio.Cloud.Devices.Index;
using Carbonio.Cloud.Devices.Purge;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Items;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Purge;

/// <summary>Devices that do not come for long are forgotten, and nothing else is.</summary>
public sealed class StatePurgeTests
{
    private static CancellationToken None => EasInstance.None;

    [Theory]
    [InlineData(89, true)]
    [InlineData(90, true)] // not older than the retention period
    [InlineData(91, false)]
    public async Task Given_a_device_not_seen_for_some_days_when_purged_then_it_is_kept_up_to_the_retention_period(int days, bool isKept)
    {
        using var eas = await NewAsync();
        await MeetAsync(eas, "phone1");
        eas.Time.Advance(TimeSpan.FromDays(days));

        var done = await PurgeAsync(eas, 90);

        Assert.Equal(isKept, await eas.DeviceAsync("phone1") is not null);
        Assert.Equal(isKept ? 0 : 1, done.OfActiveAccounts);
        Assert.Equal(isKept ? 1 : 0, (await ListAsync(eas)).Count);
    }

    [Fact]
    public async Task Given_devices_with_a_decision_about_them_when_purged_then_they_are_kept_without_their_state()
    {
        using var eas = await NewAsync();
        foreach (var device in new[] { "suspended", "wiped", "idle" })
        {
            await MeetAsync(eas, device);
        }

        await eas.Administration.SuspendAsync(EasInstance.Desk, await eas.ViewAsync(), "suspended", None);
        await eas.Administration.WipeAsync(EasInstance.Desk, await eas.ViewAsync(), "wiped", accountOnly: false, None);
        eas.Time.Advance(TimeSpan.FromDays(400));

        var first = await PurgeAsync(eas, 90);
        var second = await PurgeAsync(eas, 90);

        Assert.Equal((3, 0), (first.OfActiveAccounts, second.OfActiveAccounts));
        Assert.Equal((DeviceStanding.Suspended, false), await StandingAsync(eas, "suspended"));
        Assert.Equal((DeviceStanding.WipePending, false), await StandingAsync(eas, "wiped"));
        Assert.Null(await eas.DeviceAsync("idle"));
    }

    [Fact]
    public async Task Given_a_closed_account_and_one_that_is_gone_when_purged_then_they_are_counted_apart()
    {
        using var eas = await NewAsync();
        var gone = await eas.AddAccountAsync("gone@example.test");
        await MeetAsync(eas, "phone1");
        await MeetAsync(eas, "phone2", gone);
        await eas.SetAsync("zimbraAccountStatus", "closed");
        await eas.Writer.DeleteAccountAsync(AdminActor.Server, gone, null, None);
        eas.Time.Advance(TimeSpan.FromDays(91));

        var done = await PurgeAsync(eas, 90);

        Assert.Equal((0, 2), (done.OfActiveAccounts, done.OfNonActiveAccounts));
        Assert.Empty(await ListAsync(eas));
    }

    [Fact]
    public async Task Given_a_list_that_is_older_than_the_device_when_purged_then_the_device_decides()
    {
        using var eas = await NewAsync();
        await MeetAsync(eas, "phone1");
        var device = (await eas.DeviceAsync("phone1"))!;
        eas.Time.Advance(TimeSpan.FromDays(91));
        var mailbox = eas.Mailboxes.Open(eas.Mailbox);
        var batch = mailbox.Begin(await mailbox.ReadStateAsync(None), Origin.Server);
        DeviceStore.Put(batch, device with { LastSeen = eas.Time.GetUtcNow() });
        Assert.True(await eas.Model.TryWriteAsync(batch.Rows, None)); // and no outbox was worked off

        var done = await PurgeAsync(eas, 90);

        Assert.Equal(0, done.OfActiveAccounts);
        Assert.NotNull(await eas.DeviceAsync("phone1"));
    }

    [Fact]
    public async Task Given_more_devices_than_a_step_looks_at_when_purged_then_it_takes_several_and_breaking_off_loses_nothing()
    {
        using var eas = await NewAsync();
        const int devices = StatePurge.DevicesPerStep + 50;
        for (var number = 0; number < devices; number++)
        {
            await MeetAsync(eas, $"phone{number}");
        }

        eas.Time.Advance(TimeSpan.FromDays(91));
        var first = await Purge(eas).StepAsync(AdminActor.Server, new(90), None);
        Assert.False(first.IsDone);
        Assert.InRange(first.OfActiveAccounts, 1, devices - 1);

        var anew = await PurgeAsync(eas, 90);

        Assert.Equal(devices, first.OfActiveAccounts + anew.OfActiveAccounts);
        Assert.Empty(await ListAsync(eas));
    }

    [Fact]
    public async Task Given_the_steps_of_a_night_when_one_goes_on_where_the_other_stopped_then_all_is_purged()
    {
        using var eas = await NewAsync();
        await MeetAsync(eas, "phone1");
        eas.Time.Advance(TimeSpan.FromDays(91));

        string? cursor = null;
        var steps = 0;
        do
        {
            cursor = await Purge(eas).NightStepAsync(cursor, None);
            steps++;
        }
        while (cursor is not null);

        Assert.Null(await eas.DeviceAsync("phone1"));
        Assert.InRange(steps, 1, 2);
    }

    private static StatePurge Purge(EasInstance eas) =>
        new(new(eas.Entities), eas.Directory, new(eas.Entities), eas.Devices, eas.Administration, eas.Time);

    private static Task<EasInstance> NewAsync() => EasInstance.CreateAsync(("zimbraFeatureMobilePolicyEnabled", "FALSE"));

    private static async Task<PurgeProgress> PurgeAsync(EasInstance eas, int days)
    {
        var progress = new PurgeProgress(days);
        while (!progress.IsDone)
        {
            progress = await Purge(eas).StepAsync(AdminActor.Server, progress, None);
        }

        return progress;
    }

    private static async Task<(DeviceStanding Standing, bool HasState)> StandingAsync(EasInstance eas, string deviceId)
    {
        var device = (await eas.DeviceAsync(deviceId))!;
        return (device.Standing, device.HasState);
    }

    private static async Task MeetAsync(EasInstance eas, string deviceId, AccountKey? account = null)
    {
        var mailbox = eas.Mailboxes.Open(MailboxId.FromPartition((account ?? eas.Account).ToPartition())!);
        var batch = mailbox.Begin(await mailbox.ReadStateAsync(None), Origin.Device(deviceId));
        DeviceStore.Put(batch, new Device { DeviceId = deviceId, DeviceType = "t", FirstSeen = eas.Time.GetUtcNow(), LastSeen = eas.Time.GetUtcNow(), PingCache = [1] });
        Assert.True(await mailbox.TryCommitAsync(batch, None));
    }

    private static async Task<IReadOnlyList<ListedDevice>> ListAsync(EasInstance eas)
    {
        var all = new List<ListedDevice>();
        string? next = null;
        do
        {
            var page = await new DeviceIndex(eas.Model).PageAsync(eas.Account.Tenant, "example.test", next, 100, None);
            all.AddRange(page.Devices);
            next = page.Next;
        }
        while (next is not null);

        return all;
    }
}
