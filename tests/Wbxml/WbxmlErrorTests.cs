using Xunit;

namespace Carbonio.Cloud.Wbxml.Tests;

public sealed class WbxmlErrorTests
{
    /// <summary>A document, the error it must end in, and the offset of the construct in error.</summary>
    public static TheoryData<string, WbxmlErrorKind, int> Malformed => new()
    {
        { "", WbxmlErrorKind.UnexpectedEnd, 0 },
        { "03", WbxmlErrorKind.UnexpectedEnd, 1 },
        { "03 01", WbxmlErrorKind.UnexpectedEnd, 2 },
        { "03 01 6A", WbxmlErrorKind.UnexpectedEnd, 3 },
        { "03 01 6A 00", WbxmlErrorKind.UnexpectedEnd, 4 },
        { "03 01 6A 00 00", WbxmlErrorKind.UnexpectedEnd, 4 }, // SWITCH_PAGE without its page
        { "03 01 6A 00 00 01", WbxmlErrorKind.UnexpectedEnd, 6 },
        { "03 01 6A 00 45", WbxmlErrorKind.UnexpectedEnd, 5 },
        { "03 01 6A 00 45 4F 01", WbxmlErrorKind.UnexpectedEnd, 7 },
        { "03 01 6A 00 45 03 61", WbxmlErrorKind.UnexpectedEnd, 5 }, // a string without its NUL
        { "03 01 6A 00 45 83", WbxmlErrorKind.UnexpectedEnd, 6 },
        { "03 01 6A 00 45 02 81", WbxmlErrorKind.UnexpectedEnd, 6 },
        { "03 01 6A 00 45 C3", WbxmlErrorKind.UnexpectedEnd, 6 },
        { "03 00", WbxmlErrorKind.UnexpectedEnd, 2 }, // public id in a string table that is not there
        { "00 01 6A 00 05", WbxmlErrorKind.UnsupportedVersion, 0 },
        { "04 01 6A 00 05", WbxmlErrorKind.UnsupportedVersion, 0 },
        { "3C 3F 78 6D 6C", WbxmlErrorKind.UnsupportedVersion, 0 }, // "<?xml"
        { "03 01 03 00 05", WbxmlErrorKind.UnsupportedCharset, 2 }, // US-ASCII
        { "03 01 87 68 00 05", WbxmlErrorKind.UnsupportedCharset, 2 }, // 1000, ISO-10646-UCS-2
        { "03 80 80 80 80 80 01", WbxmlErrorKind.InvalidInteger, 1 }, // six bytes
        { "03 90 80 80 80 00 6A 00 05", WbxmlErrorKind.InvalidInteger, 1 }, // 2^32
        { "03 01 FF FF FF FF 7F 00 05", WbxmlErrorKind.InvalidInteger, 2 },
        { "03 01 6A 90 80 80 80 00 05", WbxmlErrorKind.InvalidInteger, 3 },
        { "03 01 6A 00 45 C3 90 80 80 80 00 01", WbxmlErrorKind.InvalidInteger, 6 },
        { "03 01 6A 00 45 83 FF FF FF FF 7F 01", WbxmlErrorKind.InvalidInteger, 6 },
        { "03 01 6A 05 61", WbxmlErrorKind.LengthPastEnd, 3 },
        { "03 01 6A 8F FF FF FF 7F 61", WbxmlErrorKind.LengthPastEnd, 3 }, // 2^32 - 1
        { "03 01 6A 00 45 C3 02 61", WbxmlErrorKind.LengthPastEnd, 6 },
        { "03 01 6A 00 45 C3 8F FF FF FF 7F 61", WbxmlErrorKind.LengthPastEnd, 6 },
        { "03 01 6A 00 45 83 00 01", WbxmlErrorKind.InvalidStringReference, 5 },
        { "03 01 6A 02 61 00 45 83 02 01", WbxmlErrorKind.InvalidStringReference, 7 },
        { "03 01 6A 01 61 45 83 00 01", WbxmlErrorKind.InvalidStringReference, 6 }, // the table lacks the NUL
        { "03 01 6A 00 45 02 00 01", WbxmlErrorKind.InvalidEntity, 5 }, // NUL
        { "03 01 6A 00 45 02 0B 01", WbxmlErrorKind.InvalidEntity, 5 },
        { "03 01 6A 00 45 02 83 B0 00 01", WbxmlErrorKind.InvalidEntity, 5 }, // U+D800
        { "03 01 6A 00 45 02 83 FF 7F 01", WbxmlErrorKind.InvalidEntity, 5 }, // U+FFFF
        { "03 01 6A 00 45 02 C4 80 00 01", WbxmlErrorKind.InvalidEntity, 5 }, // U+110000
        { "03 01 6A 00 45 02 8F FF FF FF 7F 01", WbxmlErrorKind.InvalidEntity, 5 },
        { "03 01 6A 00 00 1A 05", WbxmlErrorKind.UnknownPage, 4 },
        { "03 01 6A 00 45 00 FE 05 01", WbxmlErrorKind.UnknownPage, 5 },
        { "03 01 6A 00 3F", WbxmlErrorKind.UnknownTag, 4 },
        { "03 01 6A 00 45 2A 01", WbxmlErrorKind.UnknownTag, 5 },
        { "03 01 6A 00 85 01", WbxmlErrorKind.AttributesNotSupported, 4 },
        { "03 01 6A 00 45 C6 01", WbxmlErrorKind.AttributesNotSupported, 5 },
        { "03 01 6A 00 04 00", WbxmlErrorKind.LiteralNotSupported, 4 },
        { "03 01 6A 00 45 44 00 01", WbxmlErrorKind.LiteralNotSupported, 5 },
        { "03 01 6A 00 45 84 00 01", WbxmlErrorKind.LiteralNotSupported, 5 },
        { "03 01 6A 00 45 C4 00 01", WbxmlErrorKind.LiteralNotSupported, 5 },
        { "03 01 6A 00 43 00 01", WbxmlErrorKind.ProcessingInstructionNotSupported, 4 },
        { "03 01 6A 00 45 40 61 00 01", WbxmlErrorKind.ExtensionNotSupported, 5 },
        { "03 01 6A 00 45 41 61 00 01", WbxmlErrorKind.ExtensionNotSupported, 5 },
        { "03 01 6A 00 45 42 61 00 01", WbxmlErrorKind.ExtensionNotSupported, 5 },
        { "03 01 6A 00 45 80 00 01", WbxmlErrorKind.ExtensionNotSupported, 5 },
        { "03 01 6A 00 45 81 00 01", WbxmlErrorKind.ExtensionNotSupported, 5 },
        { "03 01 6A 00 45 82 00 01", WbxmlErrorKind.ExtensionNotSupported, 5 },
        { "03 01 6A 00 45 C0 01", WbxmlErrorKind.ExtensionNotSupported, 5 },
        { "03 01 6A 00 45 C1 01", WbxmlErrorKind.ExtensionNotSupported, 5 },
        { "03 01 6A 00 45 C2 01", WbxmlErrorKind.ExtensionNotSupported, 5 },
        { "03 01 6A 00 01", WbxmlErrorKind.ContentOutsideRoot, 4 },
        { "03 01 6A 00 02 61", WbxmlErrorKind.ContentOutsideRoot, 4 },
        { "03 01 6A 00 03 61 00 45 01", WbxmlErrorKind.ContentOutsideRoot, 4 },
        { "03 01 6A 02 61 00 83 00", WbxmlErrorKind.ContentOutsideRoot, 6 },
        { "03 01 6A 00 C3 00", WbxmlErrorKind.ContentOutsideRoot, 4 },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Given_a_malformed_document_when_it_is_read_then_the_error_says_what_and_where(string hex, WbxmlErrorKind kind, int offset)
    {
        var reader = new WbxmlReader(Hex.Bytes(hex));
        ReadToEnd(ref reader);

        Assert.Equal(WbxmlNodeKind.Error, reader.Kind);
        Assert.Equal((kind, offset), (reader.Error?.Kind, reader.Error?.Offset));
        Assert.StartsWith($"byte {offset}: ", reader.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Given_an_error_when_reading_goes_on_then_the_error_stays_and_nothing_throws(string hex, WbxmlErrorKind kind, int offset)
    {
        var reader = new WbxmlReader(Hex.Bytes(hex));
        ReadToEnd(ref reader);

        Assert.Equal(WbxmlNodeKind.Error, reader.Read());
        Assert.False(reader.ReadChild(0));
        reader.Skip();
        Assert.Equal("", reader.ReadText());
        Assert.Null(reader.ReadInt32());
        Assert.True(reader.Value.IsEmpty);
        Assert.Equal((kind, offset), (reader.Error?.Kind, reader.Error?.Offset));
    }

    [Fact]
    public void Given_an_element_where_text_is_asked_for_when_it_is_read_then_that_is_the_error()
    {
        var reader = new WbxmlReader(Hex.Bytes("03 01 6A 00 45 4B 03 31 00 01 01"));
        reader.Read();

        Assert.Equal("", reader.ReadText());

        Assert.Equal(new WbxmlError(WbxmlErrorKind.UnexpectedElement, 5, "SyncKey stands where text is expected"), reader.Error);
    }

    [Fact]
    public void Given_an_element_after_text_when_text_is_asked_for_then_that_is_the_error()
    {
        var reader = new WbxmlReader(Hex.Bytes("03 01 6A 00 45 03 61 00 03 62 00 0B 01"));
        reader.Read();

        Assert.True(reader.ReadContent().IsEmpty);

        Assert.Equal((WbxmlErrorKind.UnexpectedElement, 11), (reader.Error?.Kind, reader.Error?.Offset));
    }

    [Fact]
    public void Given_the_kinds_of_error_when_the_tests_are_counted_then_each_kind_has_one()
    {
        WbxmlErrorKind[] tested =
        [
            .. Malformed.Select(row => row.Data.Item2).Distinct(),
            WbxmlErrorKind.UnexpectedElement,
            .. WbxmlLimitsTests.Limits.Select(row => row.Data.Item3).Distinct(),
        ];

        Assert.Equal(Enum.GetValues<WbxmlErrorKind>().Except([WbxmlErrorKind.None]), tested.Distinct().Order());
    }

    private static void ReadToEnd(ref WbxmlReader reader)
    {
        while (reader.Read() is not (WbxmlNodeKind.EndOfDocument or WbxmlNodeKind.Error))
        {
        }
    }
}
