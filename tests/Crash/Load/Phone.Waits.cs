using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Crash.Tests;

internal sealed partial class Phone
{
    private const int HeartbeatExpired = 1;
    private const int Changes = 2;
    private const int HierarchyChanged = 7;

    private async Task PingAsync(CancellationToken cancellationToken)
    {
        var answer = await model.Device.PingAsync(HeldSeconds, mailbox.Folders, cancellationToken);
        if (answer.Status == HierarchyChanged)
        {
            await SyncFoldersAsync(cancellationToken);
            return;
        }

        Assert.True(answer.Status is HeartbeatExpired or Changes, $"Ping was answered with {answer.Status}.");
        foreach (var folder in answer.Folders)
        {
            await SendAsync(Next(folder), [], cancellationToken);
        }
    }

    /// <summary>A Sync that the server holds. When its answer never comes, the phone goes on under the same key with whatever it does next.</summary>
    private async Task HoldSyncAsync(CancellationToken cancellationToken)
    {
        var answer = await model.Device.SyncAsync(new SyncRequest(Next(mailbox.Inbox)) { HeartbeatInterval = HeldSeconds }, cancellationToken);
        if (answer.Status is ServerError or Retry)
        {
            return;
        }

        Assert.True(answer.IsEmpty || answer.Single.Status == 1, $"A held Sync was answered with\n{answer.Answer.Root}");
        Apply([], answer);
    }

    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        var folder = AnyFolder();
        var ids = model.Held(folder).Items.Keys.Order(StringComparer.Ordinal).ToList();
        if (ids.Count == 0)
        {
            return;
        }

        var id = ids[random.Next(ids.Count)];
        var mail = MailOf(folder, id);
        var answer = await model.Device.FetchAsync(
            [new ItemFetch { CollectionId = folder, ServerId = id, MimeSupport = 2, BodyPreferences = [new BodyPreference(4)] }], cancellationToken);
        if (Assert.Single(answer.Items) is { Status: 1, Mail: { } fetched } && mail.Draft is null)
        {
            Assert.True(fetched.Body.Data == mail.Message, $"{id} was fetched with {fetched.Body.Data?.Length} characters that are not the {mail.Message.Length} handed in.");
        }
    }
}
