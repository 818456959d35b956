using Carbonio.Cloud.HostDouble;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>The published server behind a Functions host, in Development, on embedded stores.</summary>
public sealed class HostedServer : IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private readonly TemporaryFolder data;
    private readonly bool ownsData;

    private HostedServer(FunctionsHost host, TemporaryFolder data, bool ownsData)
    {
        Host = host;
        this.data = data;
        this.ownsData = ownsData;
    }

    public FunctionsHost Host { get; }

    public DemoFile Demo => DemoFile.Read(data.Path);

    /// <summary>Starts it, and waits until it is ready.</summary>
    /// <param name="folder">What was published.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="change">Sets the host up differently.</param>
    /// <param name="onDataOf">Goes on where another one stopped.</param>
    public static async Task<HostedServer> StartAsync(
        string folder,
        CancellationToken cancellationToken,
        Func<FunctionsHostSettings, FunctionsHostSettings>? change = null,
        HostedServer? onDataOf = null)
    {
        var data = onDataOf?.data ?? new TemporaryFolder();
        var settings = new FunctionsHostSettings
        {
            AppSettings = new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["CARBONIO_DATA"] = data.Path,
                ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
                ["AzureWebJobsDisableHomepage"] = "true",
            },
        };
        var host = await FunctionsHost.StartAsync(folder, change is null ? settings : change(settings), cancellationToken);
        var server = new HostedServer(host, data, onDataOf is null);
        await server.BeReadyAsync(cancellationToken);
        return server;
    }

    /// <summary>A phone that was provisioned and knows the folders.</summary>
    public Task<EasClient.PhoneModel> NewPhoneAsync(
        DemoAccount account, CancellationToken cancellationToken, Func<EasClient.EasDeviceSettings, EasClient.EasDeviceSettings>? change = null) =>
        Phones.SetUpAsync(Phones.NewDevice(Host.Url, account, change), cancellationToken);

    public AdminClient NewAdmin() => new(Host.Url, Demo.AdminToken);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(Host.Log.ToString());
        if (ownsData)
        {
            data.Dispose();
        }
    }

    private async Task BeReadyAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        while (true)
        {
            using var answer = await http.GetAsync(new Uri(Host.Url, "readyz"), cancellationToken);
            if (answer.IsSuccessStatusCode)
            {
                return;
            }

            await Task.Delay(BetweenLooks, cancellationToken);
        }
    }
}
