using System.Security.Cryptography;
using System.Text;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Directory.Tests;

/// <summary>One instance of the directory on a store that others may share, with slow hashes made fast and counted.</summary>
internal sealed class DirectoryInstance : IDisposable
{
    private int hashes;

    public DirectoryInstance(IEntityStore? store = null, FakeTimeProvider? time = null, DirectoryOptions? options = null, byte[]? serverKey = null)
    {
        Store = new(store ?? Model);
        Time = time ?? new FakeTimeProvider();
        Options = options ?? new DirectoryOptions { HashRounds = 1000, DefaultDomain = "example.test" };
        Hasher = new(Options, (password, salt, rounds, hash) =>
        {
            Interlocked.Increment(ref hashes);
            SHA256.HashData([.. salt, .. BitConverter.GetBytes(rounds), .. Encoding.UTF8.GetBytes(password)], hash);
        });
        Reader = new(Store, Time, Options);
        Writer = new(Store, Reader, Hasher, SystemRandomSource.Instance, Time);
        Authenticator = new(Reader, Hasher, new PasswordProofs(serverKey ?? ServerKey), SystemRandomSource.Instance, Time, Options);
        Tokens = new(Reader, Time);
        Lists = new(Store);
        Removals = new(Store, Time);
    }

    /// <summary>What is below <see cref="Store"/>, unless another store was given.</summary>
    public ModelEntityStore Model { get; } = new();

    public static byte[] ServerKey { get; } = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    public static CancellationToken None => TestContext.Current.CancellationToken;

    public CountingEntityStore Store { get; }

    public FakeTimeProvider Time { get; }

    public DirectoryOptions Options { get; }

    public PasswordHasher Hasher { get; }

    public DirectoryReader Reader { get; }

    public DirectoryWriter Writer { get; }

    public Authenticator Authenticator { get; }

    public TokenVerifier Tokens { get; }

    public DirectoryLists Lists { get; }

    public AccountRemovals Removals { get; }

    public int Hashes => Volatile.Read(ref hashes);

    /// <summary>Another instance on the same store and clock.</summary>
    public DirectoryInstance Other() => new(Store, Time, Options);

    public async Task<Account> AddAccountAsync(string address = "alice@example.test", string? password = "secret", params (string Name, string Value)[] attributes)
    {
        await Writer.CreateDomainAsync(AdminActor.Server, AddressText.DomainOf(address).ToString(), null, null, None);
        var made = await Writer.CreateAccountAsync(AdminActor.Server, address, password, attributes.ToDictionary(a => a.Name, a => a.Value), None);
        Assert.Equal((DirectoryStatus.Done, null), (made.Status, made.Message));
        return made.Value!;
    }

    public async Task<AccountView> ViewAsync(string address = "alice@example.test")
    {
        var view = await Reader.FindAccountByAddressAsync(address, None);
        Assert.NotNull(view);
        return view;
    }

    public ValueTask<AuthenticationResult> LoginAsync(string password, string login = "alice@example.test", CredentialServices service = CredentialServices.Eas, string client = "192.0.2.1") =>
        Authenticator.AuthenticateAsync(login, password, service, client, None);

    public void Dispose() => Hasher.Dispose();
}
