using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>Two servers on one storage account, each with a data folder of its own, and phones that reach either.</summary>
public sealed class TwoServers : IAsyncDisposable
{
    /// <summary>How long a change made by the other instance may take to be found: seconds, so that tests need no more.</summary>
    private const string LookAgainAfter = "00:00:05";

    private readonly ITestStore store;

    private TwoServers(ITestStore store, AzureStore storeOfA, ServerProcess a, ServerProcess b)
    {
        this.store = store;
        StoreOfA = storeOfA;
        A = a;
        B = b;
    }

    public ServerProcess A { get; }

    public ServerProcess B { get; }

    /// <summary>The way of A to the store, and of A alone.</summary>
    public AzureStore StoreOfA { get; }

    /// <summary>The demo that A made, on which B works as well.</summary>
    public DemoFile Demo => A.Demo;

    /// <summary>Starts both.</summary>
    /// <param name="serverKey">The same for both; null lets each make its own.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<TwoServers> StartAsync(string? serverKey, CancellationToken cancellationToken)
    {
        Assert.SkipWhen(AzureStore.Missing is not null, AzureStore.Missing ?? "");
        var store = await AzureStore.StartAsync(cancellationToken);
        var storeOfA = ((AzureStore)store).Beside();
        var settings = new Dictionary<string, string>
        {
            ["Carbonio__Ping__LookAgainAfter"] = LookAgainAfter,
            ["Carbonio__ServerKey"] = serverKey ?? "",
            ["Logging__LogLevel__Default"] = "Debug",
        };
        var a = await ServerProcess.StartAsync(storeOfA, cancellationToken, settings);
        var b = await ServerProcess.StartAsync(store, cancellationToken, new Dictionary<string, string>(settings) { ["ASPNETCORE_ENVIRONMENT"] = "Production" });
        return new(store, storeOfA, a, b);
    }

    public AdminClient AdminOf(ServerProcess server) => new(server.Url, Demo.AdminToken);

    /// <summary>A new account, made on A.</summary>
    public async Task<DemoAccount> NewAccountAsync(CancellationToken cancellationToken)
    {
        using var admin = AdminOf(A);
        return await admin.NewAccountAsync(Demo.Domain, cancellationToken);
    }

    /// <summary>A phone that knows its folders, and the same phone as it reaches the other server.</summary>
    public async Task<TwoWayPhone> NewPhoneAsync(DemoAccount account, CancellationToken cancellationToken)
    {
        var phone = await Phones.SetUpAsync(Phones.NewDevice(A.Url, account), cancellationToken);
        var there = new EasDevice(phone.Device.Settings with { Server = B.Url }) { PolicyKey = phone.Device.PolicyKey };
        return new(phone, phone.Device, there);
    }

    public async ValueTask DisposeAsync()
    {
        await A.DisposeAsync();
        await B.DisposeAsync();
        await StoreOfA.DisposeAsync();
        await store.DisposeAsync();
    }
}
