using Carbonio.Cloud.Devices.Index;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Support;
using Xunit;

namespace Carbonio.Cloud.Devices.Tests.Index;

public sealed class DeviceIndexTests
{
    private static readonly Guid Tenant = Guid.Parse("11111111-1111-1111-1111-111111111111");
    private static readonly Guid OtherTenant = Guid.Parse("22222222-2222-2222-2222-222222222222");
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly CountingEntityStore entities = new(new ModelEntityStore());
    private readonly DeviceIndex index;

    public DeviceIndexTests() => index = new(entities);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(1000)]
    public async Task Given_devices_in_many_buckets_when_listed_by_pages_of_any_length_then_each_comes_once(int maximum)
    {
        for (var number = 0; number < 150; number++)
        {
            await PutAsync(Tenant, "a.test", $"Phone{number}");
        }

        var listed = await AllAsync(Tenant, "a.test", maximum);

        Assert.Equal(150, listed.Count);
        Assert.Equal(150, listed.Distinct().Count());
    }

    [Fact]
    public async Task Given_devices_of_other_tenants_and_domains_when_a_domain_is_listed_then_only_its_own_come()
    {
        await PutAsync(Tenant, "a.test", "mine");
        await PutAsync(Tenant, "b.test", "other-domain");
        await PutAsync(OtherTenant, "a.test", "other-tenant");

        Assert.Equal(["mine"], await AllAsync(Tenant, "a.test", 10));
    }

    [Theory]
    [InlineData("zz!x")]
    [InlineData("40!")]
    [InlineData("0")]
    [InlineData("00x")]
    [InlineData("00!A")]
    [InlineData("00!a b")]
    public async Task Given_a_continuation_that_no_page_gave_when_listed_then_nothing_comes(string next)
    {
        await PutAsync(Tenant, "a.test", "mine");

        var page = await index.PageAsync(Tenant, "a.test", next, 10, Cancel);

        Assert.Empty(page.Devices);
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task Given_one_id_in_two_cases_when_put_twice_then_it_is_one_device_and_can_be_deleted_by_either()
    {
        var account = await PutAsync(Tenant, "a.test", "PHONE", Guid.Parse("33333333-3333-3333-3333-333333333333"));
        await PutAsync(Tenant, "a.test", "phone", account.Account);
        Assert.Equal(["phone"], await AllAsync(Tenant, "a.test", 10));

        await index.DeleteAsync(account, "a.test", "Phone", Cancel);
        await index.DeleteAsync(account, "a.test", "Phone", Cancel);

        Assert.Empty(await AllAsync(Tenant, "a.test", 10));
    }

    [Fact]
    public async Task Given_one_device_of_two_accounts_when_listed_then_it_comes_for_each()
    {
        await PutAsync(Tenant, "a.test", "shared");
        await PutAsync(Tenant, "a.test", "shared");

        Assert.Equal(["shared", "shared"], await AllAsync(Tenant, "a.test", 10));
    }

    [Fact]
    public async Task Given_many_devices_when_a_page_is_read_then_it_costs_what_a_page_costs_whatever_else_there_is()
    {
        for (var number = 0; number < 3000; number++)
        {
            await PutAsync(Tenant, "a.test", $"Phone{number}");
        }

        var (reads, rows) = (entities.Reads, entities.RowsRead);
        var page = await index.PageAsync(Tenant, "a.test", null, 10, Cancel);

        Assert.Equal(10, page.Devices.Count);
        Assert.Equal((1, 10), (entities.Reads - reads, entities.RowsRead - rows));
    }

    [Fact]
    public async Task Given_a_domain_without_devices_when_listed_then_it_is_seen_through_in_eight_pages()
    {
        var pages = 0;
        string? next = null;
        do
        {
            next = (await index.PageAsync(Tenant, "a.test", next, 100, Cancel)).Next;
            pages++;
        }
        while (next is not null);

        Assert.Equal((8, 64), (pages, entities.Reads));
    }

    [Theory]
    [InlineData(256, 256)]
    [InlineData(257, 256)]
    public async Task Given_a_long_user_agent_when_listed_then_it_is_cut(int length, int kept)
    {
        await index.PutAsync(new(Tenant, Guid.Empty), "a.test", Listed("d", Guid.Empty) with { UserAgent = new('x', length) }, Cancel);

        Assert.Equal(kept, Assert.Single((await index.PageAsync(Tenant, "a.test", Bucket("d"), 1, Cancel)).Devices).UserAgent.Length);
    }

    [Fact]
    public void Given_a_device_when_something_of_it_changes_then_its_stamp_says_whether_a_list_must_hear_of_it()
    {
        var device = new Device { DeviceId = "d", DeviceType = "t", LastSeen = Noon };
        var stamp = ListedDevice.StampOf(device);

        Assert.NotEqual(0, stamp);
        Assert.Equal(stamp, ListedDevice.StampOf(device with { LastSeen = Noon.AddHours(11), PingSeconds = 60, LastCommand = "Ping", Hierarchy = [1] }));
        Assert.NotEqual(stamp, ListedDevice.StampOf(device with { LastSeen = Noon.AddHours(12) }));
        Assert.NotEqual(stamp, ListedDevice.StampOf(device with { UserAgent = "x" }));
        Assert.NotEqual(stamp, ListedDevice.StampOf(device with { DeviceType = "x" }));
        Assert.NotEqual(stamp, ListedDevice.StampOf(device with { ProtocolVersion = "16.1" }));
        Assert.NotEqual(stamp, ListedDevice.StampOf(device with { Suspension = new("desk", Noon) }));
        Assert.NotEqual(stamp, ListedDevice.StampOf(device with { Policy = new(7, 1, Noon, 0, 0) }));
        Assert.NotEqual(stamp, ListedDevice.StampOf(device with { PasswordProof = new PasswordProof("aKcLK", new byte[PasswordProof.MacBytes]).ToBytes() }));
    }

    private static string Bucket(string deviceId) => $"{DeviceIndex.BucketOf(deviceId):x2}!";

    private static ListedDevice Listed(string deviceId, Guid account) =>
        new() { Account = account, Address = "alice@a.test", DeviceId = deviceId, DeviceType = "iPhone", FirstSeen = Noon, LastSeen = Noon };

    private async Task<AccountKey> PutAsync(Guid tenant, string domain, string deviceId, Guid? account = null)
    {
        var key = new AccountKey(tenant, account ?? Guid.NewGuid());
        await index.PutAsync(key, domain, Listed(deviceId, key.Account), Cancel);
        return key;
    }

    private async Task<IReadOnlyList<string>> AllAsync(Guid tenant, string domain, int maximum)
    {
        var all = new List<string>();
        string? next = null;
        do
        {
            var page = await index.PageAsync(tenant, domain, next, maximum, Cancel);
            Assert.True(page.Devices.Count <= maximum);
            all.AddRange(page.Devices.Select(device => device.DeviceId));
            next = page.Next;
        }
        while (next is not null);

        return all;
    }
}
