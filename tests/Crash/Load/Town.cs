using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes;

namespace Carbonio.Cloud.Crash.Tests;

/// <summary>The accounts of a run, with those who use them all at once.</summary>
internal sealed class Town : IAsyncDisposable
{
    private const string Domain = "crash.test";
    private static readonly string[] Names = ["anna", "bert", "cleo"];

    private readonly HttpClient http;
    private readonly Random random;
    private readonly List<CrashMailbox> mailboxes = [];
    private readonly List<Sender> senders = [];
    private readonly List<Sender> volley = [];

    private Town(HttpClient http, Random random)
    {
        this.http = http;
        this.random = random;
    }

    public IEnumerable<MailboxId> Ids => mailboxes.Select(mailbox => mailbox.Id);

    /// <summary>Mails that were there at the last look.</summary>
    public int Seen => mailboxes.Sum(mailbox => mailbox.Seen);

    /// <summary>Makes a domain and its accounts as an admin does, and sets up their phones.</summary>
    public static async Task<Town> SettleAsync(ServerProcess server, Random random, Tally tally, CancellationToken cancellationToken)
    {
        var http = new HttpClient { BaseAddress = server.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Demo.AdminToken);
        var town = new Town(http, random);
        var tenant = await PostAsync(http, "api/admin/v1/domains", new { name = Domain }, "tenantId", cancellationToken);
        foreach (var name in Names)
        {
            var account = new DemoAccount($"{name}@{Domain}", $"{name}'s long password", null);
            var id = await PostAsync(http, "api/admin/v1/accounts", new { address = account.Address, password = account.Password }, "id", cancellationToken);
            town.mailboxes.Add(new CrashMailbox(name, account, MailboxOf(tenant, id)));
        }

        foreach (var mailbox in town.mailboxes)
        {
            await mailbox.SetUpAsync(server.Url, random, tally, cancellationToken);
        }

        for (var number = 0; number < Names.Length; number++)
        {
            var (own, neighbour) = (town.mailboxes[number], town.mailboxes[(number + 1) % Names.Length]);
            town.senders.Add(new Sender(own.Name, http, own, neighbour, new Random(random.Next()), tally, TimeProvider.System));
            town.volley.Add(new Sender($"{own.Name}-volley", http, own, neighbour, new Random(random.Next()), tally, TimeProvider.System));
        }

        return town;
    }

    /// <summary>Everybody at once, until the server is gone.</summary>
    public Task UseAsync(CancellationToken cancellationToken) => Task.WhenAll(
        senders.Select(sender => sender.UseAsync(cancellationToken))
            .Concat(mailboxes.SelectMany(mailbox => mailbox.Phones.SkipLast(1)).Select(phone => phone.UseAsync(cancellationToken))));

    /// <summary>Makes what takes the server several steps, deliveries, deletions for good, or folders to be emptied or deleted, to be sent all at once.</summary>
    /// <returns>Sends it; what it returns ends when everything is answered or the server is gone.</returns>
    public Func<Task> LoadVolley(CancellationToken cancellationToken)
    {
        Func<Task>[] shots = random.Next(2) == 0
            ? [.. volley.Select(sender => sender.Load(cancellationToken))]
            : [.. mailboxes.Select(mailbox => mailbox.Phones[^1].Load(cancellationToken))];
        return () => Task.WhenAll(shots.Select(shot => shot()));
    }

    /// <summary>Now and then gives the phones of the volley folders with mails in them.</summary>
    public async Task PrepareVolleyAsync(CancellationToken cancellationToken)
    {
        foreach (var mailbox in mailboxes.Where(_ => random.Next(3) == 0))
        {
            await mailbox.Phones[^1].PrepareAsync(cancellationToken);
        }
    }

    /// <summary>Lets the phones come to rest, and holds the ledgers and the phones against what the server has.</summary>
    /// <param name="server">The server.</param>
    /// <param name="patient">False leaves a phone switched off now and then; true also looks with devices that the server has never met.</param>
    /// <param name="repairs">Waits until the server has done what work it has: what is emptied is empty then.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task CheckAsync(Uri server, bool patient, Func<Task> repairs, CancellationToken cancellationToken)
    {
        foreach (var sender in senders.Concat(volley))
        {
            await sender.SettleAsync(cancellationToken);
        }

        var on = mailboxes.SelectMany(mailbox => mailbox.Phones).Where(_ => patient || random.Next(5) != 0).ToHashSet();

        // One phone's repetition is news for the other: the second turn brings them together.
        for (var turn = 0; turn < 2; turn++)
        {
            await repairs();
            await Task.WhenAll(mailboxes.Select(mailbox => SettleAsync(mailbox.Phones.Where(on.Contains), cancellationToken)));
        }

        var compared = await Task.WhenAll(mailboxes.Select(mailbox => CompareAsync(mailbox, on, patient ? server : null, cancellationToken)));
        var faults = compared.SelectMany(fault => fault).ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    // The API writes ids with hyphens.
    private static MailboxId MailboxOf(string tenant, string account) =>
        MailboxId.FromPartition(new AccountKey(Guid.Parse(tenant), Guid.Parse(account)).ToPartition())!;

    private static async Task SettleAsync(IEnumerable<Phone> phones, CancellationToken cancellationToken)
    {
        foreach (var phone in phones)
        {
            await phone.SettleAsync(cancellationToken);
        }
    }

    private static async Task<IEnumerable<string>> CompareAsync(CrashMailbox mailbox, HashSet<Phone> on, Uri? server, CancellationToken cancellationToken)
    {
        var device = server is null ? mailbox.Reader : Phones.NewDevice(server, mailbox.Account);
        if (server is not null)
        {
            await device.ProvisionAsync(cancellationToken);
        }

        var seen = await mailbox.ReadAsync(device, cancellationToken);
        return
        [
            .. mailbox.Ledger.Compare(seen),
            .. mailbox.Ledger.CompareFolders(mailbox.SeenFolders),
            .. mailbox.Phones.Where(on.Contains).SelectMany(phone => phone.Compare(seen, mailbox.SeenFolders)),
        ];
    }

    private static async Task<string> PostAsync<T>(HttpClient http, string path, T body, string wanted, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync(path, body, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {text}");
        using var json = JsonDocument.Parse(text);
        return json.RootElement.GetProperty(wanted).GetString()!;
    }
}
