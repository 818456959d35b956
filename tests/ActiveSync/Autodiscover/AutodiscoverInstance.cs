using System.Buffers;
using System.Text;
using Carbonio.Cloud.ActiveSync.Autodiscover;
using Carbonio.Cloud.ActiveSync.Http;
using Carbonio.Cloud.ActiveSync.Tests.Http;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Autodiscover;

/// <summary>Autodiscover on a store in memory: Alice with an alias, Bob beside her, and Mallory of another tenant.</summary>
internal sealed class AutodiscoverInstance : IDisposable
{
    public const string Alice = "alice@example.test";
    public const string Alias = "a.liddell@example.test";
    public const string Bob = "bob@example.test";
    public const string Mallory = "mallory@other.test";
    public const string Password = "correct horse";
    public const string Origin = "https://mail.example.test";
    public const string MobileSync = "http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2006";
    public const string Outlook = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";

    private readonly PasswordHasher hasher;
    private readonly EasMetrics metrics = new();

    private AutodiscoverInstance(DirectoryOptions options)
    {
        Store = new(new ModelEntityStore());
        Entities = new(Store);
        hasher = new(options);
        Directory = new(Entities, Time, options);
        Writer = new(Entities, Directory, hasher, SystemRandomSource.Instance, Time);
        var proofs = new PasswordProofs(new byte[PasswordProofs.MinimumKeyBytes]);
        var authenticator = new Authenticator(Directory, hasher, proofs, SystemRandomSource.Instance, Time, options);
        Server = new(new EasLogin(authenticator, options.DefaultDomain, Time), metrics, serverId: 7, Time, NullLogger<AutodiscoverServer>.Instance);
    }

    public static CancellationToken None => TestContext.Current.CancellationToken;

    public SwitchedStore Store { get; }

    public CountingEntityStore Entities { get; }

    public FakeTimeProvider Time { get; } = new();

    public DirectoryReader Directory { get; }

    public DirectoryWriter Writer { get; }

    public AutodiscoverServer Server { get; }

    public AccountKey Account { get; private set; }

    public static async Task<AutodiscoverInstance> CreateAsync(params (string Name, string Value)[] attributes)
    {
        var instance = new AutodiscoverInstance(new DirectoryOptions { HashRounds = 1000, DefaultDomain = "example.test" });
        Assert.True((await instance.Writer.CreateDomainAsync(AdminActor.Server, "example.test", null, null, None)).IsDone);
        Assert.True((await instance.Writer.CreateDomainAsync(AdminActor.Server, "other.test", null, null, None)).IsDone);
        var alice = await instance.Writer.CreateAccountAsync(AdminActor.Server, Alice, Password, attributes.ToDictionary(set => set.Name, set => set.Value), None);
        Assert.True(alice.IsDone, alice.Message);
        instance.Account = alice.Value.Key;
        Assert.True((await instance.Writer.AddAliasAsync(AdminActor.Server, alice.Value.Key, Alias, None)).IsDone);
        Assert.True((await instance.Writer.CreateAccountAsync(AdminActor.Server, Bob, "other", new Dictionary<string, string>(), None)).IsDone);
        Assert.True((await instance.Writer.CreateAccountAsync(AdminActor.Server, Mallory, "other", new Dictionary<string, string>(), None)).IsDone);
        return instance;
    }

    public static string Body(string address = Alice, string schema = MobileSync) =>
        $"""
        <?xml version="1.0" encoding="utf-8"?>
        <Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/mobilesync/requestschema/2006">
          <Request>
            <EMailAddress>{address}</EMailAddress>
            <AcceptableResponseSchema>{schema}</AcceptableResponseSchema>
          </Request>
        </Autodiscover>
        """;

    public static FakeHttp Request(
        byte[] body,
        string? login = Alice,
        string password = Password,
        string method = "POST",
        string contentType = "text/xml",
        bool isPrivate = true)
    {
        var http = new FakeHttp { Method = method, Body = body, IsPrivate = isPrivate };
        http.Headers["Content-Type"] = contentType;
        if (login is not null)
        {
            http.Headers["Authorization"] = EasInstance.Authorization(login, password);
        }

        return http;
    }

    public static FakeHttp Request(string body, string? login = Alice, string password = Password) => Request(Encoding.UTF8.GetBytes(body), login, password);

    public Task<Told> AskAsync(string body, string? login = Alice, string password = Password) => AskAsync(Request(body, login, password));

    public async Task<Told> AskAsync(FakeHttp http, string? origin = Origin)
    {
        using var answer = await Server.AnswerXmlAsync(http, Address(origin), None);
        return Told.Read(answer);
    }

    public Told AskJson(string query, string address = "", string method = "GET", bool isPrivate = true, string? origin = Origin)
    {
        using var answer = Server.AnswerJson(new FakeHttp { Method = method, Query = query, IsPrivate = isPrivate }, address, Address(origin));
        return Told.Read(answer);
    }

    public static ServerAddress? Address(string? origin) => ServerAddress.TryParse(origin, out var address) ? address : null;

    public void Dispose()
    {
        metrics.Dispose();
        hasher.Dispose();
    }

    /// <summary>An answer as it goes over the wire.</summary>
    internal sealed record Told(int Status, string? ContentType, string Body, IReadOnlyDictionary<string, string> Headers)
    {
        public static Told Read(EasAnswer answer) => new(
            answer.HttpStatus,
            answer.ContentType,
            Encoding.UTF8.GetString(answer.Body.ToArray()),
            answer.Headers.ToDictionary(header => header.Key, header => header.Value));
    }
}
