using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Carbonio.Cloud.ActiveSync;
using Carbonio.Cloud.ActiveSync.Admission;
using Carbonio.Cloud.ActiveSync.Autodiscover;
using Carbonio.Cloud.ActiveSync.ComposeMail;
using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.ActiveSync.FolderCreate;
using Carbonio.Cloud.ActiveSync.FolderDelete;
using Carbonio.Cloud.ActiveSync.FolderSync;
using Carbonio.Cloud.ActiveSync.FolderUpdate;
using Carbonio.Cloud.ActiveSync.Gate;
using Carbonio.Cloud.ActiveSync.GetItemEstimate;
using Carbonio.Cloud.ActiveSync.Http;
using Carbonio.Cloud.ActiveSync.ItemOperations;
using Carbonio.Cloud.ActiveSync.MoveItems;
using Carbonio.Cloud.ActiveSync.Ping;
using Carbonio.Cloud.ActiveSync.Provision;
using Carbonio.Cloud.ActiveSync.Push;
using Carbonio.Cloud.ActiveSync.ResolveRecipients;
using Carbonio.Cloud.ActiveSync.Search;
using Carbonio.Cloud.ActiveSync.SendMail;
using Carbonio.Cloud.ActiveSync.Settings;
using Carbonio.Cloud.ActiveSync.SmartForward;
using Carbonio.Cloud.ActiveSync.SmartReply;
using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.ActiveSync.Sync.Drafts;
using Carbonio.Cloud.ActiveSync.Traffic;
using Carbonio.Cloud.ActiveSync.ValidateCert;
using Carbonio.Cloud.ActiveSync.Waste;
using Carbonio.Cloud.Devices.AccountLoggers;
using Carbonio.Cloud.Devices.Administration;
using Carbonio.Cloud.Devices.EasFilters;
using Carbonio.Cloud.Devices.Index;
using Carbonio.Cloud.Devices.Purge;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Functions.Admin;
using Carbonio.Cloud.Functions.Autodiscover;
using Carbonio.Cloud.Functions.Demo;
using Carbonio.Cloud.Functions.Eas;
using Carbonio.Cloud.Functions.Hosting;
using Carbonio.Cloud.Functions.Inbound;
using Carbonio.Cloud.Functions.Lmtp;
using Carbonio.Cloud.Functions.MailOut;
using Carbonio.Cloud.Functions.Monitoring;
using Carbonio.Cloud.Functions.Settings;
using Carbonio.Cloud.Lmtp;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.AddressLists;
using Carbonio.Cloud.Mailboxes.Alerts;
using Carbonio.Cloud.Mailboxes.Auditing;
using Carbonio.Cloud.Mailboxes.BadItems;
using Carbonio.Cloud.Mailboxes.Clearing;
using Carbonio.Cloud.Mailboxes.Composing;
using Carbonio.Cloud.Mailboxes.Delivery;
using Carbonio.Cloud.Mailboxes.Drafts;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Mailboxes.Push;
using Carbonio.Cloud.Mailboxes.Search;
using Carbonio.Cloud.Mailboxes.Sending;
using Carbonio.Cloud.Mime;

namespace Carbonio.Cloud.Functions;

/// <summary>Puts the parts together. By hand: the compiler checks it, and a start costs no reflection.</summary>
internal sealed class Composition : IAsyncDisposable
{
    private readonly PasswordHasher hasher;
    private readonly MailboxSearch search;
    private readonly ProfileSigner profiles;
    private readonly EasMetrics easMetrics = new();
    private readonly RequestMeasures measures = new();

    public Composition(ServerSettings settings, ILoggerFactory loggers, TimeProvider time)
    {
        Stores = Stores.Open(settings, loggers);
        var random = SystemRandomSource.Instance;
        var entities = Stores.Entities;

        var directoryOptions = new DirectoryOptions { DefaultDomain = settings.Carbonio.DefaultDomain is { Length: > 0 } domain ? domain : null };
        hasher = new(directoryOptions);
        Directory = new(entities, time, directoryOptions);
        DirectoryWriter = new(entities, Directory, hasher, random, time);
        Tokens = new(Directory, time);
        var serverKey = ServerKey.GetOrCreate(settings.Carbonio.ServerKey, settings.DataFolder);
        var proofs = new PasswordProofs(serverKey);
        var simulations = new SimulationTokens(serverKey, time);
        var authenticator = new Authenticator(Directory, hasher, proofs, random, time, directoryOptions);

        var signals = new MailboxSignals();
        var hints = new WorkHints(entities, time);
        MailboxServices mailboxes = null!; // outbox work opens mailboxes, and a mailbox's commit begins outbox work
        Outgoing = Sending.Create(settings, Directory, () => mailboxes, () => Delivery!, time, loggers);
        var devices = new DeviceStore(entities);
        var index = new DeviceIndex(entities);
        var audit = new AuditLog(entities, time);
        var alerts = new AlertLog(entities, time);
        IOutboxHandler[] handlers =
        [
            new DeleteBlobsHandler(Stores.Blobs),
            new FolderClearingHandler(id => mailboxes.Open(id)),
            new AuditHandler(audit),
            new AlertHandler(alerts, new(Directory, () => Delivery!, loggers.CreateLogger<AlertMail>())),
            new DeviceIndexHandler(Directory, devices, index),
            new DropDeviceStateHandler(entities, devices),
            .. Outgoing.Handlers,
        ];
        var outbox = new OutboxRunner(entities, hints, handlers, loggers.CreateLogger<OutboxRunner>());
        var ulids = new UlidSource(time, RandomNumberGenerator.Fill);
        mailboxes = new MailboxServices(entities, Stores.Blobs, signals, hints, outbox, time, ulids.Next);
        Delivery = new(mailboxes, loggers.CreateLogger<MailDelivery>());

        var isShared = settings.Carbonio.Store == CarbonioOptions.Azure;
        var push = settings.Carbonio.Ping.ToPushOptions(settings.IsCustomHandler, isShared);
        var work = settings.Carbonio.Work.ToLimits(isShared, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        var admission = new WorkAdmission(work, RandomNumber, time, loggers.CreateLogger<WorkAdmission>());
        Held = new(signals, admission.Turns, push, time) { Service = () => Directory.Service };
        var drafts = new DraftComposer(new MimeBuilder(RandomNumberGenerator.Fill), time, ulids.Next);
        var hierarchy = new HierarchyChange(entities, devices, time, loggers.CreateLogger<HierarchyChange>());
        var badItems = new BadItemStore(mailboxes, loggers.CreateLogger<BadItemStore>());
        var writers = new ItemWriters([new EmailWriter()], badItems, loggers.CreateLogger<ItemWriters>());
        var guard = new LoopGuard(time, easMetrics, loggers.CreateLogger<LoopGuard>(), WasteLimits.Patience);
        var composer = new OutgoingComposer(time, ulids.Next);
        var submission = new MailSubmission(mailboxes, Directory);
        var sending = new MailSending(
            composer, new(RandomNumberGenerator.Fill), new(mailboxes, submission), RandomNumber, time, loggers.CreateLogger<MailSending>());
        var draftSending = new DraftSending(drafts, composer, submission, mailboxes);
        search = new(SearchLimits.Default, time);
        var lists = new GlobalAddressLists(Directory);
        IEasCommand[] commands =
        [
            new ProvisionCommand(devices, new(devices, time, loggers.CreateLogger<WipeExchange>()), time, RandomNumber, loggers.CreateLogger<ProvisionCommand>()),
            new SettingsCommand(devices),
            new FolderSyncCommand(entities, devices, RandomNumber, guard, time, loggers.CreateLogger<FolderSyncCommand>()),
            new FolderCreateCommand(hierarchy),
            new FolderUpdateCommand(hierarchy),
            new FolderDeleteCommand(hierarchy),
            new MoveItemsCommand(entities, devices, time, loggers.CreateLogger<MoveItemsCommand>()),
            new SyncCommand(new(entities, devices, new(devices, drafts, draftSending), RandomNumber), new(writers), devices, Held, push, guard, time, loggers.CreateLogger<SyncCommand>()),
            new SendMailCommand(sending),
            new SmartReplyCommand(sending),
            new SmartForwardCommand(sending),
            new GetItemEstimateCommand(entities, time),
            new PingCommand(entities, devices, Held, push, guard, time),
            new ItemOperationsCommand(writers),
            new SearchCommand(search, lists, writers),
            new ResolveRecipientsCommand(lists),
            new ValidateCertCommand(time),
        ];
        var easFilters = new EasFilterStore(Directory, DirectoryWriter, loggers.CreateLogger<EasFilterStore>());
        LogWriter = new(Stores.Blobs, Guid.NewGuid().ToString("N")[..8], time, loggers.CreateLogger<AccountLogWriter>());
        var accountLoggers = new AccountLoggerStore(Directory, DirectoryWriter, LogWriter, time);
        var traffic = new TrafficLog(accountLoggers, LogWriter, time, loggers.CreateLogger<TrafficLog>());
        var dos = new DosGuard(new(time), devices, time, loggers.CreateLogger<DosGuard>());
        var login = new EasLogin(authenticator, directoryOptions.DefaultDomain, time);
        var easLogin = new EasLogin(authenticator, directoryOptions.DefaultDomain, time) { Simulations = simulations };
        var server = new EasServer(Directory, easLogin, mailboxes, devices, dos, traffic, easFilters, DeviceGate.Create(easFilters, time), commands, time, easMetrics, admission, loggers.CreateLogger<EasServer>());

        var bearers = new BearerTokens(Tokens);
        Eas = new(server, new(settings), admission.Memory);
        Autodiscover = NewAutodiscover(settings, login, bearers, admission.Memory, time, loggers);
        Inbound = new(Directory, bearers, Delivery, admission, loggers.CreateLogger<InboundEndpoint>());
        var administration = new DeviceAdministration(mailboxes, devices, time);
        var purge = new StatePurge(new(entities), Directory, index, devices, administration, time);
        profiles = new(settings, time);
        Admin = new(Directory, DirectoryWriter, new(entities), Tokens, new MessageImport(mailboxes, Delivery), badItems, new(mailboxes, badItems, writers), audit)
        {
            Devices = new(devices, index, administration, new(entities), purge, new(mailboxes), simulations, Held, time, ulids.Next),
            EasFilters = easFilters,
            Alerts = alerts,
            AccountLoggers = accountLoggers,
            AccountLogs = new(Stores.Blobs, LogWriter),
            Users = new(authenticator, new(settings)),
            Profiles = new(profiles, new(settings)),
        };
        var recipients = new MailRecipients(Directory, Delivery, loggers.CreateLogger<MailRecipients>());
        var lmtp = new LmtpOptions { HostName = Environment.MachineName, MessageBytes = MailDelivery.DefaultMaximumMessageBytes - LmtpLimits.TraceBytes };
        Lmtp = new(new(recipients, lmtp, time), settings.Carbonio.Lmtp.ToEndPoint(), time, loggers);
        Metrics = new(bearers, measures, Held, admission, Outgoing, entities, Lmtp.Counts);
        Watch = new(Directory, Held, time);
        Readiness = new(entities, Stores.Blobs, time);
        var lease = isShared ? new WorkLease(entities, WorkLease.OwnerOf(settings), time) : null;
        NightlyTask[] tasks = [new("audit", audit.RemoveOldAsync), new("device-state", purge.NightStepAsync), new("account-logs", accountLoggers.SweepAsync)];
        var night = new NightlyWork(entities, tasks, time, loggers.CreateLogger<NightlyWork>());
        Work = new(
            outbox,
            new AccountRemovals(entities, time),
            new UnlistedAccount(devices, index),
            new MailboxRemoval(entities, Stores.Blobs, hints),
            night,
            lease,
            time,
            loggers.CreateLogger<WorkTimer>());
        Demo = new(DirectoryWriter, Delivery, new(new MimeBuilder(RandomNumberGenerator.Fill)), random, time, settings.DataFolder);
    }

    public Stores Stores { get; }

    public DirectoryReader Directory { get; }

    public DirectoryWriter DirectoryWriter { get; }

    public TokenVerifier Tokens { get; }

    public MailDelivery Delivery { get; }

    public OutgoingMail Outgoing { get; }

    public AccountLogWriter LogWriter { get; }

    public HeldRequests Held { get; }

    public EasEndpoint Eas { get; }

    public AutodiscoverEndpoint Autodiscover { get; }

    public InboundEndpoint Inbound { get; }

    public LmtpListener Lmtp { get; }

    public AdminServices Admin { get; }

    public MetricsEndpoint Metrics { get; }

    public ServiceWatch Watch { get; }

    public Readiness Readiness { get; }

    public WorkTimer Work { get; }

    public DemoSetup Demo { get; }

    public async ValueTask DisposeAsync()
    {
        await Outgoing.DisposeAsync(); // while there are stores to write down what came of it
        await LogWriter.DisposeAsync();
        measures.Dispose();
        easMetrics.Dispose();
        hasher.Dispose();
        search.Dispose();
        profiles.Dispose();
        await Stores.DisposeAsync();
    }

    private AutodiscoverEndpoint NewAutodiscover(ServerSettings settings, EasLogin login, BearerTokens bearers, BodyMemory memory, TimeProvider time, ILoggerFactory loggers)
    {
        var serverId = BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(Environment.MachineName)));
        var server = new AutodiscoverServer(login, easMetrics, serverId, time, loggers.CreateLogger<AutodiscoverServer>());
        var address = new PublicAddress(settings);
        var proxy = new ProxyRules(settings);
        var test = new TestEndpoint(Directory, bearers, new(server, new(settings, time)), address, proxy, memory);
        return new(Directory, server, address, test, proxy, memory);
    }

    private static uint RandomNumber()
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        RandomNumberGenerator.Fill(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }
}
