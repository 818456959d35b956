using Carbonio.Cloud.ActiveSync.Tests.Sync;
using Carbonio.Cloud.EasClient;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Folders;

public sealed class FolderUpdateTests
{
    private readonly SyncBench bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_folder_when_it_is_renamed_and_moved_then_another_device_learns_both()
    {
        var phone = await NewPhoneAsync("phone1");
        var other = await NewPhoneAsync("phone2");
        await phone.CreateFolderAsync("Projects", Cancel);
        await other.SyncFoldersAsync(Cancel);

        var updated = await phone.UpdateFolderAsync("257", "2", "Plans", Cancel);
        var answer = await other.SyncFoldersAsync(Cancel);

        Assert.Equal(1, updated.Status);
        Assert.Equal(("257", "2", "Plans"), (answer.Updated[0].ServerId, answer.Updated[0].ParentId, answer.Updated[0].DisplayName));
        Assert.Empty((await phone.SyncFoldersAsync(Cancel)).Updated);
    }

    [Fact]
    public async Task Given_a_lost_answer_when_it_is_repeated_then_the_answer_is_the_same()
    {
        var phone = await NewPhoneAsync("phone1");
        await phone.CreateFolderAsync("Projects", Cancel);
        var lost = await phone.Device.FolderUpdateAsync(phone.FolderSyncKey, "257", "0", "Plans", Cancel);

        var again = await phone.UpdateFolderAsync("257", "0", "Plans", Cancel);

        Assert.Equal((1, lost.SyncKey), (again.Status, again.SyncKey));
    }

    [Theory]
    [InlineData("257", "0", "Inbox", 2)]
    [InlineData("257", "0", "second", 2)]
    [InlineData("257", "0", "FIRST", 1)]
    [InlineData("257", "0", "First", 1)]
    [InlineData("4", "0", "Spam", 2)]
    [InlineData("2", "257", "Inbox", 2)]
    [InlineData("RI", "0", "Cache", 3)]
    [InlineData("257", "RI", "First", 3)]
    [InlineData("999", "0", "First", 4)]
    [InlineData("none", "0", "First", 4)]
    [InlineData("257", "999", "First", 5)]
    [InlineData("257", "257", "First", 5)]
    [InlineData("257", "259", "First", 5)]
    [InlineData("257", "0", "", 10)]
    [InlineData("257", "", "First", 10)]
    [InlineData("", "0", "First", 10)]
    public async Task Given_two_folders_and_one_below_the_first_when_one_is_updated_then_the_status_says_what_is_wrong(string id, string parent, string name, int status)
    {
        var phone = await NewPhoneAsync("phone1");
        await phone.CreateFolderAsync("First", Cancel);
        await phone.CreateFolderAsync("Second", Cancel);
        await phone.CreateFolderAsync("Below", Cancel, "257");

        Assert.Equal(status, (await phone.Device.FolderUpdateAsync(phone.FolderSyncKey, id, parent, name, Cancel)).Status);
    }

    [Theory]
    [InlineData(29, 1)]
    [InlineData(30, 1)]
    [InlineData(31, 5)]
    public async Task Given_a_folder_with_one_below_it_when_it_is_moved_below_others_then_32_levels_are_the_most(int level, int status)
    {
        var phone = await NewPhoneAsync("phone1");
        await phone.CreateFolderAsync("Tree", Cancel);
        await phone.CreateFolderAsync("Leaf", Cancel, "257");
        var parent = "0";
        for (var at = 1; at <= level; at++)
        {
            parent = (await phone.CreateFolderAsync($"level {at}", Cancel, parent)).ServerId!;
        }

        Assert.Equal(status, (await phone.UpdateFolderAsync("257", parent, "Tree", Cancel)).Status);
    }

    private async Task<PhoneModel> NewPhoneAsync(string id)
    {
        var phone = bench.NewPhone(id);
        await phone.SyncFoldersAsync(Cancel);
        return phone;
    }
}
