using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

public abstract partial class PhoneFirstDay
{
    [Fact]
    public async Task Given_a_new_account_when_the_hierarchy_is_synced_then_the_default_folders_come_with_their_types()
    {
        var (phone, _, _) = await NewOwnerAsync();

        EasFolderType[] once =
        [
            EasFolderType.Inbox, EasFolderType.Drafts, EasFolderType.DeletedItems, EasFolderType.SentItems,
            EasFolderType.Tasks, EasFolderType.Calendar, EasFolderType.Contacts, EasFolderType.Notes,
        ];
        Assert.All(once, type => Assert.Single(phone.Folders.Values, folder => folder.Type == type));
        Assert.Contains(phone.Folders.Values, folder => folder.Type is EasFolderType.UserMail or EasFolderType.UserGeneric);
        Assert.All(phone.Folders.Values, folder => Assert.Equal("0", folder.ParentId));
    }

    [Fact]
    public async Task Given_a_synced_hierarchy_when_it_is_synced_again_then_nothing_changes()
    {
        var (phone, _, _) = await NewOwnerAsync();
        var folders = phone.Folders.Count;

        var again = await phone.SyncFoldersAsync(Token);

        Assert.Equal(1, again.Status);
        Assert.Empty(again.Added);
        Assert.Empty(again.Updated);
        Assert.Empty(again.Deleted);
        Assert.Equal(folders, phone.Folders.Count);
        Assert.Empty(phone.Errors);
    }

    [Theory]
    [InlineData("42")]
    [InlineData("not a key")]
    [InlineData("1.1.1")]
    public async Task Given_a_key_never_given_when_the_hierarchy_is_synced_then_it_must_start_over(string key)
    {
        var (phone, _, _) = await NewOwnerAsync();

        var answer = await phone.Device.FolderSyncAsync(key, Token);

        Assert.Equal(9, answer.Status);
        Assert.Empty(answer.Added);
    }

    [Fact]
    public async Task Given_the_first_answer_was_lost_when_the_hierarchy_is_synced_from_0_again_then_it_all_comes_again()
    {
        var account = await server.NewAccountAsync(Token);
        using var device = server.NewDevice(account);
        await device.ProvisionAsync(Token);
        var lost = await device.FolderSyncAsync("0", Token);

        var repeated = await device.FolderSyncAsync("0", Token);
        var next = await device.FolderSyncAsync(repeated.SyncKey!, Token);

        Assert.Equal(lost.Added, repeated.Added);
        Assert.Equal(1, next.Status);
        Assert.Empty(next.Added);
    }

    [Fact]
    public async Task Given_two_phones_of_one_owner_when_both_sync_the_hierarchy_then_the_ids_are_the_same()
    {
        var (phone, account, _) = await NewOwnerAsync();

        var second = await server.NewPhoneAsync(account, Token);

        Assert.Equal(phone.Folders.OrderBy(folder => folder.Key), second.Folders.OrderBy(folder => folder.Key));
    }

    [Theory]
    [InlineData(EasFolderType.Calendar)]
    [InlineData(EasFolderType.Contacts)]
    [InlineData(EasFolderType.Tasks)]
    [InlineData(EasFolderType.Notes)]
    [InlineData(EasFolderType.Drafts)]
    [InlineData(EasFolderType.SentItems)]
    [InlineData(EasFolderType.DeletedItems)]
    public async Task Given_a_new_account_when_another_folder_is_synced_then_it_is_empty(EasFolderType type)
    {
        var (phone, _, _) = await NewOwnerAsync();
        var folder = phone.IdOf(type);

        var first = await phone.SyncAsync(folder, Token);
        await phone.SyncAllAsync(folder, Token);

        Assert.Equal(1, first.Single.Status);
        Assert.NotEqual("0", phone.Held(folder).SyncKey);
        Assert.Empty(phone.Held(folder).Items);
    }
}
