using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.ActiveSync.FolderSync;
using Carbonio.Cloud.ActiveSync.Ping;
using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Log;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Sync;

/// <summary>What is stored comes back as it was, and damaged bytes do no harm.</summary>
public sealed class PackedStateTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [InlineData("0", true)]
    [InlineData("00000001.1.0", true)]
    [InlineData("ffffffff.4294967295.4294967295", true)]
    [InlineData("00000001.0.0", false)]
    [InlineData("1.1.0", false)]
    [InlineData("00000001.1", false)]
    [InlineData("00000001.1.0.0", false)]
    [InlineData("00000001.+1.0", false)]
    [InlineData("00000001. 1.0", false)]
    [InlineData("00000001.4294967296.0", false)]
    [InlineData("", false)]
    public void Given_a_key_when_read_then_only_forms_that_are_given_are_one(string text, bool isOne)
    {
        Assert.Equal(isOne, SyncKey.TryParse(text, out var key));
        if (isOne)
        {
            Assert.Equal(text, key.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Given_changes_when_packed_then_they_come_back(int seed)
    {
        var random = new Random(seed);
        var changes = Enumerable.Range(0, random.Next(600))
            .Select(_ => new FrozenChange(random.NextInt64(seed % 2 == 0 ? 5000 : 1L << 50), (ChangeKind)random.Next(4)))
            .ToArray();

        Assert.Equal(changes, FrozenChange.Unpack(FrozenChange.Pack(changes)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Given_a_segment_when_packed_then_it_comes_back_in_at_most_513_bytes(int seed)
    {
        var random = new Random(seed);
        var segment = new HeldSegment();
        var density = random.NextDouble();
        for (var offset = 0; offset < HeldSegment.Items; offset++)
        {
            segment[offset] = random.NextDouble() < density;
        }

        var packed = segment.Pack();
        var again = HeldSegment.Unpack(packed);

        Assert.InRange(packed.Length, 1, 1 + (HeldSegment.Items / 8));
        Assert.All(Enumerable.Range(0, HeldSegment.Items), offset => Assert.Equal(segment[offset], again[offset]));
    }

    [Fact]
    public void Given_the_state_of_a_collection_when_packed_then_it_comes_back()
    {
        var state = new CollectionState
        {
            Folder = 257,
            Key = new(0xFFFF_FFFE, 12, 3),
            Class = ItemClass.Calendar,
            Options = new(FilterType.OneMonth, false, new ContentOptions
            {
                MimeSupport = 2,
                MimeTruncation = 0,
                BodyPreferences = [new(2, 0, true, 255), new(1, uint.MaxValue, false, null), new(4, null, false, 0)],
                BodyPartPreference = new(2, 500, false, null),
            }),
            Watermark = 1L << 40,
            Cursor = DatePosition.Of(new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero), 7),
            Complete = true,
            HeldEnd = DatePosition.End,
            TrimmedTo = DatePosition.Of(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), long.MaxValue),
            NextExpiry = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero),
            Frozen = FrozenChange.Pack([new(5, ChangeKind.SoftDelete)]),
            FrozenMore = true,
            RequestHash = ulong.MaxValue - 5,
            ExecutedOn = 11,
            Executed = new byte[] { 1, 2, 3 },
        };

        var again = CollectionState.Unpack(257, state.Pack())!;

        Assert.Equal(state.Pack(), again.Pack());
        Assert.Equal(state.Options.Content.BodyPreferences, again.Options.Content.BodyPreferences);
        Assert.Equal(state.Options.Content.BodyPartPreference, again.Options.Content.BodyPartPreference);
        Assert.Equal(
            (state.Key, state.Cursor, state.HeldEnd, state.TrimmedTo, state.NextExpiry, state.RequestHash, state.FrozenMore),
            (again.Key, again.Cursor, again.HeldEnd, again.TrimmedTo, again.NextExpiry, again.RequestHash, again.FrozenMore));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Given_damaged_bytes_when_unpacked_then_nothing_throws(int seed)
    {
        var random = new Random(seed);
        var bytes = new byte[random.Next(1, 300)];
        random.NextBytes(bytes);

        CollectionState.Unpack(2, bytes);
        HierarchyState.Unpack(bytes);
        PingParameters.Unpack(bytes);
        HeldSegment.Unpack(bytes);
        Assert.NotNull(FrozenChange.Unpack(bytes));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Given_states_of_many_collections_when_put_replaced_and_removed_then_each_is_found(int seed)
    {
        var random = new Random(seed);
        var states = CollectionStates.Empty;
        var expected = new Dictionary<int, byte[]>();
        for (var step = 0; step < 200; step++)
        {
            var folder = random.Next(1, 30);
            var bytes = new byte[random.Next(4) == 0 ? 0 : random.Next(1, 200)];
            random.NextBytes(bytes);
            states = CollectionStates.Unpack(states.With(folder, bytes).Packed.ToArray());
            expected[folder] = bytes;
        }

        Assert.All(expected, one => Assert.Equal(one.Value, states.Find(one.Key).ToArray()));
        Assert.Equal(expected.Where(one => one.Value.Length > 0).Select(one => one.Key).Order(), states.Folders.Order());
    }
}
