using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Support;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Sync;

/// <summary>The accounts whose phones a bench has: made once for all, since nothing here changes them.</summary>
internal static class BenchAccount
{
    public const string Alice = "alice@example.test";
    public const string Bob = "bob@example.test";

    private static readonly Lazy<DirectoryReader> Made = new(() => CreateAsync().GetAwaiter().GetResult());

    public static DirectoryReader Directory => Made.Value;

    public static async Task<AccountView> FindAsync(string address = Alice) => (await Directory.FindAccountByAddressAsync(address, default))!;

    /// <summary>Alice; in a directory of its own for a bench with a quota.</summary>
    public static Task<AccountView> FindAsync(long quotaBytes) =>
        quotaBytes == 0
            ? FindAsync()
            : CreateAsync(Alice, new Dictionary<string, string> { ["displayName"] = "Alice Example", ["zimbraMailQuota"] = $"{quotaBytes}" });

    /// <summary>An account in a directory of its own, for a test that needs other attributes or aliases.</summary>
    public static async Task<AccountView> CreateAsync(string address, IReadOnlyDictionary<string, string> attributes, params string[] aliases)
    {
        var (directory, writer) = await NewDirectoryAsync();
        var account = await writer.CreateAccountAsync(AdminActor.Server, address, "a password", attributes, default);
        Assert.True(account.IsDone);
        foreach (var alias in aliases)
        {
            Assert.True((await writer.AddAliasAsync(AdminActor.Server, account.Value!.Key, alias, default)).IsDone);
        }

        return (await directory.FindAccountByAddressAsync(address, default))!;
    }

    /// <summary>What holds for a service for which admins have set something.</summary>
    public static async Task<ServiceSettings> ServiceAsync(params (string Name, string Value)[] attributes)
    {
        var (directory, writer) = await NewDirectoryAsync();
        var set = attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value);
        Assert.True((await writer.ModifyServiceAsync(AdminActor.Server, AttributeScopes.Server, set, null, default)).IsDone);
        return await directory.ServiceAsync(default);
    }

    private static async Task<DirectoryReader> CreateAsync()
    {
        var (directory, writer) = await NewDirectoryAsync();
        foreach (var (address, name) in new[] { (Alice, "Alice Example"), (Bob, "Bob Example") })
        {
            Assert.True((await writer.CreateAccountAsync(AdminActor.Server, address, "a password", new Dictionary<string, string> { ["displayName"] = name }, default)).IsDone);
        }

        return directory;
    }

    private static async Task<(DirectoryReader Directory, DirectoryWriter Writer)> NewDirectoryAsync()
    {
        var options = new DirectoryOptions { HashRounds = 1000 };
        var hasher = new PasswordHasher(options);
        var time = new FakeTimeProvider();
        var entities = new ModelEntityStore();
        var directory = new DirectoryReader(entities, time, options);
        var writer = new DirectoryWriter(entities, directory, hasher, SystemRandomSource.Instance, time);
        Assert.True((await writer.CreateDomainAsync(AdminActor.Server, "example.test", null, null, default)).IsDone);
        return (directory, writer);
    }
}
