using Carbonio.Cloud.ActiveSync.Tests.Sync;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Storage;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests;

/// <summary>
/// An instance that stops after each single write of a long operation, and another that comes up on the same stores: the timer
/// and the repeated request finish what was begun.
/// </summary>
public sealed class KillTests
{
    private const int Mails = 300;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_a_stop_after_any_write_when_a_tree_is_deleted_then_all_of_it_goes_and_nothing_else(bool writeArrives)
    {
        await ForEachWriteAsync(writeArrives, async (bench, phone, stop) =>
        {
            await phone.CreateFolderAsync("Projects", Cancel);
            await phone.CreateFolderAsync("A", Cancel, "257");
            await phone.CreateFolderAsync("B", Cancel, "258");
            await bench.DeliverManyAsync(Mails / 3, 257);
            await bench.DeliverManyAsync(Mails / 3, 258);
            await bench.DeliverManyAsync(Mails / 3, 259);
            await bench.DeliverManyAsync(5);

            var stopped = await stop(() => phone.DeleteFolderAsync("257", Cancel));
            if (stopped == Stop.BeforeAnswer)
            {
                var again = await phone.DeleteFolderAsync("257", Cancel);
                Assert.Equal(1, again.Status);
            }

            await bench.Outbox.RunAllAsync(Cancel);
            await AssertLeftAsync(bench, mails: 5);
            Assert.Equal(5, (await bench.RowsAsync("l!")).Count);
            Assert.Equal(9, (await bench.RowsAsync("f!")).Count);
            await phone.SyncFoldersAsync(Cancel);
            Assert.Equal(9, phone.Folders.Count);
            return stopped;
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_a_stop_after_any_write_when_a_folder_is_emptied_then_it_is_empty_once_the_intent_was_written(bool writeArrives)
    {
        await ForEachWriteAsync(writeArrives, async (bench, phone, stop) =>
        {
            await bench.DeliverManyAsync(Mails, FolderIds.Trash);
            await bench.DeliverManyAsync(5);
            await phone.SyncAllAsync("3", Cancel);

            var stopped = await stop(() => phone.Device.EmptyFolderContentsAsync("3", deleteSubFolders: true, Cancel));
            var begun = (await bench.RowsAsync("o!")).Count > 0;
            await bench.Outbox.RunAllAsync(Cancel);
            if (stopped == Stop.BeforeAnswer && !begun)
            {
                Assert.Equal(1, await phone.Device.EmptyFolderContentsAsync("3", deleteSubFolders: true, Cancel));
            }

            await AssertLeftAsync(bench, mails: 5);
            await phone.SyncAllAsync("3", Cancel);
            Assert.Empty(phone.Held("3").Items);
            Assert.Empty(phone.Errors);
            return stopped;
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_a_stop_after_any_write_when_200_mails_are_moved_then_the_repeat_moves_the_rest_and_none_is_lost_or_doubled(bool writeArrives)
    {
        await ForEachWriteAsync(writeArrives, async (bench, phone, stop) =>
        {
            var mails = await bench.DeliverManyAsync(200);
            await phone.SyncAllAsync("2", Cancel);
            await phone.SyncAllAsync("5", Cancel);
            await phone.SyncAsync("2", Cancel);
            string[] ids = [.. mails.Select(mail => $"2:{mail}")];

            var stopped = await stop(() => phone.MoveAsync(ids, "2", "5", Cancel));
            if (stopped == Stop.BeforeAnswer)
            {
                var again = await phone.MoveAsync(ids, "2", "5", Cancel);
                Assert.All(again.Moved, moved => Assert.Equal(3, moved.Status));
            }

            await bench.Outbox.RunAllAsync(Cancel);
            await phone.SyncAllAsync("2", Cancel);
            await phone.SyncAllAsync("5", Cancel);
            Assert.Empty(await bench.ItemsAsync(FolderIds.Inbox));
            Assert.Equal(200, (await bench.ItemsAsync(FolderIds.Sent)).Count);
            Assert.Equal(200, (await bench.RowsAsync("d!")).Count);
            Assert.Empty(phone.Held("2").Items);
            Assert.Equal(200, phone.Held("5").Items.Count);
            Assert.Empty(phone.Errors);
            return stopped;
        });
    }

    // With each round the instance stops one write later, until the operation comes to its end before that.
    private static async Task ForEachWriteAsync(bool writeArrives, Func<SyncBench, PhoneModel, Func<Func<Task>, Task<Stop>>, Task<Stop>> run)
    {
        for (var writes = 0; ; writes++)
        {
            var first = new SyncBench();
            var second = new SyncBench(first);
            using var switching = new SwitchedInstance(first);
            var phone = switching.NewPhone("phone1");
            await phone.SyncFoldersAsync(Cancel);
            var left = writes;

            async Task<Stop> StopAsync(Func<Task> operation)
            {
                var stop = Stop.None;
                first.Model.BeforeWrite = _ => left-- > 0 ? Task.CompletedTask : Fail(ref stop);
                first.Model.AfterWrite = _ => writeArrives && left == 0 ? Fail(ref stop) : Task.CompletedTask;
                try
                {
                    await operation();
                }
                catch (StoreUnavailableException)
                {
                    stop = Stop.BeforeAnswer;
                }

                first.Model.BeforeWrite = null;
                first.Model.AfterWrite = null;
                switching.Current = second;
                return stop;
            }

            if (await run(second, phone, StopAsync) == Stop.None)
            {
                Assert.True(writes > 5, "The operation was to take several writes.");
                return;
            }
        }

        static Task Fail(ref Stop stop)
        {
            stop = Stop.AfterAnswer;
            return Task.FromException(new StoreUnavailableException("The instance stopped."));
        }
    }

    private enum Stop
    {
        /// <summary>The operation came to its end.</summary>
        None,

        /// <summary>What follows from the operation was stopped.</summary>
        AfterAnswer,

        /// <summary>The request ended without an answer.</summary>
        BeforeAnswer,
    }

    private static async Task AssertLeftAsync(SyncBench bench, int mails)
    {
        Assert.Equal(mails, (await bench.RowsAsync("i!")).Count);
        Assert.Equal(mails, (await bench.RowsAsync("d!")).Count);
        Assert.Equal(mails, (await bench.BlobsAsync()).Count);
        Assert.Equal(mails * 1000, (await bench.Mailbox.ReadStateAsync(Cancel)).UsedBytes);
        Assert.Empty(await bench.RowsAsync("o!"));
    }
}
