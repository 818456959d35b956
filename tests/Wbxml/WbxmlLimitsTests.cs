using Xunit;

namespace Carbonio.Cloud.Wbxml.Tests;

public sealed class WbxmlLimitsTests
{
    private const string ThreeDeep = "03 01 6A 00 45 5C 0F 01 01"; // Sync, Collections, Collection
    private const string FourOfText = "03 01 6A 00 45 03 61 62 63 64 00 01";
    private const string FourOfReferencedText = "03 01 6A 05 61 62 63 64 00 45 83 00 01";
    private const string FourOfOpaque = "03 01 6A 00 45 C3 04 61 62 63 64 01";
    private const string SixReferencesToFour = "03 01 6A 05 61 62 63 64 00 45 83 00 83 00 83 00 83 00 83 00 83 00 01";

    /// <summary>A document, a limit above, at and below what it needs, the error below, and its offset.</summary>
    public static TheoryData<string, int, WbxmlErrorKind, int> Limits => new()
    {
        { ThreeDeep, 9, WbxmlErrorKind.DocumentTooLong, 8 },
        { ThreeDeep, 3, WbxmlErrorKind.TooDeep, 6 },
        { ThreeDeep, 3, WbxmlErrorKind.TooManyElements, 6 },
        { FourOfText, 4, WbxmlErrorKind.TextTooLong, 5 },
        { FourOfReferencedText, 4, WbxmlErrorKind.TextTooLong, 10 },
        { FourOfOpaque, 4, WbxmlErrorKind.OpaqueTooLong, 5 },
        { SixReferencesToFour, 24, WbxmlErrorKind.TooMuchReferencedText, 20 },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void Given_a_limit_when_a_document_is_below_at_or_above_it_then_only_above_is_an_error(string hex, int needed, WbxmlErrorKind kind, int offset)
    {
        var document = Hex.Bytes(hex);

        Assert.Null(ErrorOf(document, Limit(kind, needed + 1)));
        Assert.Null(ErrorOf(document, Limit(kind, needed)));
        var error = ErrorOf(document, Limit(kind, needed - 1));

        Assert.Equal((kind, offset), (error?.Kind, error?.Offset));
    }

    [Fact]
    public void Given_runs_that_fit_one_by_one_when_they_are_joined_beyond_the_limit_then_that_is_the_error()
    {
        // Seven references to "abcd" are 28 bytes, as long as the document; the "e" beside them is one more.
        var document = Hex.Bytes("03 01 6A 05 61 62 63 64 00 45 83 00 83 00 83 00 83 00 83 00 83 00 83 00 03 65 00 01");
        var fits = new WbxmlReader(document, new WbxmlLimits { DocumentBytes = 29 });
        var exceeds = new WbxmlReader(document, new WbxmlLimits { DocumentBytes = 28 });
        fits.Read();
        exceeds.Read();

        Assert.Equal("abcdabcdabcdabcdabcdabcdabcde", fits.ReadText());
        Assert.Equal("", exceeds.ReadText());

        Assert.Equal(WbxmlErrorKind.TooMuchReferencedText, exceeds.Error?.Kind);
    }

    [Fact]
    public void Given_no_limits_when_a_document_is_32_deep_then_it_is_whole_and_one_more_is_too_deep()
    {
        Assert.Null(ErrorOf(Deep(32), null));
        Assert.Equal((WbxmlErrorKind.TooDeep, 4 + 32), (ErrorOf(Deep(33), null)?.Kind, ErrorOf(Deep(33), null)?.Offset));
    }

    [Fact]
    public void Given_a_length_of_4_GiB_when_it_is_read_then_nothing_of_that_size_is_allocated()
    {
        var document = Hex.Bytes("03 01 6A 00 45 C3 8F FF FF FF 7F 61");
        ErrorOf(document, null);
        var before = GC.GetAllocatedBytesForCurrentThread();

        ErrorOf(document, null);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024); // the message
    }

    private static byte[] Deep(int depth) =>
        [.. Hex.Bytes("03 01 6A 00"), .. Enumerable.Repeat((byte)0x45, depth), .. Enumerable.Repeat((byte)0x01, depth)];

    private static WbxmlLimits Limit(WbxmlErrorKind kind, int value) => kind switch
    {
        WbxmlErrorKind.DocumentTooLong or WbxmlErrorKind.TooMuchReferencedText => new WbxmlLimits { DocumentBytes = value },
        WbxmlErrorKind.TooDeep => new WbxmlLimits { Depth = value },
        WbxmlErrorKind.TooManyElements => new WbxmlLimits { Elements = value },
        WbxmlErrorKind.TextTooLong => new WbxmlLimits { TextBytes = value },
        _ => new WbxmlLimits { OpaqueBytes = value },
    };

    private static WbxmlError? ErrorOf(byte[] document, WbxmlLimits? limits)
    {
        var reader = new WbxmlReader(document, limits);
        while (reader.Read() is not (WbxmlNodeKind.EndOfDocument or WbxmlNodeKind.Error))
        {
        }

        return reader.Error;
    }
}
