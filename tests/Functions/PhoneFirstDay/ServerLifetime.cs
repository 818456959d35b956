using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>What phones and messages live through when the server under them stops, dies and comes back.</summary>
/// <remarks>Each test has a server of its own.</remarks>
public abstract class ServerLifetime : IAsyncLifetime
{
    private static readonly TimeSpan Promptly = TimeSpan.FromSeconds(15);

    private ITestStore? store;
    private ServerProcess? server;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected ServerProcess Server => server ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        store = await OpenStoreAsync();
        server = await ServerProcess.StartAsync(store, Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        if (store is not null)
        {
            await store.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Given_an_answered_Sync_when_the_server_dies_and_returns_then_no_mail_is_lost_or_doubled()
    {
        var phone = await Phones.SetUpAsync(Phones.NewDevice(Server.Url, Server.Demo.Bob), Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await phone.SyncAsync(inbox, Token);
        await phone.SyncAsync(inbox, Token, collection => collection with { WindowSize = 25 });

        await Server.KillAsync(Token);
        await Server.StartAgainAsync(Token);
        var folders = await phone.SyncFoldersAsync(Token);
        await phone.SyncAllAsync(inbox, Token, collection => collection with { WindowSize = 25 });

        Assert.Equal(1, folders.Status);
        Assert.Empty(folders.Added);
        Assert.Equal(60, phone.Held(inbox).Items.Count);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_Sync_whose_answer_got_lost_when_the_server_dies_and_returns_then_the_same_answer_comes_again()
    {
        var phone = await Phones.SetUpAsync(Phones.NewDevice(Server.Url, Server.Demo.Bob), Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await phone.SyncAsync(inbox, Token);
        var request = new SyncRequest(phone.Next(inbox, collection => collection with { WindowSize = 25 }));
        var lost = await phone.Device.SyncAsync(request, Token);

        await Server.KillAsync(Token);
        await Server.StartAgainAsync(Token);
        var repeated = await phone.Device.SyncAsync(request, Token);
        phone.Apply(repeated);
        await phone.SyncAllAsync(inbox, Token, collection => collection with { WindowSize = 25 });

        Assert.Equal(lost.Single.AddedIds, repeated.Single.AddedIds);
        Assert.Equal(lost.Single.SyncKey, repeated.Single.SyncKey);
        Assert.Equal(60, phone.Held(inbox).Items.Count);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_message_was_accepted_when_the_server_dies_and_returns_then_it_is_there()
    {
        using var admin = new AdminClient(Server.Url, Server.Demo.AdminToken);
        var account = await admin.NewAccountAsync(Server.Demo.Domain, Token);
        var phone = await Phones.SetUpAsync(Phones.NewDevice(Server.Url, account), Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await phone.SyncAllAsync(inbox, Token);

        await admin.DeliverAsync(account, Letters.Plain("Durable"), Token);
        await Server.KillAsync(Token);
        await Server.StartAgainAsync(Token);
        await phone.SyncAllAsync(inbox, Token);

        Assert.Equal("Durable", Assert.Single(phone.Held(inbox).Items).Value.Subject);
    }

    [Fact]
    public async Task Given_a_held_Ping_when_the_server_is_told_to_stop_then_it_is_answered_and_the_end_is_orderly()
    {
        var phone = await Phones.SetUpAsync(Phones.NewDevice(Server.Url, Server.Demo.Bob), Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await phone.SyncAllAsync(inbox, Token);
        var ping = await Phones.HoldPingAsync(phone, inbox, Token);

        var stop = await Server.StopAsync(Token);
        var answer = await ping;

        // Nothing new: the phone comes again at once and finds whoever serves it then.
        Assert.Equal(1, answer.Status);
        Assert.Equal(0, stop.ExitCode);
        Assert.True(stop.Took < Promptly, $"Stopping took {stop.Took}.");
    }

    [Fact]
    public async Task Given_a_stopped_server_when_it_starts_again_then_accounts_and_phones_are_as_before()
    {
        var phone = await Phones.SetUpAsync(Phones.NewDevice(Server.Url, Server.Demo.Alice), Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await phone.SyncAllAsync(inbox, Token);
        var demo = Server.Demo;

        await Server.StopAsync(Token);
        await Server.StartAgainAsync(Token);
        var sync = await phone.SyncAsync(inbox, Token);

        Assert.True(sync.IsEmpty);
        Assert.Equal(demo.AdminToken, Server.Demo.AdminToken);
        Assert.Equal(demo.Accounts, Server.Demo.Accounts);
    }

    protected abstract Task<ITestStore> OpenStoreAsync();
}
