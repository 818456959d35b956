using Carbonio.Cloud.ActiveSync.Tests.Http;
using Carbonio.Cloud.Devices.Index;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Storage;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Gate;

/// <summary>Lists of devices follow what devices and admins do.</summary>
public sealed class DeviceListingTests
{
    private static CancellationToken None => EasInstance.None;

    [Fact]
    public async Task Given_a_new_device_when_it_was_answered_then_it_is_in_the_list_and_nothing_is_left_to_do()
    {
        using var eas = await NewAsync();

        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync"));

        var listed = Assert.Single(await ListAsync(eas));
        Assert.Equal((EasInstance.DeviceId, EasInstance.Address, "SP", "Test/1", "16.1"), (listed.DeviceId, listed.Address, listed.DeviceType, listed.UserAgent, listed.ProtocolVersion));
        Assert.Equal((eas.Time.GetUtcNow(), DeviceStanding.Enabled, false), (listed.FirstSeen, listed.Standing, listed.HasMobilePassword));
        Assert.Empty((await eas.Model.QueryAsync(EntityQuery.WithPrefix(Tables.Mail, eas.Mailbox.Partition, "o!"), None)).Rows);
    }

    [Fact]
    public async Task Given_a_device_that_comes_all_day_when_it_is_counted_then_its_list_is_written_once_a_day()
    {
        using var eas = await NewAsync();
        using var first = await eas.AnswerAsync(EasInstance.Request("FolderSync"));
        var written = 0;
        eas.Model.BeforeWrite = batch =>
        {
            written += batch.Table == Tables.DeviceIndex ? 1 : 0;
            return Task.CompletedTask;
        };

        for (var hour = 0; hour < 48; hour++)
        {
            eas.Time.Advance(TimeSpan.FromHours(1));
            using var again = await eas.AnswerAsync(EasInstance.Request("FolderSync"));
        }

        Assert.Equal(2, written);
    }

    [Fact]
    public async Task Given_a_known_device_when_it_asks_again_then_two_rows_are_read_and_none_written()
    {
        using var eas = await NewAsync();
        using var first = await eas.AnswerAsync(EasInstance.Request("FolderSync"));
        var (reads, writes) = (eas.Entities.Reads, eas.Entities.Writes);

        using var second = await eas.AnswerAsync(EasInstance.Request("FolderSync"));

        Assert.Equal((2, 0), (eas.Entities.Reads - reads, eas.Entities.Writes - writes));
    }

    [Fact]
    public async Task Given_what_an_admin_does_when_it_is_done_then_the_list_says_so()
    {
        using var eas = await NewAsync();
        using var first = await eas.AnswerAsync(EasInstance.Request("FolderSync"));
        var standings = new List<DeviceStanding>();

        await eas.Administration.SuspendAsync(EasInstance.Desk, await eas.ViewAsync(), EasInstance.DeviceId, None);
        standings.Add(Assert.Single(await ListAsync(eas)).Standing);
        await eas.Administration.WipeAsync(EasInstance.Desk, await eas.ViewAsync(), EasInstance.DeviceId, accountOnly: false, None);
        standings.Add(Assert.Single(await ListAsync(eas)).Standing);
        await eas.Administration.CancelWipeAsync(EasInstance.Desk, await eas.ViewAsync(), EasInstance.DeviceId, None);
        await eas.Administration.RemoveAsync(EasInstance.Desk, await eas.ViewAsync(), EasInstance.DeviceId, None);

        Assert.Equal([DeviceStanding.Suspended, DeviceStanding.WipePending], standings);
        Assert.Empty(await ListAsync(eas));
    }

    [Fact]
    public async Task Given_a_crash_behind_the_batch_when_the_timer_comes_then_the_list_is_brought_up_to_date()
    {
        using var eas = await NewAsync();
        eas.Model.BeforeWrite = batch => batch.Table == Tables.DeviceIndex ? throw new StoreUnavailableException("killed") : Task.CompletedTask;
        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync"));
        Assert.Empty(await ListAsync(eas));
        eas.Model.BeforeWrite = null;

        await eas.Mailboxes.Outbox.RunAllAsync(None);

        Assert.Single(await ListAsync(eas));
    }

    [Fact]
    public async Task Given_a_device_removed_while_the_list_is_written_when_both_are_done_then_it_is_not_in_the_list()
    {
        using var eas = await NewAsync();
        var raced = false;
        eas.Model.BeforeWrite = async batch =>
        {
            if (!raced && batch.Table == Tables.DeviceIndex)
            {
                raced = true;
                await eas.Administration.RemoveAsync(EasInstance.Desk, await eas.ViewAsync(), EasInstance.DeviceId, None);
            }
        };

        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync"));

        Assert.True(raced);
        Assert.Empty(await ListAsync(eas));
    }

    [Fact]
    public async Task Given_a_deleted_account_when_its_removal_runs_then_its_devices_leave_the_list_and_others_stay()
    {
        using var eas = await NewAsync();
        var bob = await eas.AddAccountAsync("bob@example.test", ("zimbraFeatureMobilePolicyEnabled", "FALSE"));
        using var first = await eas.AnswerAsync(EasInstance.Request("FolderSync"));
        using var other = await eas.AnswerAsync(EasInstance.Request("FolderSync", login: "bob@example.test"));
        Assert.Equal(2, (await ListAsync(eas)).Count);

        await new UnlistedAccount(eas.Devices, new(eas.Entities)).RemoveAsync(eas.Account, "example.test", None);

        Assert.Equal(bob.Account, Assert.Single(await ListAsync(eas)).Account);
    }

    [Fact]
    public async Task Given_an_account_that_is_gone_when_its_list_is_to_be_written_then_there_is_nothing_to_do()
    {
        using var eas = await NewAsync();
        using var first = await eas.AnswerAsync(EasInstance.Request("FolderSync"));
        await eas.Writer.DeleteAccountAsync(AdminActor.Server, eas.Account, null, None);

        var outcome = await new DeviceIndexHandler(eas.Directory, eas.Devices, new(eas.Entities)).HandleAsync(
            new(eas.Mailbox, OutboxKind.DeviceIndex, "o!x", "", EasInstance.DeviceId, null, eas.Time.GetUtcNow()), None);

        Assert.Equal(OutboxOutcome.Done, outcome);
    }

    private static Task<EasInstance> NewAsync() => EasInstance.CreateAsync(("zimbraFeatureMobilePolicyEnabled", "FALSE"));

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
