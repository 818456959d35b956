using Carbonio.Cloud.Devices.EasFilters;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Carbonio.Cloud.Devices.Tests.EasFilters;

/// <summary>Filters on a store in memory, and accounts to ask them for.</summary>
internal sealed class EasFilterInstance : IDisposable
{
    private readonly PasswordHasher hasher;

    public EasFilterInstance(IEntityStore? store = null, FakeTimeProvider? time = null)
    {
        Store = store ?? new ModelEntityStore();
        Time = time ?? new FakeTimeProvider();
        var options = new DirectoryOptions { HashRounds = 1 };
        hasher = new(options);
        Reader = new(Store, Time, options);
        Writer = new(Store, Reader, hasher, SystemRandomSource.Instance, Time);
        Filters = new(Reader, Writer, NullLogger<EasFilterStore>.Instance);
    }

    public static CancellationToken None => TestContext.Current.CancellationToken;

    public static VersionSet All { get; } = VersionSet.Of(VersionSet.Known);

    public IEntityStore Store { get; }

    public FakeTimeProvider Time { get; }

    public DirectoryReader Reader { get; }

    public DirectoryWriter Writer { get; }

    public EasFilterStore Filters { get; }

    public async Task<AccountView> AccountAsync(string address, params string[] aliases)
    {
        await Writer.CreateDomainAsync(AdminActor.Server, address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..], "acme", null, None);
        var account = (await Writer.CreateAccountAsync(AdminActor.Server, address, "secret", null, None)).Value!;
        foreach (var alias in aliases)
        {
            await Writer.AddAliasAsync(AdminActor.Server, account.Key, alias, None);
        }

        return (await Reader.FindAccountByAddressAsync(address, None))!;
    }

    public async Task AddAsync(string key, string type, string parameter, string mode, string versions, bool blocking = false)
    {
        var outcome = await Filters.AddAsync(AdminActor.Server, new(key, type, parameter, mode, versions, blocking), None);
        Assert.Equal((DirectoryStatus.Done, null), (outcome.Status, outcome.Message));
    }

    public async Task<string> OfferAsync(AccountView account, string userAgent, VersionSet? served = null)
    {
        await Filters.ReadAsync(None);
        return Filters.Offer(account, userAgent, served ?? All).ToString();
    }

    public async Task<string> KeysAsync() => string.Join(' ', (await Filters.ReadAsync(None)).Filters.Select(filter => filter.Key));

    public void Dispose() => hasher.Dispose();
}
