using Carbonio.Cloud.Storage.Embedded;

namespace Carbonio.Cloud.Storage.Tests.Embedded;

public sealed class RowEncodingTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Fact]
    public void Given_a_row_when_it_is_encoded_then_its_bytes_are_those_of_version_1()
    {
        var row = new EntityProperties { { "v", 1 }, { "seq", -300L }, { "ok", true }, { "name", "\u00e4" }, { "blob", new byte[] { 0xca, 0xfe } } };

        Assert.Equal(
            "01" + "05"
            + "03" + "0176" + "02"
            + "04" + "03736571" + "D704"
            + "02" + "026F6B" + "01"
            + "01" + "046E616D65" + "02C3A4"
            + "08" + "04626C6F62" + "02CAFE",
            Convert.ToHexString(RowEncoding.Encode(row)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Given_bytes_that_were_damaged_when_they_are_decoded_then_they_are_a_row_or_refused_by_name(int seed)
    {
        var random = new Random(seed);
        var bytes = RowEncoding.Encode(new() { { "n", 1 }, { "t", "text" }, { "d", 1.5 }, { "m", DateTimeOffset.UnixEpoch }, { "g", Guid.Empty }, { "b", new byte[20] } });
        for (var i = 0; i < 500; i++)
        {
            var damaged = bytes[..random.Next(bytes.Length + 1)];
            for (var j = random.Next(4); j > 0 && damaged.Length > 0; j--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            var refused = Record.Exception(() => RowEncoding.Decode(damaged));
            Assert.True(refused is null or InvalidDataException, refused?.ToString());
        }
    }

    [Fact]
    public void Given_a_row_that_is_cut_short_or_goes_on_when_it_is_decoded_then_it_is_refused()
    {
        var bytes = RowEncoding.Encode(new() { { "text", "text" } });

        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => RowEncoding.Decode(bytes.AsSpan(0, length)));
        }

        Assert.Throws<InvalidDataException>(() => RowEncoding.Decode([.. bytes, 0]));
    }
}
