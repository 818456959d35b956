using System.Text;
using Carbonio.Cloud.ActiveSync.Admission;
using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.ActiveSync.Gate;
using Carbonio.Cloud.ActiveSync.Http;
using Carbonio.Cloud.ActiveSync.ItemOperations;
using Carbonio.Cloud.ActiveSync.Provision;
using Carbonio.Cloud.ActiveSync.ResolveRecipients;
using Carbonio.Cloud.ActiveSync.Search;
using Carbonio.Cloud.ActiveSync.Settings;
using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.ActiveSync.Traffic;
using Carbonio.Cloud.ActiveSync.ValidateCert;
using Carbonio.Cloud.Devices.AccountLoggers;
using Carbonio.Cloud.Devices.Administration;
using Carbonio.Cloud.Devices.DosFilter;
using Carbonio.Cloud.Devices.EasFilters;
using Carbonio.Cloud.Devices.Index;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.AddressLists;
using Carbonio.Cloud.Mailboxes.Alerts;
using Carbonio.Cloud.Mailboxes.Auditing;
using Carbonio.Cloud.Mailboxes.BadItems;
using Carbonio.Cloud.Mailboxes.Delivery;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Mailboxes.Push;
using Carbonio.Cloud.Mailboxes.Search;
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
    private readonly MailboxSearch search;
    private readonly MailDelivery delivery;
    private readonly DirectoryOptions options;
    private readonly ModelBlobStore blobs;
    private readonly Func<string> ids;
    private uint nextRandom = 1000;

    private EasInstance(DirectoryOptions options, SearchLimits limits, WorkLimits work, EasInstance? first = null)
    {
        var number = 0;
        this.options = options;
        blobs = first?.blobs ?? new();
        ids = first?.ids ?? (() => $"{Interlocked.Increment(ref number):d26}");
        Model = first?.Model ?? new();
        Time = first?.Time ?? new();
        Entities = first?.Entities ?? new(Model);
        Admission = new(work, () => 0, Time, NullLogger<WorkAdmission>.Instance);
        hasher = new(options);
        Directory = new(Entities, Time, options);
        Writer = new(Entities, Directory, hasher, SystemRandomSource.Instance, Time);
        Devices = new(Entities);
        LogWriter = new(blobs, first is null ? "one" : "other", Time, NullLogger<AccountLogWriter>.Instance);
        AccountLoggers = new(Directory, Writer, LogWriter, Time);
        AccountLogs = new(blobs, LogWriter);
        Counter = new(Time);
        Alerts = new(Entities, Time);
        EasFilters = new(Directory, Writer, NullLogger<EasFilterStore>.Instance);
        var proofs = new PasswordProofs(new byte[PasswordProofs.MinimumKeyBytes]);
        Simulations = new(new byte[PasswordProofs.MinimumKeyBytes], Time);
        var authenticator = new Authenticator(Directory, hasher, proofs, SystemRandomSource.Instance, Time, options);
        var hints = new WorkHints(Entities, Time);
        var outbox = new OutboxRunner(Entities, hints, [new AlertHandler(Alerts, new(Directory, () => delivery!, NullLogger<AlertMail>.Instance)), new AuditHandler(new(Entities, Time)), new DeviceIndexHandler(Directory, Devices, new(Entities)), new DropDeviceStateHandler(Entities, Devices)], NullLogger<OutboxRunner>.Instance);
        Mailboxes = new(Entities, blobs, new MailboxSignals(), hints, outbox, Time, ids);
        search = new(limits, Time);
        delivery = new(Mailboxes, NullLogger<MailDelivery>.Instance);
        var items = new ItemWriters([new EmailWriter()], new(Mailboxes, NullLogger<BadItemStore>.Instance), NullLogger<ItemWriters>.Instance);
        var lists = new GlobalAddressLists(Directory);
        IEasCommand[] commands =
        [
            new SearchCommand(search, lists, items),
            new ResolveRecipientsCommand(lists),
            new ValidateCertCommand(Time),
            new ItemOperationsCommand(items),
            new ProvisionCommand(Devices, new(Devices, Time, NullLogger<WipeExchange>.Instance), Time, () => nextRandom += 1000, NullLogger<ProvisionCommand>.Instance),
            new SettingsCommand(Devices),
            Probe,
            PingProbe,
        ];
        Server = new(
            Directory,
            new EasLogin(authenticator, options.DefaultDomain, Time) { Simulations = Simulations },
            Mailboxes,
            Devices,
            new(Counter, Devices, Time, NullLogger<DosGuard>.Instance),
            new(AccountLoggers, LogWriter, Time, NullLogger<TrafficLog>.Instance),
            EasFilters,
            DeviceGate.Create(EasFilters, Time),
            commands,
            Time,
            metrics,
            Admission,
            NullLogger<EasServer>.Instance);
    }

    public static CancellationToken None => TestContext.Current.CancellationToken;

    public ModelEntityStore Model { get; }

    public CountingEntityStore Entities { get; }

    public FakeTimeProvider Time { get; }

    public DirectoryReader Directory { get; }

    public DirectoryWriter Writer { get; }

    public DeviceStore Devices { get; }

    public AccountLogWriter LogWriter { get; }

    public AccountLoggerStore AccountLoggers { get; }

    public AccountLogReader AccountLogs { get; }

    public RequestCounter Counter { get; }

    public AlertLog Alerts { get; }

    public EasFilterStore EasFilters { get; }

    public MailboxServices Mailboxes { get; }

    public SimulationTokens Simulations { get; }

    public DeviceAdministration Administration => new(Mailboxes, Devices, Time);

    /// <summary>An admin.</summary>
    public static AdminActor Desk { get; } = new("t1", "desk", "global");

    public async Task<AccountView> ViewAsync() => (await Directory.FindAccountAsync(Account, None))!;

    public MailboxId Mailbox => MailboxId.FromPartition(Account.ToPartition())!;

    public EasServer Server { get; }

    public WorkAdmission Admission { get; }

    public ProbeCommand Probe { get; } = new(EasCommand.FolderSync);

    public ProbeCommand PingProbe { get; } = new(EasCommand.Ping);

    public AccountKey Account { get; private set; }

    /// <summary>An instance with its account, on which some attributes may be set.</summary>
    public static Task<EasInstance> CreateAsync(params (string Name, string Value)[] attributes) => CreateAsync(new DirectoryOptions(), SearchLimits.Default, attributes);

    /// <summary>An instance that is soon saturated.</summary>
    public static Task<EasInstance> CreateAsync(WorkLimits work, params (string Name, string Value)[] attributes) => CreateAsync(new DirectoryOptions(), SearchLimits.Default, work, attributes);

    /// <summary>An instance with limits of its own.</summary>
    public static Task<EasInstance> CreateAsync(DirectoryOptions options, SearchLimits limits, params (string Name, string Value)[] attributes) =>
        CreateAsync(options, limits, new WorkLimits(), attributes);

    private static async Task<EasInstance> CreateAsync(DirectoryOptions options, SearchLimits limits, WorkLimits work, (string Name, string Value)[] attributes)
    {
        options.HashRounds = 1000;
        options.DefaultDomain = "example.test";
        var instance = new EasInstance(options, limits, work);
        Assert.True((await instance.Writer.CreateDomainAsync(AdminActor.Server, "example.test", null, null, None)).IsDone);
        var made = await instance.Writer.CreateAccountAsync(AdminActor.Server, Address, Password, attributes.ToDictionary(set => set.Name, set => set.Value), None);
        Assert.True(made.IsDone, made.Message);
        instance.Account = made.Value.Key;
        return instance;
    }

    /// <summary>Another instance on the same stores and clock.</summary>
    public EasInstance Other() => new(options, SearchLimits.Default, new WorkLimits(), this) { Account = Account };

    /// <summary>Sets attributes of the whole service.</summary>
    public async Task ConfigureAsync(params (string Name, string Value)[] attributes)
    {
        var set = await Writer.ModifyServiceAsync(AdminActor.Server, AttributeScopes.Global, attributes.ToDictionary(one => one.Name, one => one.Value), null, None);
        Assert.True(set.IsDone, set.Message);
    }

    /// <summary>Another account, in a domain that is made for it if need be.</summary>
    public async Task<AccountKey> AddAccountAsync(string address, params (string Name, string Value)[] attributes)
    {
        await Writer.CreateDomainAsync(AdminActor.Server, address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..], null, null, None);
        var made = await Writer.CreateAccountAsync(AdminActor.Server, address, Password, attributes.ToDictionary(set => set.Name, set => set.Value), None);
        Assert.True(made.IsDone, made.Message);
        return made.Value.Key;
    }

    /// <summary>Delivers a mail to the account, received so many minutes ago.</summary>
    public async Task<long> DeliverAsync(string subject, string text, int minutesAgo = 0, int folder = FolderIds.Inbox, AccountKey? to = null)
    {
        var mime = Encoding.UTF8.GetBytes($"From: Carol <carol@example.org>\r\nTo: {Address}\r\nSubject: {subject}\r\nMessage-ID: <{subject.Replace(' ', '.')}@example.org>\r\n\r\n{text}\r\n");
        var options = DeliveryOptions.Default with { Received = Time.GetUtcNow().AddMinutes(-minutesAgo) };
        return (await delivery.DeliverAsync(MailboxId.FromPartition((to ?? Account).ToPartition())!, 0, folder, mime, options, None)).ItemId;
    }

    public async Task SetAsync(string attribute, string value)
    {
        var set = await Writer.ModifyAccountAsync(AdminActor.Server, Account, new Dictionary<string, string> { [attribute] = value }, null, None);
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

    /// <summary>Waits until something is so: the slow hash of a password runs on another thread.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            await Task.Yield();
            None.ThrowIfCancellationRequested();
        }
    }

    public async Task<Device?> DeviceAsync(string deviceId = DeviceId) =>
        await Devices.FindAsync(MailboxId.FromPartition(Account.ToPartition())!, deviceId, None);

    public void Dispose()
    {
        metrics.Dispose();
        hasher.Dispose();
        search.Dispose();
    }

    /// <summary>Keeps what it was called with.</summary>
    internal sealed class ProbeCommand(EasCommand command) : IEasCommand
    {
        public EasCommand Command => command;

        public EasContext? Seen { get; set; }

        public Exception? Failure { get; set; }

        /// <summary>Keeps the command from its end.</summary>
        public Task Done { get; set; } = Task.CompletedTask;

        public async Task<EasAnswer> AnswerAsync(EasContext context, CancellationToken cancellationToken)
        {
            Seen = context;
            await Done.WaitAsync(cancellationToken);
            return Failure is null ? EasAnswer.Empty() : throw Failure;
        }
    }
}
