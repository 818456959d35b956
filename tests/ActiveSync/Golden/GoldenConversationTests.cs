using System.Runtime.CompilerServices;
using Carbonio.Cloud.ActiveSync.Tests.Sync;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Support;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Golden;

/// <summary>
/// Whole conversations, byte for byte as they stand in tests/Golden/Conversations. With CARBONIO_GOLDEN_WRITE=1 the files are
/// written anew, to be read and compared before they are kept.
/// </summary>
public sealed partial class GoldenConversationTests
{
    private const string Inbox = "2";
    private const string Trash = "3";

    private readonly SyncBench bench = new(new FakeTimeProvider(new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero)));
    private readonly RecordedLine line;

    public GoldenConversationTests() => line = new(bench);

    public static TheoryData<string> Versions => ["14.1", "16.1"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Given_three_mails_and_a_window_of_two_when_a_phone_syncs_for_the_first_time_then_the_bytes_are_those_written_down(string version)
    {
        await DeliverAsync("Lunch", "At noon?", hours: 3);
        await DeliverAsync("Grüße", "Schöne Grüße aus Köln", hours: 2);
        await DeliverAsync("Report", "It is done.", hours: 1);
        var phone = NewPhone(version);
        line.Note("key 0: a key comes, and no item");
        await SyncAsync(phone, Inbox, window: 2);
        line.Note("the two newest");
        await SyncAsync(phone, Inbox, window: 2);
        line.Note("the rest");
        await SyncAsync(phone, Inbox, window: 2);
        line.Note("nothing new");
        await SyncAsync(phone, Inbox, window: 2);
        Compare($"first-sync-{version}");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Given_a_lost_answer_when_the_phone_asks_again_then_the_bytes_are_those_written_down(string version)
    {
        await DeliverAsync("Lunch", "At noon?", hours: 3);
        var phone = NewPhone(version);
        await SyncAsync(phone, Inbox, window: 5);
        line.Note("this answer is lost");
        var asked = new SyncRequest(Next(phone, Inbox, window: 5));
        await phone.Device.SyncAsync(asked, Cancel);
        line.Note("another mail arrives; the same request comes again: the same key and the same mail, and no other");
        await DeliverAsync("Report", "It is done.", hours: 1);
        phone.Apply(await phone.Device.SyncAsync(asked, Cancel));
        line.Note("the key has come back: the other mail");
        await SyncAsync(phone, Inbox, window: 5);
        Compare($"replay-{version}");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Given_a_mail_that_somebody_moves_when_the_phone_syncs_then_the_bytes_are_those_written_down(string version)
    {
        var mail = await DeliverAsync("Lunch", "At noon?", hours: 3);
        var phone = NewPhone(version);
        foreach (var folder in new[] { Inbox, Trash })
        {
            await SyncAsync(phone, folder, window: 5);
            await SyncAsync(phone, folder, window: 5);
        }

        line.Note("another device moves the mail to the trash");
        await bench.MoveAsync(mail, FolderIds.Trash);
        await SyncAsync(phone, Inbox, window: 5);
        await SyncAsync(phone, Trash, window: 5);
        Compare($"move-{version}");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Given_a_filter_of_three_days_when_time_passes_then_the_bytes_are_those_written_down(string version)
    {
        await DeliverAsync("Lunch", "At noon?", hours: 60);
        await DeliverAsync("Report", "It is done.", hours: 1);
        var phone = NewPhone(version);
        await SyncAsync(phone, Inbox, window: 5, filter: 2);
        await SyncAsync(phone, Inbox, window: 5, filter: 2);
        line.Note("thirteen hours later the older mail is more than three days old");
        bench.Time.Advance(TimeSpan.FromHours(13));
        await SyncAsync(phone, Inbox, window: 5, filter: 2);
        Compare($"filter-slide-{version}");
    }

    private PhoneModel NewPhone(string version) => SyncBench.NewPhone("phone1", line, EasVersion.Parse(version));

    private Task<long> DeliverAsync(string subject, string text, int hours) => bench.DeliverMailAsync(subject, text, bench.Time.GetUtcNow().AddHours(-hours));

    private static SyncCollection Next(PhoneModel phone, string folder, int window, int filter = 0) => phone.Next(folder, next => next with
    {
        WindowSize = window,
        Options = new() { FilterType = filter, BodyPreferences = [new(1) { TruncationSize = 500 }] },
    });

    private static async Task SyncAsync(PhoneModel phone, string folder, int window, int filter = 0) =>
        phone.Apply(await phone.Device.SyncAsync(new SyncRequest(Next(phone, folder, window, filter)), Cancel));

    private void Compare(string name, string specification = "[MS-ASCMD] 2.2.1.21 Sync", [CallerFilePath] string here = "")
    {
        if (Environment.GetEnvironmentVariable("CARBONIO_GOLDEN_WRITE") == "1")
        {
            var source = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "Golden", "Conversations", $"{name}.hex");
            File.WriteAllText(source, $"# tests/Golden/Conversations/{name}.hex    {specification}\n{line.Text}");
        }

        var file = Path.Combine(AppContext.BaseDirectory, "Golden", "Conversations", $"{name}.hex");
        Assert.Equal(Convert.ToHexString(AnnotatedHex.Read(File.ReadAllText(file))), Convert.ToHexString([.. line.Bodies.SelectMany(body => body)]));
    }
}
