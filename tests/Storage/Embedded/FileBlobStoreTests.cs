using Carbonio.Cloud.Storage.Embedded;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Storage.Tests.Embedded;

public sealed class FileBlobStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Given_what_unfinished_writes_left_when_the_store_is_opened_then_it_is_gone_and_blobs_stay()
    {
        await using (var store = new FileBlobStore(folder.Path))
        {
            await store.WriteAsync("t/a", new byte[] { 1 }, Cancel);
        }

        await File.WriteAllTextAsync(folder.File(".tmp/left"), "over", Cancel);
        await using var again = new FileBlobStore(folder.Path);

        Assert.Empty(System.IO.Directory.GetFiles(folder.File(".tmp")));
        Assert.Equal(1, await again.ReadAsync("t/a", 0, new byte[10], Cancel));
    }

    [Fact]
    public async Task Given_finished_writes_when_the_temporary_folder_is_looked_at_then_it_is_empty()
    {
        await using var store = new FileBlobStore(folder.Path);
        await store.WriteAsync("t/a", new byte[] { 1 }, Cancel);
        await store.WriteAsync("t/a", new byte[] { 2 }, Cancel);

        Assert.Empty(System.IO.Directory.GetFiles(folder.File(".tmp")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_one_name_that_the_disk_refuses_when_many_are_written_then_it_alone_fails_and_later_succeeds(bool groupFlush)
    {
        await File.WriteAllTextAsync(folder.File("t"), "in the way of the folder t", Cancel);
        await using var store = new FileBlobStore(folder.Path, groupFlush);

        var good = Enumerable.Range(0, 20).Select(i => store.WriteAsync($"u/{i}", new byte[10], Cancel)).ToArray();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.WriteAsync("t/a", new byte[10], Cancel));
        await Task.WhenAll(good);
        Assert.Empty(System.IO.Directory.GetFiles(folder.File(".tmp")));

        File.Delete(folder.File("t"));
        await store.WriteAsync("t/a", new byte[10], Cancel);
        Assert.Equal(10, await store.ReadAsync("t/a", 0, new byte[20], Cancel));
    }

    [Fact]
    public void Given_a_folder_that_cannot_be_when_the_store_is_opened_then_it_is_unavailable()
    {
        File.WriteAllText(folder.File("file"), "");

        Assert.Throws<StoreUnavailableException>(() => new FileBlobStore(folder.File("file/blobs")));
    }

    [Fact]
    public async Task Given_a_new_store_when_others_look_at_its_folder_then_only_its_user_may_enter()
    {
        await using var store = new FileBlobStore(folder.File("blobs"));
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no Unix file modes");
            return;
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.File("blobs")));
    }

    [Fact]
    public async Task Given_a_closed_store_when_it_is_written_then_it_says_so()
    {
        var store = new FileBlobStore(folder.Path);
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.WriteAsync("t/a", new byte[1], Cancel));
    }
}
