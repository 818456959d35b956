using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>One running server for all tests of a class, and what a test needs to be alone on it.</summary>
public abstract class ServerFixture : IAsyncLifetime
{
    private ITestStore? store;
    private ServerProcess? server;
    private AdminClient? admin;

    /// <summary>The server; the test that asks is skipped by name when its store cannot run here.</summary>
    public ServerProcess Server => Started(server);

    public DemoFile Demo => Server.Demo;

    public AdminClient Admin => Started(admin);

    /// <summary>Why the store cannot run here; null when it can.</summary>
    protected virtual string? Missing => null;

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
        {
            return; // a fixture cannot skip: the tests do
        }

        store = await OpenStoreAsync();
        server = await ServerProcess.StartAsync(store, CancellationToken.None);
        admin = new AdminClient(server.Url, server.Demo.AdminToken);
    }

    public async ValueTask DisposeAsync()
    {
        admin?.Dispose();
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

    /// <summary>An account that no other test knows, with nothing in it.</summary>
    public Task<DemoAccount> NewAccountAsync(CancellationToken cancellationToken) =>
        Admin.NewAccountAsync(Demo.Domain, cancellationToken);

    /// <summary>A phone that no other test knows, as it comes out of its box.</summary>
    public EasDevice NewDevice(DemoAccount account, Func<EasDeviceSettings, EasDeviceSettings>? change = null) =>
        Phones.NewDevice(Server.Url, account, change);

    /// <summary>A phone that was provisioned and knows the folders.</summary>
    public Task<PhoneModel> NewPhoneAsync(
        DemoAccount account, CancellationToken cancellationToken, Func<EasDeviceSettings, EasDeviceSettings>? change = null) =>
        Phones.SetUpAsync(NewDevice(account, change), cancellationToken);

    protected abstract Task<ITestStore> OpenStoreAsync();

    private T Started<T>(T? part)
        where T : class
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        return part ?? throw new InvalidOperationException("Not started.");
    }
}
