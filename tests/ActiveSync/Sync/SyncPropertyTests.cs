using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Support;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Sync;

/// <summary>Whatever happens in whatever order: at the end every phone holds what the server holds inside its window, each item once.</summary>
public sealed class SyncPropertyTests
{
    private const int Steps = 120;
    private static readonly int[] Folders = [FolderIds.Inbox, FolderIds.Trash, FolderIds.Sent];
    private static readonly int[] Filters = [0, 0, 1, 2, 3, 5];
    private static readonly int[] Days = [0, 0, 1, 3, 7, 31];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, SeedCount)];

    // More for a long run: CARBONIO_SYNC_SEEDS.
    private static int SeedCount => int.TryParse(Environment.GetEnvironmentVariable("CARBONIO_SYNC_SEEDS"), out var count) ? count : 150;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Given_random_work_on_both_sides_when_it_is_quiet_then_every_phone_holds_what_the_server_holds(int seed)
    {
        var random = new Random(seed);
        var bench = new SyncBench(new FakeTimeProvider(new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero)));
        bench.Model.AwkwardPages = random.Next(2) == 0;
        var phones = Enumerable.Range(1, random.Next(1, 4)).Select(n => new Phone(bench.NewPhone($"phone{n}"))).ToArray();
        for (var step = 0; step < Steps; step++)
        {
            await StepAsync(random, bench, phones);
        }

        foreach (var phone in phones)
        {
            foreach (var folder in Folders)
            {
                await phone.QuietAsync(folder);
                await phone.CheckAsync(bench, folder);
            }
        }
    }

    private static async Task StepAsync(Random random, SyncBench bench, Phone[] phones)
    {
        var folder = Folders[random.Next(Folders.Length)];
        var items = await bench.ItemsAsync(folder);
        var item = items.Count == 0 ? null : items[random.Next(items.Count)];
        switch (random.Next(12))
        {
            case 0 or 1:
                await bench.DeliverAsync($"mail {random.Next()}", bench.Time.GetUtcNow().AddHours(-random.Next(24 * 10)), folder);
                break;
            case 2 when item is not null:
                await bench.ChangeAsync(item.Id, before => before with { Read = !before.Read });
                break;
            case 3 when item is not null:
                await bench.MoveAsync(item.Id, Folders[(Array.IndexOf(Folders, folder) + 1) % Folders.Length]);
                break;
            case 4 when item is not null:
                await bench.DeleteAsync(item.Id);
                break;
            case 5:
                bench.Time.Advance(TimeSpan.FromHours(random.Next(30)));
                break;
            default:
                await phones[random.Next(phones.Length)].ActAsync(random, folder);
                break;
        }
    }

    private sealed class Phone(PhoneModel model)
    {
        private readonly Dictionary<int, int> filters = [];

        public async Task ActAsync(Random random, int folder)
        {
            var id = folder.ToString(provider: null);
            if (random.Next(8) == 0)
            {
                filters[folder] = random.Next(Filters.Length);
            }

            var window = random.Next(4) == 0 ? 512 : random.Next(1, 6);
            var commands = Commands(random, id);
            var asked = Next(folder, window) with { Commands = commands };
            var answer = await model.Device.SyncAsync(new SyncRequest(asked), Cancel);
            switch (random.Next(5))
            {
                case 0:
                    // The answer is lost; the phone repeats itself, perhaps more than once.
                    for (var times = random.Next(1, 3); times > 0; times--)
                    {
                        answer = await model.Device.SyncAsync(new SyncRequest(asked), Cancel);
                    }

                    break;
                case 1:
                    // The answer is lost; the phone goes on with something else under the old key.
                    commands = [.. commands, .. Commands(random, id)];
                    answer = await model.Device.SyncAsync(new SyncRequest(Next(folder, window) with { Commands = commands }), Cancel);
                    break;
            }

            Apply(commands, answer);
        }

        public async Task QuietAsync(int folder)
        {
            for (var rounds = 0; rounds < 200; rounds++)
            {
                var answer = await model.Device.SyncAsync(new SyncRequest(Next(folder, 100)), Cancel);
                if (answer.IsEmpty)
                {
                    return;
                }

                Apply([], answer);
            }

            Assert.Fail($"Folder {folder} never comes to rest.");
        }

        public async Task CheckAsync(SyncBench bench, int folder)
        {
            var days = Days[Filter(folder)];
            var oldest = days == 0 ? DateTimeOffset.MinValue : bench.Time.GetUtcNow().AddDays(-days);
            var expected = (await bench.ItemsAsync(folder)).Where(item => item.Received >= oldest).ToDictionary(item => $"{folder}:{item.Id}");
            var held = model.Held(folder.ToString(provider: null));

            // What was gone when a lost answer was repeated is deleted all the same: the first answer might have arrived.
            Assert.DoesNotContain(model.Errors, error => !error.Contains("Delete of ", StringComparison.Ordinal));
            Assert.Equal(expected.Keys.Order(), held.Items.Keys.Order());
            Assert.All(expected, one => Assert.Equal(one.Value.Read, held.IsRead(one.Key)));
        }

        private int Filter(int folder) => filters.GetValueOrDefault(folder);

        private SyncCollection Next(int folder, int window) =>
            model.Next(folder.ToString(provider: null), next => next with { WindowSize = window, Options = new() { FilterType = Filters[Filter(folder)] } });

        private void Apply(IReadOnlyList<SyncCommand> commands, SyncAnswer answer)
        {
            Assert.All(answer.Collections, collection => Assert.Equal(1, collection.Status));
            model.Apply(commands, answer);
        }

        private List<SyncCommand> Commands(Random random, string folder)
        {
            var commands = new List<SyncCommand>();
            var items = model.Held(folder).Items.Keys.Order().ToArray();
            if (model.Held(folder).SyncKey == "0" || items.Length == 0 || random.Next(2) == 0)
            {
                return commands;
            }

            for (var number = random.Next(1, 4); number > 0; number--)
            {
                var id = items[random.Next(items.Length)];
                commands.Add(random.Next(3) == 0 ? SyncCommand.Delete(id) : SyncCommand.MarkRead(id, random.Next(2) == 0));
            }

            return commands;
        }
    }
}
