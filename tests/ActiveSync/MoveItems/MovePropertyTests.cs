using Carbonio.Cloud.ActiveSync.Tests.Sync;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Support;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.MoveItems;

/// <summary>Phones that move, sync with windows and lose answers, beside others at work: at the end each holds what the server holds.</summary>
public sealed class MovePropertyTests
{
    private const int Steps = 100;
    private static readonly int[] Folders = [FolderIds.Inbox, FolderIds.Trash, FolderIds.Sent];
    private static readonly int[] Filters = [0, 0, 1, 2, 3, 5];
    private static readonly int[] Days = [0, 0, 1, 3, 7, 31];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, SeedCount)];

    private static int SeedCount => int.TryParse(Environment.GetEnvironmentVariable("CARBONIO_SYNC_SEEDS"), out var count) ? count : 150;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Given_random_moves_on_both_sides_when_it_is_quiet_then_every_phone_holds_what_the_server_holds(int seed)
    {
        var random = new Random(seed);
        var bench = new SyncBench(new FakeTimeProvider(new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero)));
        bench.Model.AwkwardPages = random.Next(2) == 0;
        var phones = Enumerable.Range(1, random.Next(1, 4)).Select(n => bench.NewPhone($"phone{n}")).ToArray();
        var filter = Folders.ToDictionary(folder => folder, _ => random.Next(Filters.Length));
        for (var step = 0; step < Steps; step++)
        {
            await StepAsync(random, bench, phones[random.Next(phones.Length)], filter);
        }

        foreach (var phone in phones)
        {
            foreach (var folder in Folders)
            {
                await QuietAsync(phone, folder, filter);
                await CheckAsync(bench, phone, folder, filter);
            }
        }
    }

    private static async Task StepAsync(Random random, SyncBench bench, PhoneModel phone, Dictionary<int, int> filter)
    {
        var folder = Folders[random.Next(Folders.Length)];
        var other = Folders[(Array.IndexOf(Folders, folder) + random.Next(1, 3)) % Folders.Length];
        var items = await bench.ItemsAsync(folder);
        var item = items.Count == 0 ? 0 : items[random.Next(items.Count)].Id;
        switch (random.Next(12))
        {
            case 0 or 1:
                await bench.DeliverAsync($"mail {random.Next()}", bench.Time.GetUtcNow().AddHours(-random.Next(24 * 10)), folder);
                break;
            case 2 when item > 0:
                await bench.ChangeAsync(item, before => before with { Read = !before.Read });
                break;
            case 3 when item > 0:
                await bench.MoveAsync(item, other);
                break;
            case 4 when item > 0 && random.Next(3) == 0:
                await bench.DeleteAsync(item);
                break;
            case 5:
                bench.Time.Advance(TimeSpan.FromHours(random.Next(12)));
                break;
            case 6:
                filter[folder] = random.Next(Filters.Length);
                break;
            case 7 or 8 or 9:
                await MoveAsync(random, phone, folder, other);
                break;
            default:
                await SyncAsync(random, phone, folder, filter);
                break;
        }
    }

    private static async Task MoveAsync(Random random, PhoneModel phone, int folder, int other)
    {
        string[] held = [.. phone.Held($"{folder}").Items.Keys.Order()];
        if (held.Length == 0)
        {
            return;
        }

        string[] moved = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => held[random.Next(held.Length)])];
        if (random.Next(4) == 0)
        {
            // The answer is lost, and the phone asks again.
            await phone.Device.MoveItemsAsync([.. moved.Select(id => new ItemMove(id, $"{folder}", $"{other}"))], Cancel);
        }

        await phone.MoveAsync(moved, $"{folder}", $"{other}", Cancel);
    }

    private static async Task SyncAsync(Random random, PhoneModel phone, int folder, Dictionary<int, int> filter)
    {
        var asked = Next(phone, folder, filter, random.Next(1, 6));
        var answer = await phone.Device.SyncAsync(new SyncRequest(asked), Cancel);
        for (var lost = random.Next(4); lost == 0; lost = random.Next(4))
        {
            answer = await phone.Device.SyncAsync(new SyncRequest(asked), Cancel);
        }

        phone.Apply(answer);
    }

    private static async Task QuietAsync(PhoneModel phone, int folder, Dictionary<int, int> filter)
    {
        for (var rounds = 0; rounds < 200; rounds++)
        {
            var answer = await phone.Device.SyncAsync(new SyncRequest(Next(phone, folder, filter, 100)), Cancel);
            if (answer.IsEmpty)
            {
                return;
            }

            phone.Apply(answer);
        }

        Assert.Fail($"Folder {folder} never comes to rest.");
    }

    private static async Task CheckAsync(SyncBench bench, PhoneModel phone, int folder, Dictionary<int, int> filter)
    {
        var days = Days[filter[folder]];
        var oldest = days == 0 ? DateTimeOffset.MinValue : bench.Time.GetUtcNow().AddDays(-days);
        var expected = (await bench.ItemsAsync(folder)).Where(item => item.Received >= oldest).ToDictionary(item => $"{folder}:{item.Id}");
        var held = phone.Held($"{folder}");
        Assert.Equal(expected.Keys.Order(), held.Items.Keys.Order());
        Assert.All(expected, one => Assert.Equal(one.Value.Read, held.IsRead(one.Key)));
    }

    private static SyncCollection Next(PhoneModel phone, int folder, Dictionary<int, int> filter, int window) =>
        phone.Next($"{folder}", next => next with { WindowSize = window, Options = new() { FilterType = Filters[filter[folder]] } });
}
