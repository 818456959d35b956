using Carbonio.Cloud.ActiveSync.Tests.Sync;
using Carbonio.Cloud.EasClient;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Folders;

public sealed class FolderCreateTests
{
    private readonly SyncBench bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_synced_hierarchy_when_a_folder_is_made_then_others_learn_of_it_and_the_maker_does_not_again()
    {
        var maker = await NewPhoneAsync("phone1");
        var other = await NewPhoneAsync("phone2");

        var made = await maker.CreateFolderAsync("Projects", Cancel);
        var again = await maker.SyncFoldersAsync(Cancel);
        await other.SyncFoldersAsync(Cancel);

        Assert.Equal(1, made.Status);
        Assert.Equal("257", made.ServerId);
        Assert.Empty(again.Added);
        Assert.Equal(made.SyncKey, again.SyncKey);
        Assert.Equal("Projects", other.Folders["257"].DisplayName);
        Assert.Empty(other.Errors);
    }

    [Fact]
    public async Task Given_a_folder_just_made_when_it_is_synced_then_it_holds_what_is_delivered_there()
    {
        var phone = await NewPhoneAsync("phone1");
        await phone.CreateFolderAsync("Projects", Cancel);
        await bench.DeliverAsync("plan", folder: 257);

        await phone.SyncAllAsync("257", Cancel);

        Assert.Single(phone.Held("257").Items);
    }

    [Fact]
    public async Task Given_a_lost_answer_when_the_command_is_repeated_then_the_answer_is_the_same_and_there_is_one_folder()
    {
        var phone = await NewPhoneAsync("phone1");
        var lost = await phone.Device.FolderCreateAsync(phone.FolderSyncKey, "0", "Projects", 12, Cancel);

        var again = await phone.CreateFolderAsync("Projects", Cancel);

        Assert.Equal((lost.Status, lost.SyncKey, lost.ServerId), (again.Status, again.SyncKey, again.ServerId));
        Assert.Equal(10, (await bench.Mailbox.ReadFoldersAsync(Cancel)).Count);
    }

    [Fact]
    public async Task Given_a_lost_answer_when_the_hierarchy_is_synced_with_the_key_before_then_it_tells_of_the_folder()
    {
        var phone = await NewPhoneAsync("phone1");
        var lost = await phone.Device.FolderCreateAsync(phone.FolderSyncKey, "0", "Projects", 12, Cancel);

        var answer = await phone.SyncFoldersAsync(Cancel);

        Assert.Equal(lost.ServerId, Assert.Single(answer.Added).ServerId);
        Assert.Equal(lost.SyncKey, answer.SyncKey);
        Assert.Equal(1, (await phone.CreateFolderAsync("Later", Cancel)).Status);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_lost_answer_when_another_command_comes_with_the_key_before_then_status_9_and_nothing_is_made()
    {
        var phone = await NewPhoneAsync("phone1");
        await phone.Device.FolderCreateAsync(phone.FolderSyncKey, "0", "Projects", 12, Cancel);

        var answer = await phone.CreateFolderAsync("Other", Cancel);

        Assert.Equal(9, answer.Status);
        Assert.Equal(10, (await bench.Mailbox.ReadFoldersAsync(Cancel)).Count);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("00000065.9.0")]
    [InlineData("deadbeef.1.0")]
    public async Task Given_a_key_that_is_not_the_newest_when_a_folder_is_made_then_status_9(string key)
    {
        var phone = await NewPhoneAsync("phone1");

        Assert.Equal(9, (await phone.Device.FolderCreateAsync(key, "0", "Projects", 12, Cancel)).Status);
    }

    [Theory]
    [InlineData("Inbox", "0", 12, 2)]
    [InlineData("INBOX", "0", 12, 2)]
    [InlineData("Projects", "RI", 12, 3)]
    [InlineData("Projects", "999", 12, 5)]
    [InlineData("Projects", "nowhere", 12, 5)]
    [InlineData("", "0", 12, 10)]
    [InlineData(" ", "0", 12, 10)]
    [InlineData("a\nb", "0", 12, 10)]
    [InlineData("Projects", "", 12, 10)]
    [InlineData("Projects", "0", 0, 10)]
    [InlineData("Projects", "0", 1, 1)]
    [InlineData("Projects", "0", 2, 10)]
    [InlineData("Projects", "0", 11, 10)]
    [InlineData("Projects", "0", 12, 1)]
    [InlineData("Projects", "0", 17, 1)]
    [InlineData("Projects", "0", 18, 10)]
    [InlineData("Projects", "2", 12, 1)]
    public async Task Given_a_name_a_parent_and_a_type_when_a_folder_is_made_then_the_status_says_what_is_wrong(string name, string parent, int type, int status)
    {
        var phone = await NewPhoneAsync("phone1");

        Assert.Equal(status, (await phone.Device.FolderCreateAsync(phone.FolderSyncKey, parent, name, type, Cancel)).Status);
    }

    [Fact]
    public async Task Given_a_command_that_failed_when_the_next_comes_with_the_same_key_then_it_is_carried_out()
    {
        var phone = await NewPhoneAsync("phone1");
        await phone.CreateFolderAsync("Inbox", Cancel);

        Assert.Equal(1, (await phone.CreateFolderAsync("Projects", Cancel)).Status);
    }

    [Theory]
    [InlineData(255, 1)]
    [InlineData(256, 1)]
    [InlineData(257, 10)]
    public async Task Given_a_name_of_some_length_when_a_folder_is_made_then_256_characters_are_the_most(int characters, int status)
    {
        var phone = await NewPhoneAsync("phone1");

        Assert.Equal(status, (await phone.CreateFolderAsync(new string('n', characters), Cancel)).Status);
    }

    [Theory]
    [InlineData(30, 1)]
    [InlineData(31, 1)]
    [InlineData(32, 3)]
    public async Task Given_a_parent_on_some_level_when_a_folder_is_made_below_it_then_32_levels_are_the_most(int level, int status)
    {
        var phone = await NewPhoneAsync("phone1");
        var parent = 0;
        for (var at = 1; at <= level; at++)
        {
            parent = (await bench.AddFolderAsync($"level {at}", parent)).Id;
        }

        await phone.SyncFoldersAsync(Cancel);

        Assert.Equal(status, (await phone.CreateFolderAsync("deeper", Cancel, $"{parent}")).Status);
    }

    [Theory]
    [InlineData(998, 1)]
    [InlineData(999, 1)]
    [InlineData(1000, 151)]
    public async Task Given_a_mailbox_with_many_folders_when_one_is_made_then_1000_are_the_most(int folders, int status)
    {
        var phone = await NewPhoneAsync("phone1");
        for (var have = 9; have < folders; have++)
        {
            await bench.AddFolderAsync($"folder {have}", 0);
        }

        await phone.SyncFoldersAsync(Cancel);

        Assert.Equal(status, (await phone.CreateFolderAsync("one more", Cancel)).Status);
    }

    [Fact]
    public async Task Given_another_folder_that_was_not_told_when_one_is_made_then_the_next_FolderSync_tells_of_the_other()
    {
        var phone = await NewPhoneAsync("phone1");
        await bench.AddFolderAsync("Theirs", 0);

        await phone.CreateFolderAsync("Mine", Cancel);
        var answer = await phone.SyncFoldersAsync(Cancel);

        Assert.Equal("Theirs", Assert.Single(answer.Added).DisplayName);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_two_devices_that_make_the_same_folder_at_once_then_there_is_one_and_the_slower_gets_status_2()
    {
        var phone = await NewPhoneAsync("phone1");
        var faster = await NewPhoneAsync("phone2");
        bench.Model.BeforeWrite = async _ =>
        {
            bench.Model.BeforeWrite = null;
            await faster.CreateFolderAsync("Projects", Cancel);
        };

        var slower = await phone.CreateFolderAsync("projects", Cancel);

        Assert.Equal(2, slower.Status);
        Assert.Equal("Projects", Assert.Single(await bench.Mailbox.ReadFoldersAsync(Cancel), folder => folder.Id >= 257).DisplayName);
    }

    [Fact]
    public async Task Given_a_folder_that_its_own_device_made_when_it_holds_a_Ping_then_the_Ping_goes_on()
    {
        var phone = await NewPhoneAsync("phone1");
        await phone.SyncAllAsync("2", Cancel);
        var ping = phone.Device.PingAsync(600, ["2"], Cancel);

        await phone.CreateFolderAsync("Projects", Cancel);
        await bench.DeliverAsync("news");

        Assert.Equal(2, (await ping).Status);
    }

    private async Task<PhoneModel> NewPhoneAsync(string id)
    {
        var phone = bench.NewPhone(id);
        await phone.SyncFoldersAsync(Cancel);
        return phone;
    }
}
