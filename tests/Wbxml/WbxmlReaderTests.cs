using System.Text;
using Xunit;

namespace Carbonio.Cloud.Wbxml.Tests;

public sealed class WbxmlReaderTests
{
    [Fact]
    public void Given_a_document_when_it_is_read_then_its_nodes_come_in_order_with_depth_and_offset()
    {
        var reader = new WbxmlReader(Hex.File("folder-sync-request.hex"));

        Assert.Equal((WbxmlNodeKind.None, 0), (reader.Kind, reader.Depth));
        Assert.Equal((WbxmlNodeKind.StartElement, FolderHierarchyPage.FolderSync, 1, 6), (reader.Read(), reader.Tag, reader.Depth, reader.Offset));
        Assert.Equal((WbxmlNodeKind.StartElement, FolderHierarchyPage.SyncKey, 2, 7), (reader.Read(), reader.Tag, reader.Depth, reader.Offset));
        Assert.Equal((WbxmlNodeKind.Text, "0", 8), (reader.Read(), reader.GetString(), reader.Offset));
        Assert.Equal((WbxmlNodeKind.EndElement, 1, 11), (reader.Read(), reader.Depth, reader.Offset));
        Assert.Equal((WbxmlNodeKind.EndElement, 0, 12), (reader.Read(), reader.Depth, reader.Offset));
        Assert.Equal(WbxmlNodeKind.EndOfDocument, reader.Read());
        Assert.Equal(WbxmlNodeKind.EndOfDocument, reader.Read());
        Assert.Null(reader.Error);
    }

    [Theory]
    [InlineData("01 01 6A 00 05")] // WBXML 1.1
    [InlineData("02 01 6A 00 05")]
    [InlineData("03 01 6A 00 05")]
    [InlineData("03 01 00 00 05")] // charset unknown
    [InlineData("03 80 80 80 80 01 6A 00 05")] // public id 1 in five bytes
    [InlineData("03 8F FF FF FF 7F 6A 00 05")] // public id 2^32 - 1
    [InlineData("03 00 00 6A 03 58 59 00 05")] // public id in the string table
    [InlineData("03 01 6A 00 00 00 00 00 05")] // needless page switches
    public void Given_a_header_that_ActiveSync_allows_when_it_is_read_then_the_root_follows(string hex)
    {
        var reader = new WbxmlReader(Hex.Bytes(hex));

        Assert.Equal((WbxmlNodeKind.StartElement, AirSyncPage.Sync, true), (reader.Read(), reader.Tag, reader.IsEmpty));
        Assert.Equal((WbxmlNodeKind.EndElement, 0), (reader.Read(), reader.Depth));
        Assert.Equal(WbxmlNodeKind.EndOfDocument, reader.Read());
    }

    [Theory]
    [InlineData("05", true)]
    [InlineData("45 01", false)]
    [InlineData("45 03 00 01", false)]
    public void Given_an_element_without_text_when_it_is_read_then_only_a_tag_without_content_is_empty(string root, bool isEmpty)
    {
        var reader = new WbxmlReader(Hex.Bytes("03 01 6A 00" + root));
        reader.Read();

        Assert.Equal(isEmpty, reader.IsEmpty);
        Assert.Equal("", reader.ReadText());
        Assert.Equal(WbxmlNodeKind.EndElement, reader.Kind);
        Assert.Equal(WbxmlNodeKind.EndOfDocument, reader.Read());
    }

    [Fact]
    public void Given_bytes_after_the_root_when_they_are_not_read_then_the_document_is_whole()
    {
        var reader = new WbxmlReader(Hex.Bytes("03 01 6A 00 05 00 FF FF"));
        reader.Read();
        reader.Skip();

        Assert.Equal(WbxmlNodeKind.EndOfDocument, reader.Read());
        Assert.Equal(5, reader.BytesRead);
    }

    [Theory]
    [InlineData("02 41", "A")]
    [InlineData("02 81 69", "é")]
    [InlineData("02 C1 2C", "€")]
    [InlineData("02 87 EC 00", "😀")]
    [InlineData("83 00", "abc")]
    [InlineData("83 01", "bc")]
    [InlineData("83 03", "")]
    public void Given_an_entity_or_a_reference_when_it_is_read_then_it_is_text(string content, string text)
    {
        var reader = new WbxmlReader(Hex.Bytes("03 01 6A 04 61 62 63 00 45" + content + "01"));
        reader.Read();

        Assert.Equal((WbxmlNodeKind.Text, text), (reader.Read(), reader.GetString()));
    }

    [Fact]
    public void Given_several_runs_in_one_element_when_its_text_is_read_then_they_are_joined_before_they_are_decoded()
    {
        var reader = new WbxmlReader(Hex.File("body-in-several-runs.hex"));
        reader.Read();
        var body = reader.Depth;

        Assert.True(reader.ReadChild(body));
        Assert.Equal(1, reader.ReadInt32());
        Assert.True(reader.ReadChild(body));
        Assert.Equal("Café ok", reader.ReadText());
        Assert.True(reader.ReadChild(body));
        Assert.Equal("", reader.ReadText());
        Assert.False(reader.ReadChild(body));
        Assert.Equal(WbxmlNodeKind.EndOfDocument, reader.Read());
    }

    [Fact]
    public void Given_one_run_when_the_content_is_read_then_it_is_a_slice_of_the_document()
    {
        var document = Hex.Bytes("03 01 6A 00 45 C3 03 61 62 63 01");
        var reader = new WbxmlReader(document);
        reader.Read();

        Assert.True(reader.ReadContent().Overlaps(document, out var offset));
        Assert.Equal(-7, offset);
    }

    [Fact]
    public void Given_bytes_that_are_not_UTF8_when_they_are_read_then_they_are_kept_and_the_string_has_U_FFFD()
    {
        var reader = new WbxmlReader(Hex.Bytes("03 01 6A 00 45 03 61 E9 62 00 01"));
        reader.Read();
        reader.Read();

        Assert.Equal("61E962", Convert.ToHexString(reader.Value));
        Assert.Equal("a\uFFFDb", reader.GetString());
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("512", 512)]
    [InlineData("-7", -7)]
    [InlineData(" 5 ", 5)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("2147483648", null)]
    [InlineData("", null)]
    [InlineData("5x", null)]
    [InlineData("1.0", null)]
    public void Given_a_number_when_it_is_read_then_only_a_whole_number_in_range_has_a_value(string text, int? number)
    {
        byte[] document = [.. Hex.Bytes("03 01 6A 00 45 03"), .. Encoding.UTF8.GetBytes(text), 0, 1];
        var reader = new WbxmlReader(document);
        reader.Read();

        Assert.Equal(number, reader.ReadInt32());
        Assert.Equal(WbxmlNodeKind.EndElement, reader.Kind);
    }

    [Fact]
    public void Given_the_largest_TruncationSize_when_it_is_read_as_64_bits_then_it_has_a_value()
    {
        byte[] document = [.. Hex.Bytes("03 01 6A 00 45 03"), .. "4294967295"u8, 0, 1];
        var reader = new WbxmlReader(document);
        reader.Read();

        Assert.Equal(4294967295, reader.ReadInt64());
    }

    [Fact]
    public void Given_children_that_a_command_does_not_read_when_it_asks_for_the_next_then_they_are_skipped()
    {
        var reader = new WbxmlReader(Hex.File("sync-answer.hex"));
        reader.Read();
        Assert.True(reader.ReadChild(reader.Depth));
        Assert.True(reader.ReadChild(reader.Depth));
        var collection = reader.Depth;
        var names = new List<string?>();
        while (reader.ReadChild(collection))
        {
            names.Add(CodePages.FindName(reader.Tag));
        }

        Assert.Equal(["SyncKey", "CollectionId", "Status", "MoreAvailable", "Commands"], names);
        Assert.Equal(collection - 1, reader.Depth);
        Assert.Null(reader.Error);
    }

    [Fact]
    public void Given_a_subtree_when_it_is_skipped_then_the_reader_is_at_its_end()
    {
        var reader = new WbxmlReader(Hex.File("sync-answer.hex"));
        reader.Read();
        reader.Skip();

        Assert.Equal((WbxmlNodeKind.EndElement, 0), (reader.Kind, reader.Depth));
        Assert.Equal(WbxmlNodeKind.EndOfDocument, reader.Read());
    }

    [Fact]
    public void Given_a_copy_of_the_reader_when_it_looks_ahead_then_the_reader_stays()
    {
        var reader = new WbxmlReader(Hex.File("folder-sync-request.hex"));
        reader.Read();
        var ahead = reader;
        ahead.Skip();

        Assert.Equal(0, ahead.Depth);
        Assert.Equal((WbxmlNodeKind.StartElement, FolderHierarchyPage.FolderSync), (reader.Kind, reader.Tag));
        Assert.Equal((WbxmlNodeKind.StartElement, FolderHierarchyPage.SyncKey), (reader.Read(), reader.Tag));
    }

    [Fact]
    public void Given_private_tags_when_unknown_tags_are_reported_then_they_can_be_told_and_skipped()
    {
        var reader = new WbxmlReader(Hex.File("private-page.hex"), null, UnknownTags.Report);
        reader.Read();
        Assert.True(reader.IsKnown);
        Assert.True(reader.ReadChild(1));
        Assert.Equal(((WbxmlTag)0xFE05, false), (reader.Tag, reader.IsKnown));
        Assert.True(reader.ReadChild(1));
        Assert.Equal(((WbxmlTag)0x003F, false), (reader.Tag, reader.IsKnown));
        Assert.False(reader.ReadChild(1));
        Assert.Null(reader.Error);
    }

    [Fact]
    public void Given_private_tags_when_nothing_is_said_then_they_are_refused()
    {
        Assert.Equal(WbxmlNodeKind.Error, Node.ReadAll(Hex.File("private-page.hex"))[^1].Kind);
    }

    [Fact]
    public void Given_a_reader_beside_an_element_when_content_is_asked_for_then_that_is_a_bug_and_throws()
    {
        Assert.Throws<InvalidOperationException>(() =>
        {
            var reader = new WbxmlReader(Hex.Bytes("03 01 6A 00 05"));
            reader.ReadText();
        });
        Assert.Throws<InvalidOperationException>(() =>
        {
            var reader = new WbxmlReader(Hex.Bytes("03 01 6A 00 05"));
            reader.Skip();
        });
    }
}
