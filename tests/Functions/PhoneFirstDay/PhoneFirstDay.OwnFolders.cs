using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

public abstract partial class PhoneFirstDay
{
    [Fact]
    public async Task Given_a_folder_made_by_the_phone_when_an_admin_puts_a_message_there_by_its_path_then_the_phone_gets_it()
    {
        var (phone, account, _) = await NewOwnerAsync();
        var projects = await phone.CreateFolderAsync("Projects", Token);
        var own = await phone.CreateFolderAsync("A", Token, projects.ServerId!);
        await server.Admin.AddMessageAsync(account, "/Projects/A", Letters.Plain("the plan"), Token);

        await phone.SyncAllAsync(own.ServerId!, Token);

        Assert.Equal(["the plan"], SubjectsIn(phone, own.ServerId!));
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_mail_when_it_is_moved_to_a_folder_of_ones_own_and_the_folder_deleted_then_it_is_gone_everywhere()
    {
        var (phone, account, inbox) = await NewOwnerWithMailAsync(Letters.Plain("kept"), Letters.Plain("moved"));
        var other = await server.NewPhoneAsync(account, Token);
        await phone.SyncAllAsync(inbox, Token);
        await other.SyncAllAsync(inbox, Token);
        var own = (await phone.CreateFolderAsync("Projects", Token)).ServerId!;
        var mail = phone.Held(inbox).Items.Single(item => item.Value.Subject == "moved").Key;

        var moved = await phone.MoveAsync([mail], inbox, own, Token);
        await other.SyncFoldersAsync(Token);
        await other.SyncAllAsync(inbox, Token);
        await other.SyncAllAsync(own, Token);
        var there = SubjectsIn(other, own);
        var deleted = await phone.DeleteFolderAsync(own, Token);
        await other.SyncFoldersAsync(Token);

        Assert.Equal(3, moved.Moved[0].Status);
        Assert.Equal(["moved"], there);
        Assert.Equal(["kept"], SubjectsIn(other, inbox));
        Assert.Equal(1, deleted.Status);
        Assert.DoesNotContain(own, other.Folders.Keys);
        Assert.Empty(phone.Errors);
        Assert.Empty(other.Errors);
    }

    [Fact]
    public async Task Given_mail_in_the_trash_when_it_is_emptied_then_the_phone_is_told_of_every_one()
    {
        var (phone, _, inbox) = await NewOwnerWithMailAsync(Letters.Plain("one"), Letters.Plain("two"));
        var trash = phone.IdOf(EasFolderType.DeletedItems);
        await phone.SyncAllAsync(inbox, Token);
        await phone.SyncAllAsync(trash, Token);
        await phone.MoveAsync([.. phone.Held(inbox).Items.Keys], inbox, trash, Token);

        var status = await phone.Device.EmptyFolderContentsAsync(trash, deleteSubFolders: true, Token);
        await phone.SyncAllAsync(trash, Token);

        Assert.Equal(1, status);
        Assert.Empty(phone.Held(trash).Items);
        Assert.Empty(phone.Errors);
    }
}
