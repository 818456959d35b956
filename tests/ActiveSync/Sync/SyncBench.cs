using System.Text;
using System.Web;
using Carbonio.Cloud.ActiveSync.Admission;
using Carbonio.Cloud.ActiveSync.BadItems;
using Carbonio.Cloud.ActiveSync.ComposeMail;
using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.ActiveSync.FolderCreate;
using Carbonio.Cloud.ActiveSync.FolderDelete;
using Carbonio.Cloud.ActiveSync.FolderSync;
using Carbonio.Cloud.ActiveSync.FolderUpdate;
using Carbonio.Cloud.ActiveSync.GetItemEstimate;
using Carbonio.Cloud.ActiveSync.Http;
using Carbonio.Cloud.ActiveSync.ItemOperations;
using Carbonio.Cloud.ActiveSync.MoveItems;
using Carbonio.Cloud.ActiveSync.Ping;
using Carbonio.Cloud.ActiveSync.Push;
using Carbonio.Cloud.ActiveSync.SendMail;
using Carbonio.Cloud.ActiveSync.SmartForward;
using Carbonio.Cloud.ActiveSync.SmartReply;
using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.ActiveSync.Sync.Drafts;
using Carbonio.Cloud.ActiveSync.Tests.ComposeMail;
using Carbonio.Cloud.ActiveSync.Tests.Waste;
using Carbonio.Cloud.ActiveSync.Versions;
using Carbonio.Cloud.ActiveSync.Waste;
using Carbonio.Cloud.Devices.Index;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Auditing;
using Carbonio.Cloud.Mailboxes.BadItems;
using Carbonio.Cloud.Mailboxes.Clearing;
using Carbonio.Cloud.Mailboxes.Composing;
using Carbonio.Cloud.Mailboxes.Delivery;
using Carbonio.Cloud.Mailboxes.Drafts;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Mailboxes.Push;
using Carbonio.Cloud.Mailboxes.Sending;
using Carbonio.Cloud.Mime;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Support;
using EasVersion = Carbonio.Cloud.EasClient.EasVersion;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Sync;

/// <summary>One mailbox and the commands on it, without HTTP and login: phones of the test client speak to it directly.</summary>
internal sealed class SyncBench : HttpMessageHandler
{
    // One for all benches that nobody listens to: meters are kept by the process.
    private static readonly EasMetrics Unheard = new();

    private readonly Dictionary<EasCommand, IEasCommand> commands;
    private readonly DeviceStore devices;
    private readonly LoopCounter? loops;
    private readonly Given given;

    /// <summary>Another instance on the same stores.</summary>
    public SyncBench(SyncBench other)
        : this(other.Time, other.Entities, other.Blobs, other.given)
    {
        Id = other.Id;
        Account = other.Account;
    }

    /// <summary>Another mailbox on the same stores.</summary>
    public SyncBench(SyncBench other, AccountView account)
        : this(other)
    {
        Account = account;
        Id = MailboxId.FromPartition(account.Partition)!;
    }

    public SyncBench(FakeTimeProvider? time = null, IItemWriter? writer = null, LoopCounter? loops = null)
        : this(time ?? new FakeTimeProvider(), new ModelEntityStore(), new ModelBlobStore(time ?? new FakeTimeProvider()), new(), writer, loops)
    {
    }

    /// <summary>On a store that holds more than the model does in good time.</summary>
    public SyncBench(IEntityStore entities)
        : this(new FakeTimeProvider(), entities, new ModelBlobStore(new FakeTimeProvider()), new())
    {
    }

    public SyncBench(FakeTimeProvider time, IEntityStore entities, IBlobStore blobs)
        : this(time, entities, blobs, new())
    {
    }

    private SyncBench(FakeTimeProvider time, IEntityStore entities, IBlobStore blobs, Given given, IItemWriter? writer = null, LoopCounter? loops = null)
    {
        this.given = given;
        this.loops = loops;
        Time = time;
        Entities = entities;
        Blobs = blobs;
        Store = new CountingEntityStore(entities);
        var hints = new WorkHints(Store, Time);
        MailDelivery delivery = null!;
        var sending = new SendingOptions { Instance = "bench", OwnsStores = true, Random = () => 0 };
        Outgoing = new OutgoingMail(sending, Relay, BenchAccount.Directory, () => Services!, () => delivery, NullLoggerFactory.Instance);
        devices = new DeviceStore(Store);
        IOutboxHandler[] handlers =
        [
            new DeleteBlobsHandler(Blobs),
            new FolderClearingHandler(id => Services!.Open(id)),
            new AuditHandler(new(Store, Time)),
            new DeviceIndexHandler(BenchAccount.Directory, devices, new(Store)),
            new DropDeviceStateHandler(Store, devices),
            .. Outgoing.Handlers,
        ];
        Outbox = new OutboxRunner(Store, hints, handlers, NullLogger<OutboxRunner>.Instance);
        Services = new MailboxServices(Store, Blobs, Signals, hints, Outbox, Time, () => $"{Interlocked.Increment(ref given.Ids):d26}");
        delivery = new MailDelivery(Services, NullLogger<MailDelivery>.Instance);
        var submission = new MailSubmission(Services, BenchAccount.Directory);
        BadItems = new BadItemStore(Services, NullLogger<BadItemStore>.Instance);
        var writers = new ItemWriters([writer ?? new PlainWriter()], BadItems, NullLogger<ItemWriters>.Instance);
        Retry = new BadItemRetry(Services, BadItems, writers);
        var options = new PushOptions();
        Held = new HeldRequests(Signals, new WorkTurns(new WorkLimits(), Time), options, Time) { Service = () => Service };
        var hierarchy = new HierarchyChange(Store, devices, Time, NullLogger<HierarchyChange>.Instance);
        var random = new Random(1);
        var drafts = new DraftComposer(new MimeBuilder(random.NextBytes), Time, Services.NewId);
        var composer = new OutgoingComposer(Time, Services.NewId);
        var mail = new MailSending(
            composer, new MessageJoiner(random.NextBytes), new MailSender(Services, submission), () => 0xA0, Time, NullLogger<MailSending>.Instance);
        Guard = new LoopGuard(Time, loops?.Metrics ?? Unheard, NullLogger<LoopGuard>.Instance, Patience);
        IEasCommand[] all =
        [
            new ActiveSync.Sync.SyncCommand(
                new CollectionSync(Store, devices, new CommandExecutor(devices, drafts, new DraftSending(drafts, composer, submission, Services)), () => ++given.Epochs),
                new SyncAnswerWriter(writers),
                devices,
                Held,
                options,
                Guard,
                Time,
                NullLogger<ActiveSync.Sync.SyncCommand>.Instance),
            new SendMailCommand(mail),
            new SmartReplyCommand(mail),
            new SmartForwardCommand(mail),
            new FolderSyncCommand(Store, devices, () => ++given.Epochs, Guard, Time, NullLogger<FolderSyncCommand>.Instance),
            new FolderCreateCommand(hierarchy),
            new FolderUpdateCommand(hierarchy),
            new FolderDeleteCommand(hierarchy),
            new MoveItemsCommand(Store, devices, Time, NullLogger<MoveItemsCommand>.Instance),
            new ItemOperationsCommand(writers),
            new GetItemEstimateCommand(Store, Time),
            new PingCommand(Store, devices, Held, options, Guard, Time),
        ];
        commands = all.ToDictionary(command => command.Command);
    }

    public FakeTimeProvider Time { get; }

    public IEntityStore Entities { get; }

    public ModelEntityStore Model => (ModelEntityStore)Entities;

    public IBlobStore Blobs { get; }

    public CountingEntityStore Store { get; }

    public MailboxSignals Signals { get; } = new();

    public HeldRequests Held { get; }

    public MailboxServices Services { get; }

    public OutboxRunner Outbox { get; }

    /// <summary>What sends the mail.</summary>
    public OutgoingMail Outgoing { get; }

    /// <summary>Takes mail for elsewhere.</summary>
    public RecordingRelay Relay { get; } = new();

    /// <summary>Whose phones the bench has; null for one that never changes.</summary>
    public AccountView? Account { get; init; }

    /// <summary>How long loops go on before they are damped: not at all, so that a test reaches them.</summary>
    public static TimeSpan Patience => TimeSpan.Zero;

    public LoopGuard Guard { get; }

    /// <summary>What the metric of damped loops was told, in order; only of a bench that counts them.</summary>
    public IReadOnlyList<string> Damped => loops!.Damped;

    public BadItemStore BadItems { get; }

    public BadItemRetry Retry { get; }

    /// <summary>Bytes that the account may use; 0 for no limit.</summary>
    public long QuotaBytes { get; set; }

    public MailboxId Id { get; init; } = new("11111111111111111111111111111111", "22222222222222222222222222222222");

    public Mailbox Mailbox => Services.Open(Id);

    public PhoneModel NewPhone(string deviceId, EasVersion? version = null) => NewPhone(deviceId, this, version);

    public static PhoneModel NewPhone(string deviceId, HttpMessageHandler transport, EasVersion? version = null) => new(new EasDevice(
        new EasDeviceSettings
        {
            Server = new Uri("http://bench.test/"),
            User = "alice@example.test",
            Password = "none",
            DeviceId = deviceId,
            Version = version ?? EasVersion.V161,
        },
        transport));

    public async Task<long> DeliverAsync(string subject, DateTimeOffset? received = null, int folder = FolderIds.Inbox)
    {
        while (true)
        {
            var batch = Mailbox.Begin(await Mailbox.ReadStateAsync(default), Origin.Server);
            var item = batch.Add(new Item
            {
                Id = 0,
                Folder = folder,
                Class = ItemClass.Email,
                Received = received ?? Time.GetUtcNow(),
                Size = 1000,
                Content = Encoding.UTF8.GetBytes(subject),
            });
            if (await Mailbox.TryCommitAsync(batch, default))
            {
                return item.Id;
            }
        }
    }

    /// <summary>Delivers many mails of 1000 bytes, a minute apart, each with a blob.</summary>
    public async Task<IReadOnlyList<long>> DeliverManyAsync(int count, int folder = FolderIds.Inbox)
    {
        var delivered = new List<long>();
        while (delivered.Count < count)
        {
            var batch = Mailbox.Begin(await Mailbox.ReadStateAsync(default), Origin.Server);
            while (delivered.Count < count && batch.HasRoomForItem(0))
            {
                var number = delivered.Count;
                var blob = $"{Id.Tenant}/{Id.Account}/{folder}-{Interlocked.Increment(ref given.Ids):d26}";
                await Blobs.WriteAsync(blob, new byte[] { 1 }, default);
                delivered.Add(batch.Add(new Item
                {
                    Id = 0,
                    Folder = folder,
                    Class = ItemClass.Email,
                    Received = Time.GetUtcNow().AddMinutes(-number),
                    Size = 1000,
                    Blob = blob,
                    Content = Encoding.UTF8.GetBytes($"mail {number}"),
                }).Id);
            }

            Assert.True(await Mailbox.TryCommitAsync(batch, default));
        }

        return delivered;
    }

    /// <summary>Keys of the mailbox's rows that begin with a text.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string prefix)
    {
        var keys = new List<string>();
        var query = EntityQuery.WithPrefix(Tables.Mail, Id.Partition, prefix);
        do
        {
            var page = await Entities.QueryAsync(query, default);
            keys.AddRange(page.Rows.Select(row => row.Key.Row));
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);

        return keys;
    }

    public async Task<Folder> AddFolderAsync(string name, int parent)
    {
        var batch = Mailbox.Begin(await Mailbox.ReadStateAsync(default), Origin.Server);
        var folder = batch.AddFolder(name, parent, FolderType.UserMail);
        Assert.True(await Mailbox.TryCommitAsync(batch, default));
        return folder;
    }

    /// <summary>Delivers a mail with a blob, as mail comes.</summary>
    public async Task<long> DeliverMailAsync(string subject, string text, DateTimeOffset? received = null, int folder = FolderIds.Inbox)
    {
        var at = received ?? Time.GetUtcNow();
        var mime = $"From: Bob <bob@example.test>\r\nTo: Alice <alice@example.test>\r\nSubject: {subject}\r\nMessage-ID: <{subject.Replace(' ', '.')}@example.test>\r\n"
            + $"Date: {at.ToString("r", System.Globalization.CultureInfo.InvariantCulture)}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}";
        var bytes = Encoding.UTF8.GetBytes(mime);
        var blob = $"{Id.Tenant}/{Id.Account}/{Services.NewId()}";
        await Blobs.WriteAsync(blob, bytes, default);
        while (true)
        {
            var batch = Mailbox.Begin(await Mailbox.ReadStateAsync(default), Origin.Server);
            var item = batch.Add(new Item
            {
                Id = 0,
                Folder = folder,
                Class = ItemClass.Email,
                Received = at,
                Size = bytes.Length,
                Blob = blob,
                Content = MailContentBuilder.Build(bytes, receivedAsBcc: false).Content,
            });
            if (await Mailbox.TryCommitAsync(batch, default))
            {
                return item.Id;
            }
        }
    }

    /// <summary>What an account logger lets an answer hold.</summary>
    public int MaximumWindow { get; set; } = SyncLimits.MaximumWindow;

    /// <summary>What admins have set for the whole service.</summary>
    public ServiceSettings Service { get; set; } = ServiceSettings.Default;

    public Task ChangeAsync(long id, Func<Item, Item> change) => ActAsync(id, (batch, item) => batch.Update(item, change(item), 0));

    public Task MoveAsync(long id, int folder) => ActAsync(id, (batch, item) => batch.Move(item, folder));

    public Task DeleteAsync(long id) => ActAsync(id, (batch, item) => batch.Delete(item));

    public async Task<IReadOnlyList<Item>> ItemsAsync(int folder)
    {
        var state = await Mailbox.ReadStateAsync(default);
        var items = await Mailbox.FindItemsAsync([.. Enumerable.Range(1, (int)state.NextItem).Select(id => (long)id)], default);
        return [.. items.OfType<Item>().Where(item => item.Folder == folder)];
    }

    public async Task<IReadOnlyList<string>> BlobsAsync()
    {
        var names = new List<string>();
        await foreach (var blob in Blobs.ListAsync($"{Id.Tenant}/", default))
        {
            names.Add(blob.Name);
        }

        return names;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => AnswerAsync(request, cancellationToken);

    public async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var state = await Mailbox.ReadStateAsync(cancellationToken);
        var context = new EasContext
        {
            Request = new()
            {
                Command = Enum.Parse<EasCommand>(query["Cmd"]!),
                Rules = VersionRules.Find(ActiveSync.Versions.EasVersion.Parse(request.Headers.GetValues("MS-ASProtocolVersion").Single())!.Value)!,
                DeviceId = query["DeviceId"]!,
                DeviceType = query["DeviceType"]!,
            },
            Account = Account ?? await BenchAccount.FindAsync(QuotaBytes),
            Mailbox = Mailbox,
            State = state,
            Device = await KnownAsync(query["DeviceId"]!, state, cancellationToken),
            Body = new EasBody(body),
            MaximumWindow = MaximumWindow,
            Service = Service,
        };
        using var answer = await commands[context.Request.Command].AnswerAsync(context, cancellationToken);
        var response = new HttpResponseMessage((System.Net.HttpStatusCode)answer.HttpStatus)
        {
            Content = new ByteArrayContent(System.Buffers.BuffersExtensions.ToArray(answer.Body)),
            RequestMessage = request,
        };
        response.Headers.Add("MS-Server-ActiveSync", "15.2");
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers.Add(name, value);
        }

        response.Content.Headers.ContentLength = answer.Body.Length;
        if (answer.ContentType is { } type)
        {
            response.Content.Headers.ContentType = new(type);
        }

        return response;
    }

    private async Task<Device> KnownAsync(string deviceId, MailboxState state, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await devices.FindAsync(Id, deviceId, cancellationToken) is { } device)
            {
                return device;
            }

            var batch = Mailbox.Begin(state, Origin.Device(deviceId));
            DeviceStore.Put(batch, new Device { DeviceId = deviceId, DeviceType = "phone", FirstSeen = Time.GetUtcNow(), LastSeen = Time.GetUtcNow() });
            await Mailbox.TryCommitAsync(batch, cancellationToken);
        }
    }

    private async Task ActAsync(long id, Action<MailboxBatch, Item> act)
    {
        while (true)
        {
            var state = await Mailbox.ReadStateAsync(default);
            if ((await Mailbox.FindItemsAsync([id], default))[0] is not { } item)
            {
                return;
            }

            var batch = Mailbox.Begin(state, Origin.Server);
            act(batch, item);
            if (await Mailbox.TryCommitAsync(batch, default))
            {
                return;
            }
        }
    }

    // What was given and must not be given again, by no instance on the same stores.
    private sealed class Given
    {
        public uint Epochs = 100;
        public long Ids;
    }
}
