using System.Net;
using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>A server's stops and starts, the data in Azure's tables and blobs, which can be out of reach as well.</summary>
public sealed class AzureServerLifetime : ServerLifetime
{
    private AzureStore? azure;

    [Fact]
    public async Task Given_the_store_is_out_of_reach_when_a_phone_syncs_then_it_is_told_to_come_again_and_later_served()
    {
        var phone = await Phones.SetUpAsync(Phones.NewDevice(Server.Url, Server.Demo.Bob), Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await phone.SyncAsync(inbox, Token);
        await phone.SyncAsync(inbox, Token, collection => collection with { WindowSize = 25 });
        using var admin = new AdminClient(Server.Url, Server.Demo.AdminToken);

        azure!.Cut();
        // Asserts Retry-After as well.
        var refusal = await Assert.ThrowsAsync<EasHttpException>(() => phone.SyncAsync(inbox, Token));
        using var alive = await admin.GetAsync("healthz", Token);
        using var notReady = await admin.GetAsync("readyz", Token);
        using var notDelivered = await admin.PostInboundAsync($"recipient={Server.Demo.Bob.Address}", Letters.Plain("Later"), Token);
        azure.Mend();
        await phone.SyncAllAsync(inbox, Token, collection => collection with { WindowSize = 25 });
        using var ready = await admin.GetAsync("readyz", Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refusal.Response.Status);
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, notReady.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, notDelivered.StatusCode);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal(60, phone.Held(inbox).Items.Count);
        Assert.Empty(phone.Errors);
    }

    protected override async Task<ITestStore> OpenStoreAsync()
    {
        Assert.SkipWhen(AzureStore.Missing is not null, AzureStore.Missing ?? "");
        var store = await AzureStore.StartAsync(Token);
        azure = (AzureStore)store;
        return store;
    }
}
