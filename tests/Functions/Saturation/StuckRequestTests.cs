using System.Net;
using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>A real server that works on one request at a time, whose store does not answer that one.</summary>
public sealed class StuckRequestTests
{
    private static readonly Dictionary<string, string> OneAtATime = new()
    {
        ["Carbonio__Work__AtOnce"] = "1",
        ["Carbonio__Work__Waiting"] = "0",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_request_that_is_stuck_when_phones_come_then_they_get_503_with_Retry_After_the_operator_is_answered_and_all_is_well_afterwards()
    {
        Assert.SkipWhen(AzureStore.Missing is not null, AzureStore.Missing ?? "");
        await using var store = await AzureStore.StartAsync(Token);
        await using var server = await ServerProcess.StartAsync(store, Token, OneAtATime);
        using var admin = new AdminClient(server.Url, server.Demo.AdminToken);
        var account = await admin.NewAccountAsync(server.Demo.Domain, Token);
        var stuck = await Phones.SetUpAsync(Phones.NewDevice(server.Url, account), Token);
        var other = await Phones.SetUpAsync(Phones.NewDevice(server.Url, account), Token);
        var held = ((AzureStore)store).HoldNextBatchAsync(committed: true);
        var create = stuck.CreateFolderAsync("Projects", Token);
        await held;

        var refused = await Assert.ThrowsAsync<EasHttpException>(() => other.SyncAsync(other.IdOf(EasFolderType.Inbox), Token));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Response.Status);
        Assert.InRange(int.Parse(refused.Response.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 5, 30);
        foreach (var path in (string[])["healthz", "readyz", "metrics", $"api/admin/v1/accounts/{account.Address}"])
        {
            using var response = await admin.GetAsync(path, Token);
            Assert.Equal((path, HttpStatusCode.OK), (path, response.StatusCode));
        }

        Assert.Equal(1, await Metric.ReadAsync(admin, "carbonio_work_running", Token));
        Assert.Equal(1, await Metric.ReadAsync(admin, "carbonio_requests_refused_total{reason=\"queue_full\"}", Token));

        ((AzureStore)store).Cut();
        ((AzureStore)store).Mend();
        Assert.Equal(1, (await create).Status);
        await other.SyncAllAsync(other.IdOf(EasFolderType.Inbox), Token);
        Assert.Equal(0, await Metric.ReadAsync(admin, "carbonio_work_running", Token));
    }
}
