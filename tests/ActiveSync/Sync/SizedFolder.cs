using System.Text;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Storage.Embedded;
using Carbonio.Cloud.Support;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Sync;

/// <summary>An Inbox of so many mails and a phone that holds all of them.</summary>
internal sealed class SizedFolder : IAsyncDisposable
{
    private const string Inbox = "2";

    private readonly TemporaryFolder folder = new();
    private readonly SqliteEntityStore entities;

    private SizedFolder(int mails)
    {
        entities = new SqliteEntityStore(folder.Path);
        Bench = new SyncBench(entities);
        Phone = Bench.NewPhone("phone1");
        Mails = mails;
    }

    public int Mails { get; }

    public SyncBench Bench { get; }

    public PhoneModel Phone { get; }

    public static async Task<SizedFolder> FillAsync(int mails, CancellationToken cancellationToken)
    {
        var sized = new SizedFolder(mails);
        await sized.FillAsync(cancellationToken);
        await sized.Phone.SyncFoldersAsync(cancellationToken);
        await sized.Phone.SyncAllAsync(Inbox, cancellationToken, next => next with { WindowSize = 512 });
        Assert.Equal(mails, sized.Phone.Held(Inbox).Items.Count);
        return sized;
    }

    /// <summary>What an act costs in the store.</summary>
    public async Task<StoreCost> CostAsync(Func<SizedFolder, Task> act)
    {
        var before = StoreCost.Of(Bench.Store);
        await act(this);
        return StoreCost.Of(Bench.Store) - before;
    }

    public async ValueTask DisposeAsync()
    {
        await entities.DisposeAsync();
        folder.Dispose();
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        var newest = Bench.Time.GetUtcNow();
        var mailbox = Bench.Mailbox;
        for (var added = 0; added < Mails;)
        {
            var batch = mailbox.Begin(await mailbox.ReadStateAsync(cancellationToken), Origin.Server);
            for (; added < Mails && batch.HasRoomForItem(0); added++)
            {
                batch.Add(new Item
                {
                    Id = 0,
                    Folder = FolderIds.Inbox,
                    Class = ItemClass.Email,
                    Received = newest.AddMinutes(added - Mails),
                    Size = 1000,
                    Content = Encoding.UTF8.GetBytes($"mail {added}"),
                });
            }

            Assert.True(await mailbox.TryCommitAsync(batch, cancellationToken));
        }
    }
}
