using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

public abstract partial class PhoneFirstDay
{
    [Fact]
    public async Task Given_a_held_Ping_when_mail_comes_then_it_names_the_folder_and_a_Sync_brings_exactly_that_mail()
    {
        var (phone, account, inbox) = await NewOwnerWithMailAsync(Letters.Plain("Old"));
        await phone.SyncAllAsync(inbox, Token);
        var ping = await Phones.HoldPingAsync(phone, inbox, Token);

        await server.Admin.DeliverAsync(account, Letters.Plain("New"), Token);
        var answer = await ping;
        var sync = await phone.SyncAsync(inbox, Token);

        Assert.Equal(2, answer.Status);
        Assert.Equal([inbox], answer.Folders);
        var added = Assert.Single(sync.Single.Changes);
        Assert.Equal((SyncChangeKind.Add, "New"), (added.Kind, added.Mail.Subject));
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_mail_since_the_last_Sync_when_a_Ping_comes_then_it_is_answered_at_once()
    {
        var (phone, account, inbox) = await NewOwnerAsync();
        await phone.SyncAllAsync(inbox, Token);
        await server.Admin.DeliverAsync(account, Letters.Plain("New"), Token);

        var answer = await phone.Device.PingAsync(ServerProcess.LongestHeartbeatSeconds, [inbox], Token);

        Assert.Equal(2, answer.Status);
        Assert.Equal([inbox], answer.Folders);
    }

    [Fact]
    public async Task Given_a_held_Ping_when_the_same_phone_marks_a_mail_as_read_then_only_new_mail_ends_it()
    {
        var (phone, account, inbox) = await NewOwnerWithMailAsync(Letters.Plain("Old"));
        await phone.SyncAllAsync(inbox, Token);
        var id = Assert.Single(phone.Held(inbox).Items).Key;
        var ping = await Phones.HoldPingAsync(phone, inbox, Token);

        await phone.SyncAsync(inbox, Token, collection => collection with { Commands = [SyncCommand.MarkRead(id, true)] });
        // A second exchange on the mailbox: an echo would have ended the Ping by its end.
        var nothing = await phone.SyncAsync(inbox, Token);
        Assert.True(nothing.IsEmpty);
        Assert.False(ping.IsCompleted);
        await server.Admin.DeliverAsync(account, Letters.Plain("New"), Token);

        Assert.Equal(2, (await ping).Status);
    }

    [Fact]
    public async Task Given_a_held_Ping_when_another_phone_of_the_owner_marks_a_mail_as_read_then_it_ends()
    {
        var (phone, account, inbox) = await NewOwnerWithMailAsync(Letters.Plain("Old"));
        var other = await server.NewPhoneAsync(account, Token);
        await phone.SyncAllAsync(inbox, Token);
        await other.SyncAllAsync(inbox, Token);
        var id = Assert.Single(phone.Held(inbox).Items).Key;
        var ping = await Phones.HoldPingAsync(phone, inbox, Token);

        await other.SyncAsync(inbox, Token, collection => collection with { Commands = [SyncCommand.MarkRead(id, true)] });

        Assert.Equal(2, (await ping).Status);
    }

    [Fact]
    public async Task Given_a_Ping_was_sent_before_when_it_is_repeated_with_an_empty_body_then_the_same_folders_are_watched()
    {
        var (phone, account, inbox) = await NewOwnerAsync();
        await phone.SyncAllAsync(inbox, Token);
        await server.Admin.DeliverAsync(account, Letters.Plain("First"), Token);
        await phone.Device.PingAsync(ServerProcess.LongestHeartbeatSeconds, [inbox], Token);
        await phone.SyncAllAsync(inbox, Token);
        await server.Admin.DeliverAsync(account, Letters.Plain("Second"), Token);

        var answer = await phone.Device.PingAsync(null, [], Token);

        Assert.Equal(2, answer.Status);
        Assert.Equal([inbox], answer.Folders);
    }

    [Fact]
    public async Task Given_a_phone_that_never_sent_a_Ping_when_it_sends_an_empty_one_then_parameters_are_missing()
    {
        var (phone, _, _) = await NewOwnerAsync();

        var answer = await phone.Device.PingAsync(null, [], Token);

        Assert.Equal(3, answer.Status);
    }

    [Theory]
    [InlineData(1, 60)]
    [InlineData(99999, ServerProcess.LongestHeartbeatSeconds)]
    public async Task Given_a_heartbeat_out_of_bounds_when_a_Ping_is_sent_then_the_nearest_bound_comes(int asked, int bound)
    {
        var (phone, _, inbox) = await NewOwnerAsync();
        await phone.SyncAllAsync(inbox, Token);

        var answer = await phone.Device.PingAsync(asked, [inbox], Token);

        Assert.Equal(5, answer.Status);
        Assert.Equal(bound, answer.HeartbeatInterval);
    }

    [Fact]
    public async Task Given_a_held_Ping_when_a_newer_one_comes_then_the_older_ends_with_nothing_new_and_the_newer_is_woken()
    {
        var (phone, account, inbox) = await NewOwnerAsync();
        await phone.SyncAllAsync(inbox, Token);

        // Asserts that one of two ends with Status 1 while the other is held.
        var newer = await Phones.HoldPingAsync(phone, inbox, Token);
        await server.Admin.DeliverAsync(account, Letters.Plain("New"), Token);

        Assert.Equal(2, (await newer).Status);
    }

    [Fact]
    public async Task Given_a_held_Ping_when_another_phone_of_the_owner_sends_one_then_both_are_held_and_woken()
    {
        var (first, account, inbox) = await NewOwnerAsync();
        var second = await server.NewPhoneAsync(account, Token);
        await first.SyncAllAsync(inbox, Token);
        await second.SyncAllAsync(inbox, Token);
        var firstPing = await Phones.HoldPingAsync(first, inbox, Token);
        var secondPing = await Phones.HoldPingAsync(second, inbox, Token);
        Assert.False(firstPing.IsCompleted);

        await server.Admin.DeliverAsync(account, Letters.Plain("New"), Token);

        Assert.Equal(2, (await firstPing).Status);
        Assert.Equal(2, (await secondPing).Status);
    }

    [Fact]
    public async Task Given_a_held_Ping_when_the_phone_hangs_up_then_the_next_one_is_held_and_woken()
    {
        var (phone, account, inbox) = await NewOwnerAsync();
        await phone.SyncAllAsync(inbox, Token);
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var abandoned = await Phones.HoldPingAsync(phone, inbox, hangUp.Token);

        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);
        var ping = phone.Device.PingAsync(ServerProcess.LongestHeartbeatSeconds, [inbox], Token);
        await server.Admin.DeliverAsync(account, Letters.Plain("New"), Token);

        Assert.Equal(2, (await ping).Status);
    }

    [Fact]
    public async Task Given_a_held_Sync_when_mail_comes_then_the_answer_brings_it()
    {
        var (phone, account, inbox) = await NewOwnerAsync();
        await phone.SyncAllAsync(inbox, Token);
        var held = phone.Device.SyncAsync(
            new SyncRequest(phone.Next(inbox)) { HeartbeatInterval = ServerProcess.LongestHeartbeatSeconds }, Token);

        await server.Admin.DeliverAsync(account, Letters.Plain("New"), Token);
        var answer = await held;

        Assert.Equal("New", Assert.Single(answer.Single.Changes).Mail.Subject);
    }

    [Fact]
    public async Task Given_a_heartbeat_out_of_bounds_when_a_Sync_is_to_be_held_then_the_limit_comes()
    {
        var (phone, _, inbox) = await NewOwnerAsync();
        await phone.SyncAllAsync(inbox, Token);

        var answer = await phone.Device.SyncAsync(new SyncRequest(phone.Next(inbox)) { HeartbeatInterval = 1 }, Token);

        Assert.Equal(14, answer.Status);
        Assert.Equal(60, answer.Limit);
    }
}
