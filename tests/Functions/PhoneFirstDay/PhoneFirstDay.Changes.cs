using System.Net;
using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

public abstract partial class PhoneFirstDay
{
    [Fact]
    public async Task Given_two_phones_when_one_marks_a_mail_as_read_then_the_other_sees_it_and_the_first_gets_no_echo()
    {
        var (first, account, inbox) = await NewOwnerWithMailAsync(Letters.Plain("To be read"), Letters.Plain("Not read"));
        var second = await server.NewPhoneAsync(account, Token);
        await first.SyncAllAsync(inbox, Token);
        await second.SyncAllAsync(inbox, Token);
        var id = first.Held(inbox).Items.Single(item => item.Value.Subject == "To be read").Key;

        var upwards = await first.SyncAsync(inbox, Token, collection => collection with { Commands = [SyncCommand.MarkRead(id, true)] });
        var downwards = await second.SyncAsync(inbox, Token);
        var echo = await first.SyncAsync(inbox, Token);

        Assert.Equal(1, upwards.Single.Status);
        Assert.Empty(upwards.Single.Changes);
        var change = Assert.Single(downwards.Single.Changes);
        Assert.Equal((SyncChangeKind.Change, id), (change.Kind, change.ServerId));
        Assert.True(second.Held(inbox).IsRead(id));
        Assert.True(echo.IsEmpty);
        Assert.Empty(first.Errors);
        Assert.Empty(second.Errors);
    }

    [Fact]
    public async Task Given_two_phones_when_one_deletes_a_mail_then_it_lies_in_deleted_items_and_the_other_is_told()
    {
        var (first, account, inbox) = await NewOwnerWithMailAsync(Letters.Plain("Unwanted"), Letters.Plain("Kept"));
        var trash = first.IdOf(EasFolderType.DeletedItems);
        var second = await server.NewPhoneAsync(account, Token);
        await first.SyncAllAsync(inbox, Token);
        await first.SyncAllAsync(trash, Token);
        await second.SyncAllAsync(inbox, Token);
        var id = first.Held(inbox).Items.Single(item => item.Value.Subject == "Unwanted").Key;

        var upwards = await first.SyncAsync(inbox, Token, collection => collection with { Commands = [SyncCommand.Delete(id)] });
        var downwards = await second.SyncAsync(inbox, Token);
        var echo = await first.SyncAsync(inbox, Token);
        await first.SyncAllAsync(trash, Token);

        Assert.Equal(1, upwards.Single.Status);
        var change = Assert.Single(downwards.Single.Changes);
        Assert.Equal((SyncChangeKind.Delete, id), (change.Kind, change.ServerId));
        Assert.True(echo.IsEmpty);
        Assert.Equal(["Kept"], SubjectsIn(first, inbox));
        Assert.Equal(["Unwanted"], SubjectsIn(first, trash));
        Assert.Empty(first.Errors);
        Assert.Empty(second.Errors);
    }

    [Fact]
    public async Task Given_deletes_are_not_moves_when_a_mail_is_deleted_then_it_is_gone()
    {
        var (phone, _, inbox) = await NewOwnerWithMailAsync(Letters.Plain("Unwanted"));
        var trash = phone.IdOf(EasFolderType.DeletedItems);
        await phone.SyncAllAsync(inbox, Token);
        var id = Assert.Single(phone.Held(inbox).Items).Key;

        await phone.SyncAsync(
            inbox, Token, collection => collection with { DeletesAsMoves = false, Commands = [SyncCommand.Delete(id)] });
        await phone.SyncAllAsync(trash, Token);

        Assert.Empty(phone.Held(trash).Items);
    }

    [Fact]
    public async Task Given_a_deletion_whose_answer_got_lost_when_it_is_repeated_then_it_is_done_once()
    {
        var (phone, _, inbox) = await NewOwnerWithMailAsync(Letters.Plain("Unwanted"), Letters.Plain("Kept"));
        var trash = phone.IdOf(EasFolderType.DeletedItems);
        await phone.SyncAllAsync(inbox, Token);
        var id = phone.Held(inbox).Items.Single(item => item.Value.Subject == "Unwanted").Key;
        var asked = phone.Next(inbox, collection => collection with { Commands = [SyncCommand.Delete(id)] });

        var lost = await phone.Device.SyncAsync(new SyncRequest(asked), Token);
        var repeated = await phone.Device.SyncAsync(new SyncRequest(asked), Token);
        phone.Apply(asked.Commands, repeated);
        var next = await phone.SyncAsync(inbox, Token);
        await phone.SyncAllAsync(trash, Token);

        Assert.Equal(lost.Single.SyncKey, repeated.Single.SyncKey);
        Assert.Empty(repeated.Single.Results);
        Assert.True(next.IsEmpty);
        Assert.Equal(["Kept"], SubjectsIn(phone, inbox));
        Assert.Equal(["Unwanted"], SubjectsIn(phone, trash));
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_an_item_that_does_not_exist_when_it_is_changed_then_that_change_alone_fails()
    {
        var (phone, _, inbox) = await NewOwnerWithMailAsync(Letters.Plain("Here"));
        await phone.SyncAllAsync(inbox, Token);
        var here = Assert.Single(phone.Held(inbox).Items).Key;

        var answer = await phone.SyncAsync(
            inbox,
            Token,
            collection => collection with { Commands = [SyncCommand.MarkRead($"{inbox}:999999", true), SyncCommand.MarkRead(here, true)] });

        Assert.Equal(1, answer.Single.Status);
        var failed = Assert.Single(answer.Single.Results);
        Assert.Equal(("Change", $"{inbox}:999999", 8), (failed.Kind, failed.ServerId, failed.Status));
    }

    [Fact]
    public async Task Given_two_phones_when_both_sync_then_the_ids_of_the_mails_are_the_same()
    {
        var (first, account, inbox) = await NewOwnerWithMailAsync(Letters.Plain("one"), Letters.Plain("two"));
        var second = await server.NewPhoneAsync(account, Token);

        await first.SyncAllAsync(inbox, Token);
        await second.SyncAllAsync(inbox, Token);

        Assert.Equal(first.Held(inbox).Items.Keys.Order(), second.Held(inbox).Items.Keys.Order());
    }

    [Fact]
    public async Task Given_a_held_mail_when_it_is_fetched_by_Sync_then_the_whole_comes_in_the_responses()
    {
        var (phone, _, inbox) = await NewOwnerWithMailAsync(Letters.Alternative("Whole"));
        await phone.SyncAllAsync(
            inbox, Token, collection => collection with { Options = new SyncOptions { BodyPreferences = [PlainText with { TruncationSize = 4 }] } });
        var id = Assert.Single(phone.Held(inbox).Items).Key;

        var answer = await phone.SyncAsync(
            inbox,
            Token,
            collection => collection with { Options = new SyncOptions { BodyPreferences = [PlainText] }, Commands = [SyncCommand.Fetch(id)] });

        var fetched = Assert.Single(answer.Single.Results);
        Assert.Equal(("Fetch", id, 1), (fetched.Kind, fetched.ServerId, fetched.Status));
        Assert.Equal(Letters.Umlauts, new MailItem(fetched.Data!, []).Body.Data?.Trim());
    }

    [Fact]
    public async Task Given_a_message_when_it_is_handed_in_then_every_recipient_gets_it()
    {
        var (first, firstAccount, inbox) = await NewOwnerAsync();
        var (second, secondAccount, _) = await NewOwnerAsync();

        using var response = await server.Admin.PostInboundAsync(
            $"recipient={firstAccount.Address}&recipient={secondAccount.Address}", Letters.Plain("To both"), Token);
        await first.SyncAllAsync(inbox, Token);
        await second.SyncAllAsync(inbox, Token);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(["To both"], SubjectsIn(first, inbox));
        Assert.Equal(["To both"], SubjectsIn(second, inbox));
    }

    [Fact]
    public async Task Given_an_unknown_recipient_when_a_message_is_handed_in_then_it_is_not_found()
    {
        using var response = await server.Admin.PostInboundAsync($"recipient=nobody@{server.Demo.Domain}", Letters.Plain("Lost"), Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong-token")]
    public async Task Given_no_token_when_a_message_is_handed_in_then_it_is_refused(string? token)
    {
        using var stranger = new AdminClient(server.Server.Url, token);

        using var response = await stranger.PostInboundAsync($"recipient={server.Demo.Bob.Address}", Letters.Plain("Spam"), Token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Given_a_declared_gigabyte_when_a_message_is_handed_in_then_it_is_too_large_at_once()
    {
        var status = await DeclaredLength.PostAsync(
            server.Server.Url,
            $"/api/inbound?recipient={server.Demo.Bob.Address}",
            $"Bearer {server.Demo.AdminToken}",
            "message/rfc822",
            1L << 30,
            Token).WaitAsync(TimeSpan.FromSeconds(15), Token);

        Assert.Equal(413, status);
    }
}
