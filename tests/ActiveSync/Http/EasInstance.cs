using System.Text;
using Carbonio.Cloud.ActiveSync.Gate;
using Carbonio.Cloud.ActiveSync.Http;
using Carbonio.Cloud.ActiveSync.Provision;
using Carbonio.Cloud.ActiveSync.Settings;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Mailboxes.Push;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Http;

/// <summary>A server in memory, with one account and a FolderSync that only says what it was given.</summary>
internal sealed class EasInstance : IDisposable
{
    public const string Address = "alice@example.test";
    public const string Password = "correct horse";
    public const string DeviceId = "Phone1";

    private readonly PasswordHasher hasher;
    private readonly EasMetrics metrics = new();
    private uint nextRandom = 1000;

    private EasInstance(DirectoryOptions options)
    {
        Entities = new(Model);
        hasher = new(options);
        Directory = new(Entities, Time, options);
        Writer = new(Entities, Directory, hasher, SystemRandomSource.Instance, Time);
        Devices = new(Entities);
        var proofs = new PasswordProofs(new byte[PasswordProofs.MinimumKeyBytes]);
        var authenticator = new Authenticator(Directory, hasher, proofs, SystemRandomSource.Instance, Time, options);
        var hints = new WorkHints(Entities, Time);
        var outbox = new OutboxRunner(Entities, hints, [], NullLogger<OutboxRunner>.Instance);
        var number = 0;
        Mailboxes = new(Entities, new ModelBlobStore(), new MailboxSignals(), hints, outbox, Time, () => $"{++number:d26}");
        IEasCommand[] commands =
        [
            new ProvisionCommand(Devices, Time, () => nextRandom += 1000, NullLogger<ProvisionCommand>.Instance),
            new SettingsCommand(Devices),
            Probe,
            PingProbe,
        ];
        Server = new(
            Directory,
            new EasLogin(authenticator, options.DefaultDomain, Time),
            Mailboxes,
            Devices,
            DeviceGate.Create(Time),
            commands,
            Time,
            metrics,
            NullLogger<EasServer>.Instance);
    }

    public static CancellationToken None => TestContext.Current.CancellationToken;

    public ModelEntityStore Model { get; } = new();

    public CountingEntityStore Entities { get; }

    public FakeTimeProvider Time { get; } = new();

    public DirectoryReader Directory { get; }

    public DirectoryWriter Writer { get; }

    public DeviceStore Devices { get; }

    public MailboxServices Mailboxes { get; }

    public EasServer Server { get; }

    public ProbeCommand Probe { get; } = new(EasCommand.FolderSync);

    public ProbeCommand PingProbe { get; } = new(EasCommand.Ping);

    public AccountKey Account { get; private set; }

    /// <summary>An instance with its account, on which some attributes may be set.</summary>
    public static async Task<EasInstance> CreateAsync(params (string Name, string Value)[] attributes)
    {
        var instance = new EasInstance(new DirectoryOptions { HashRounds = 1000, DefaultDomain = "example.test" });
        Assert.True((await instance.Writer.CreateDomainAsync("example.test", null, null, None)).IsDone);
        var made = await instance.Writer.CreateAccountAsync(Address, Password, attributes.ToDictionary(set => set.Name, set => set.Value), None);
        Assert.True(made.IsDone, made.Message);
        instance.Account = made.Value.Key;
        return instance;
    }

    public async Task SetAsync(string attribute, string value)
    {
        var set = await Writer.ModifyAccountAsync(Account, new Dictionary<string, string> { [attribute] = value }, None);
        Assert.True(set.IsDone, set.Message);
    }

    public static FakeHttp Request(
        string command,
        string? policyKey = "0",
        string? xml = null,
        string password = Password,
        string login = Address,
        string deviceId = DeviceId,
        string version = "16.1",
        bool isPrivate = true)
    {
        var http = new FakeHttp
        {
            Query = $"Cmd={command}&User={Uri.EscapeDataString(login)}&DeviceId={deviceId}&DeviceType=SP",
            Body = xml is null ? [] : EasXml.Write(xml),
            IsPrivate = isPrivate,
        };
        http.Headers["MS-ASProtocolVersion"] = version;
        http.Headers["Authorization"] = Authorization(login, password);
        http.Headers["User-Agent"] = "Test/1";
        if (policyKey is not null)
        {
            http.Headers["X-MS-PolicyKey"] = policyKey;
        }

        return http;
    }

    public static string Authorization(string login, string password) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login}:{password}"));

    public Task<EasAnswer> AnswerAsync(FakeHttp http) => Server.AnswerAsync(http, None);

    public async Task<Device?> DeviceAsync(string deviceId = DeviceId) =>
        await Devices.FindAsync(MailboxId.FromPartition(Account.ToPartition())!, deviceId, None);

    public void Dispose()
    {
        metrics.Dispose();
        hasher.Dispose();
    }

    /// <summary>Keeps what it was called with.</summary>
    internal sealed class ProbeCommand(EasCommand command) : IEasCommand
    {
        public EasCommand Command => command;

        public EasContext? Seen { get; set; }

        public Exception? Failure { get; set; }

        public Task<EasAnswer> AnswerAsync(EasContext context, CancellationToken cancellationToken)
        {
            Seen = context;
            return Failure is null ? Task.FromResult(EasAnswer.Empty()) : throw Failure;
        }
    }
}
