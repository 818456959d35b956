using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Support;
using Xunit;

namespace Carbonio.Cloud.Devices.Tests.Registry;

public sealed class DeviceStoreTests
{
    private const int RowBytes = DeviceRow.ChunkBytes * DeviceRow.ChunksPerRow;

    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly CountingEntityStore entities = new(new ModelEntityStore());
    private readonly MailboxId mailbox = new("t1", "a1");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_device_when_it_is_put_then_it_is_found_as_it_was_whatever_the_case_of_its_id()
    {
        var device = new Device
        {
            DeviceId = "ApplDN6G",
            DeviceType = "iPhone",
            FirstSeen = Noon,
            LastSeen = Noon.AddHours(1),
            UserAgent = "Apple-iPhone/1.0",
            ProtocolVersion = "16.1",
            Information = new DeviceInformation { Model = "iPhone 17", Os = "iOS 26", PhoneNumber = "+49 1" },
            PasswordProof = [1, 2, 3],
            Policy = new(uint.MaxValue, -5, Noon, 7, long.MaxValue),
            Hierarchy = [4],
            PingCache = [5],
            Collections = CollectionStates.Empty.With(2, [6, 7]),
        };
        await PutAsync(device);

        var found = await new DeviceStore(entities).FindAsync(mailbox, "APPLdn6g", Cancel);

        Assert.Equal(
            (device.DeviceId, device.DeviceType, device.FirstSeen, device.LastSeen, device.UserAgent, device.ProtocolVersion, device.Information, device.Policy),
            (found!.DeviceId, found.DeviceType, found.FirstSeen, found.LastSeen, found.UserAgent, found.ProtocolVersion, found.Information, found.Policy));
        Assert.Equal([1, 2, 3], found.PasswordProof!);
        Assert.Equal([4], found.Hierarchy!);
        Assert.Equal([5], found.PingCache!);
        Assert.Equal([6, 7], found.Collections.Find(2).ToArray());
    }

    [Theory]
    [InlineData(DeviceRow.ChunkBytes, 1)]
    [InlineData(DeviceRow.ChunkBytes + 1, 1)]
    [InlineData(RowBytes, 1)]
    [InlineData(RowBytes + 1, 3)]
    [InlineData(2 * RowBytes, 3)]
    [InlineData((2 * RowBytes) + 1, 4)]
    public async Task Given_states_of_that_many_bytes_when_read_then_they_are_whole_and_cost_that_many_reads(int bytes, int reads)
    {
        var state = new byte[bytes - 8];
        new Random(bytes).NextBytes(state);
        await PutAsync(new Device { DeviceId = "d", DeviceType = "t", FirstSeen = Noon, LastSeen = Noon, Collections = CollectionStates.Empty.With(2, state) });
        var before = entities.Reads;

        var found = await new DeviceStore(entities).FindAsync(mailbox, "d", Cancel);

        Assert.Equal(reads, entities.Reads - before);
        Assert.Equal(bytes, found!.Collections.Packed.Length);
        Assert.Equal(state, found.Collections.Find(2).ToArray());
    }

    [Fact]
    public async Task Given_a_device_of_another_mailbox_when_it_is_looked_for_then_there_is_none()
    {
        await PutAsync(new Device { DeviceId = "d", DeviceType = "t", FirstSeen = Noon, LastSeen = Noon });

        Assert.Null(await new DeviceStore(entities).FindAsync(new("t1", "a2"), "d", Cancel));
        Assert.Null(await new DeviceStore(entities).FindAsync(new("t2", "a1"), "d", Cancel));
    }

    [Fact]
    public async Task Given_a_row_that_moved_on_when_the_device_is_put_on_top_of_the_old_one_then_nothing_is_written()
    {
        await PutAsync(new Device { DeviceId = "d", DeviceType = "t", FirstSeen = Noon, LastSeen = Noon });
        var store = new DeviceStore(entities);
        var old = await store.FindAsync(mailbox, "d", Cancel);
        await PutAsync(old! with { UserAgent = "newer" });

        var batch = new EntityBatch(Tables.Mail, mailbox.Partition);
        DeviceStore.PutRow(batch, old! with { UserAgent = "older" });

        Assert.False(await entities.TryWriteAsync(batch, Cancel));
        Assert.Equal("newer", (await store.FindAsync(mailbox, "d", Cancel))!.UserAgent);
    }

    private async Task PutAsync(Device device)
    {
        var batch = new EntityBatch(Tables.Mail, mailbox.Partition);
        DeviceStore.PutRow(batch, device);
        Assert.True(await entities.TryWriteAsync(batch, Cancel));
    }
}
