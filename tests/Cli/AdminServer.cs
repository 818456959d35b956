using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Carbonio.Cloud.ActiveSync.BadItems;
using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.Devices.AccountLoggers;
using Carbonio.Cloud.Devices.Administration;
using Carbonio.Cloud.Devices.EasFilters;
using Carbonio.Cloud.Devices.Index;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Functions.Admin;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Auditing;
using Carbonio.Cloud.Mailboxes.BadItems;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Carbonio.Cloud.Cli.Tests;

/// <summary>The real admin API on a port of its own, over stores in memory.</summary>
public sealed class AdminServer : IAsyncLifetime
{
    private readonly PasswordHasher hasher;
    private readonly DirectoryReader reader;
    private readonly HttpClient http = new();
    private readonly ModelEntityStore store = new();
    private WebApplication? application;

    public AdminServer()
    {
        var options = new DirectoryOptions { HashRounds = 1 };
        hasher = new(options);
        reader = new(store, TimeProvider.System, options);
        Writer = new(store, reader, hasher, SystemRandomSource.Instance, TimeProvider.System);
        var hints = new WorkHints(store, TimeProvider.System);
        Devices = new(store);
        IOutboxHandler[] handlers = [new AuditHandler(new(store, TimeProvider.System)), new DeviceIndexHandler(reader, Devices, new(store)), new DropDeviceStateHandler(store, Devices)];
        var number = 0;
        Mailboxes = new(
            store,
            Blobs,
            new(),
            hints,
            new(store, hints, handlers, NullLogger<OutboxRunner>.Instance),
            TimeProvider.System,
            () => $"{Interlocked.Increment(ref number):d26}");
        BadItems = new(Mailboxes, NullLogger<BadItemStore>.Instance);
        var retry = new BadItemRetry(Mailboxes, BadItems, new([new EmailWriter()], BadItems, NullLogger<ItemWriters>.Instance));
        LogWriter = new(Blobs, "test", TimeProvider.System, NullLogger<AccountLogWriter>.Instance);
        var administration = new DeviceAdministration(Mailboxes, Devices, TimeProvider.System);
        Services = new(reader, Writer, new(store), new(reader, TimeProvider.System), Import, BadItems, retry, new(store, TimeProvider.System))
        {
            MaximumMessageBytes = 1000,
            Devices = new(
                Devices,
                new(store),
                administration,
                new(store),
                new(new(store), reader, new(store), Devices, administration, TimeProvider.System),
                new(Mailboxes),
                new(new byte[PasswordProofs.MinimumKeyBytes], TimeProvider.System),
                new(Mailboxes.Signals, new(new(), TimeProvider.System), new(), TimeProvider.System),
                TimeProvider.System,
                Mailboxes.NewId),
            EasFilters = new(reader, Writer, NullLogger<EasFilterStore>.Instance),
            Alerts = new(store, TimeProvider.System),
            AccountLoggers = new(reader, Writer, LogWriter, TimeProvider.System),
            AccountLogs = new(Blobs, LogWriter),
        };
    }

    internal ModelBlobStore Blobs { get; } = new();

    public AccountLogWriter LogWriter { get; }

    internal RememberingImport Import { get; } = new();

    public DirectoryWriter Writer { get; }

    public MailboxServices Mailboxes { get; }

    public DeviceStore Devices { get; }

    public BadItemStore BadItems { get; }

    public AdminServices Services { get; }

    public string Url { get; private set; } = "";

    public string GlobalToken { get; private set; } = "";

    public string DelegatedToken { get; private set; } = "";

    /// <summary>A delegated token for <c>foreign.test</c>, a domain of another tenant.</summary>
    public string ForeignToken { get; private set; } = "";

    public string DeliveryToken { get; private set; } = "";

    public IEnumerable<RouteEndpoint> Endpoints => ((IEndpointRouteBuilder)application!).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        application = builder.Build();
        application.MapAdminApi(Services);
        await application.StartAsync(TestContext.Current.CancellationToken);
        Url = application.Urls.Single();

        var none = TestContext.Current.CancellationToken;
        await Writer.CreateDomainAsync(AdminActor.Server, "mine.test", "acme", null, none);
        await Writer.CreateDomainAsync(AdminActor.Server, "other.test", "acme", null, none);
        await Writer.CreateDomainAsync(AdminActor.Server, "foreign.test", null, null, none);
        await Writer.CreateAccountAsync(AdminActor.Server, "alice@mine.test", "secret", null, none);
        await Writer.CreateAccountAsync(AdminActor.Server, "bob@other.test", "secret", null, none);
        await Writer.CreateAccountAsync(AdminActor.Server, "eve@foreign.test", "secret", null, none);
        await Writer.AddAliasAsync(AdminActor.Server, (await reader.FindAccountByAddressAsync("bob@other.test", none))!.Key, "bob@mine.test", none);
        GlobalToken = (await Writer.CreateTokenAsync(AdminActor.Server, AdminRole.Global, [], "root", null, none)).Value!.Text;
        DelegatedToken = (await Writer.CreateTokenAsync(AdminActor.Server, AdminRole.Delegated, ["mine.test"], "desk", null, none)).Value!.Text;
        ForeignToken = (await Writer.CreateTokenAsync(AdminActor.Server, AdminRole.Delegated, ["foreign.test"], "abroad", null, none)).Value!.Text;
        DeliveryToken = (await Writer.CreateTokenAsync(AdminActor.Server, AdminRole.Delivery, [], "mx", null, none)).Value!.Text;
    }

    public async Task<MailboxId> MailboxAsync(string address) =>
        MailboxId.FromPartition((await reader.FindAccountByAddressAsync(address, TestContext.Current.CancellationToken))!.Partition)!;

    public async Task<(int Status, JsonObject? Body)> SendAsync(string method, string path, string? token, string? body = null, string mediaType = "application/json")
    {
        using var request = Request(method, path, token);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, mediaType);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text)!.AsObject());
    }

    /// <summary>The ETag of a resource, with its quotes.</summary>
    public async Task<string> TagAsync(string path)
    {
        using var request = Request("GET", path, GlobalToken);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.Headers.ETag!.ToString();
    }

    /// <summary>Changes a resource if it still has that ETag.</summary>
    public async Task<int> ChangeAsync(string method, string path, string? ifMatch, string? body)
    {
        using var request = Request(method, path, GlobalToken);
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }

    /// <summary>Writes what another release may have written: attributes of Alice and of her domain.</summary>
    public async Task PlantAsync(string alice, string domain)
    {
        var none = TestContext.Current.CancellationToken;
        var account = (await reader.FindAccountByAddressAsync("alice@mine.test", none))!.Key;
        foreach (var (row, attributes) in new[] { ($"a!{account.Account:N}", alice), ("d!mine.test", domain) })
        {
            var held = (await store.FindAsync(new(Tables.Directory, account.Tenant.ToString("N"), row), none))!;
            held.Properties["attributes"] = attributes;
            Assert.True(await store.TryWriteAsync(new EntityBatch(Tables.Directory, account.Tenant.ToString("N")).Replace(row, held.ETag, held.Properties), none));
        }

        // As its writer would have: the version row tells readers.
        await Writer.AddAliasAsync(AdminActor.Server, account, $"alias{Guid.NewGuid():N}@mine.test", none);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        hasher.Dispose();
        if (application is not null)
        {
            await application.DisposeAsync();
        }
    }

    private HttpRequestMessage Request(string method, string path, string? token)
    {
        var request = new HttpRequestMessage(new(method), $"{Url}/api/admin/{path}");
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return request;
    }

    internal sealed class RememberingImport : IMessageImport
    {
        private readonly Lock gate = new();
        private readonly HashSet<string> keys = [];

        public List<(string Address, string Folder, string Mime)> Messages { get; } = [];

        public Task<ImportOutcome> AddAsync(AccountView account, string folder, ReadOnlyMemory<byte> mime, string? idempotencyKey, CancellationToken cancellationToken)
        {
            lock (gate)
            {
                if (folder != "Inbox")
                {
                    return Task.FromResult(new ImportOutcome(ImportStatus.NoSuchFolder, null, $"There is no folder '{folder}'."));
                }

                if (idempotencyKey is not null && !keys.Add(idempotencyKey))
                {
                    return Task.FromResult(new ImportOutcome(ImportStatus.Repeated, "2:1", null));
                }

                Messages.Add((account.Address, folder, Encoding.UTF8.GetString(mime.Span)));
                return Task.FromResult(new ImportOutcome(ImportStatus.Added, "2:1", null));
            }
        }
    }
}
