using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Support;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Sync;

/// <summary>The account whose phones a bench has: made once for all, since nothing here changes it.</summary>
internal static class BenchAccount
{
    private static readonly Lazy<Task<AccountView>> Account = new(() => CreateAsync(0));

    /// <summary>The account; one of its own for a bench with a quota.</summary>
    public static Task<AccountView> FindAsync(long quotaBytes) => quotaBytes == 0 ? Account.Value : CreateAsync(quotaBytes);

    private static async Task<AccountView> CreateAsync(long quotaBytes)
    {
        var options = new DirectoryOptions { HashRounds = 1000 };
        using var hasher = new PasswordHasher(options);
        var time = new FakeTimeProvider();
        var entities = new ModelEntityStore();
        var directory = new DirectoryReader(entities, time, options);
        var writer = new DirectoryWriter(entities, directory, hasher, SystemRandomSource.Instance, time);
        Assert.True((await writer.CreateDomainAsync("example.test", null, null, default)).IsDone);
        var attributes = new Dictionary<string, string> { ["displayName"] = "Alice Example", ["zimbraMailQuota"] = $"{quotaBytes}" };
        Assert.True((await writer.CreateAccountAsync("alice@example.test", "a password", attributes, default)).IsDone);
        return (await directory.FindAccountByAddressAsync("alice@example.test", default))!;
    }
}
