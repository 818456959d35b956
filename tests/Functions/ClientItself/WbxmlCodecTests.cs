using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>The test client's own codec, held against bytes from the specification.</summary>
public sealed class WbxmlCodecTests
{
    // [MS-ASWBXML] 3, the server's answer with a new contact.
    private const string ContactHex = """
        03 01 6A 00
        45 5C 4F 50 03 43 6F 6E 74 61 63 74 73 00 01 4B 03 32 00 01 52 03 32 00 01 4E 03 31 00 01
        56 47 4D 03 32 3A 31 00 01 5D
        00 11 4A 46 03 31 00 01 4C 03 30 00 01 4D 03 31 00 01 01
        00 01 5E 03 46 75 6E 6B 2C 20 44 6F 6E 00 01 5F 03 44 6F 6E 00 01 69 03 46 75 6E 6B 00 01
        00 11 56 03 31 00 01
        01 01 01 01 01 01
        """;

    private static WbxmlNode Contact =>
        WbxmlNode.Of(
            "AirSync:Sync",
            WbxmlNode.Of(
                "AirSync:Collections",
                WbxmlNode.Of(
                    "AirSync:Collection",
                    WbxmlNode.Of("AirSync:Class", "Contacts"),
                    WbxmlNode.Of("AirSync:SyncKey", "2"),
                    WbxmlNode.Of("AirSync:CollectionId", "2"),
                    WbxmlNode.Of("AirSync:Status", "1"),
                    WbxmlNode.Of(
                        "AirSync:Commands",
                        WbxmlNode.Of(
                            "AirSync:Add",
                            WbxmlNode.Of("AirSync:ServerId", "2:1"),
                            WbxmlNode.Of(
                                "AirSync:ApplicationData",
                                WbxmlNode.Of(
                                    "AirSyncBase:Body",
                                    WbxmlNode.Of("AirSyncBase:Type", "1"),
                                    WbxmlNode.Of("AirSyncBase:EstimatedDataSize", "0"),
                                    WbxmlNode.Of("AirSyncBase:Truncated", "1")),
                                WbxmlNode.Of("Contacts:FileAs", "Funk, Don"),
                                WbxmlNode.Of("Contacts:FirstName", "Don"),
                                WbxmlNode.Of("Contacts:LastName", "Funk"),
                                WbxmlNode.Of("AirSyncBase:NativeBodyType", "1")))))));

    [Fact]
    public void Given_the_specification_s_contact_when_it_is_encoded_then_the_bytes_are_the_specification_s()
    {
        Assert.Equal(Bytes(ContactHex), WbxmlEncoder.Encode(Contact));
    }

    [Fact]
    public void Given_the_specification_s_bytes_when_they_are_decoded_then_the_contact_is_there()
    {
        Assert.Equal(Contact.ToString(), WbxmlDecoder.Decode(Bytes(ContactHex)).ToString());
    }

    [Fact]
    public void Given_a_first_FolderSync_when_it_is_encoded_then_the_page_is_switched_once()
    {
        var request = WbxmlNode.Of("FolderHierarchy:FolderSync", WbxmlNode.Of("FolderHierarchy:SyncKey", "0"));

        Assert.Equal(Bytes("03 01 6A 00 00 07 56 52 03 30 00 01 01"), WbxmlEncoder.Encode(request));
    }

    [Theory]
    [InlineData(0, "00")]
    [InlineData(127, "7F")]
    [InlineData(128, "81 00")]
    [InlineData(16384, "81 80 00")]
    public void Given_opaque_bytes_when_they_are_encoded_then_their_length_is_a_multi_byte_integer(int length, string encoded)
    {
        var bytes = WbxmlEncoder.Encode(WbxmlNode.OfOpaque("Email2:ConversationId", new byte[length]));

        Assert.Equal([.. Bytes("03 01 6A 00 00 16 49 C3"), .. Bytes(encoded), .. new byte[length], 0x01], bytes);
        Assert.Equal(new byte[length], WbxmlDecoder.Decode(bytes).Opaque);
    }

    [Fact]
    public void Given_a_page_switched_to_itself_when_it_is_decoded_then_it_is_read()
    {
        var root = WbxmlDecoder.Decode(Bytes("03 01 6A 00 00 07 00 07 56 00 07 4C 03 31 00 01 01"));

        Assert.Equal(1, root.NumberOf("FolderHierarchy:Status"));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("03 01 6A", 3)]
    [InlineData("02 01 6A 00 45 01", 0)] // WBXML 1.2
    [InlineData("03 01 04 00 45 01", 2)] // Latin-1
    [InlineData("03 01 6A 01 41 45 01", 3)] // a string table
    [InlineData("03 01 6A 00", 4)] // no root
    [InlineData("03 01 6A 00 01", 4)] // the end of nothing
    [InlineData("03 01 6A 00 03 41 00", 4)] // text without an element
    [InlineData("03 01 6A 00 45", 5)] // no end
    [InlineData("03 01 6A 00 05 05", 5)] // two roots
    [InlineData("03 01 6A 00 00 03 05", 5)] // page 3 is dead
    [InlineData("03 01 6A 00 00 1A 05", 5)] // page 26
    [InlineData("03 01 6A 00 45 7F 01 01", 5)] // no such token
    [InlineData("03 01 6A 00 85 01", 4)] // attributes
    [InlineData("03 01 6A 00 45 4E 03 31 01 01", 7)] // a string without its zero
    [InlineData("03 01 6A 00 45 4E 03 C3 28 00 01 01", 7)] // not UTF-8
    [InlineData("03 01 6A 00 45 4E 03 07 00 01 01", 7)] // a bell
    [InlineData("03 01 6A 00 45 4E 03 31 00 03 32 00 01 01", 9)] // two strings in one element
    [InlineData("03 01 6A 00 45 4E 03 31 00 01 03 31 00 01", 10)] // text beside an element
    [InlineData("03 01 6A 00 45 4E C3 01 31 01 01", 6)] // a status is no opaque
    [InlineData("03 01 6A 00 45 4E 83 00 01 01", 6)] // a reference into the string table
    [InlineData("03 01 6A 00 45 4E 02 31 00 01 01", 6)] // an entity
    [InlineData("03 01 6A 00 00 16 49 C3 05 41 01", 7)] // opaque beyond the end
    [InlineData("03 01 6A 00 00 16 49 C3 FF FF FF FF FF 7F 41 01", 7)] // a length of 42 bits
    public void Given_something_odd_when_it_is_decoded_then_its_offset_is_told(string hex, int offset)
    {
        var error = Assert.Throws<WbxmlFormatException>(() => WbxmlDecoder.Decode(Bytes(hex)));

        Assert.Equal(offset, error.Offset);
    }

    [Fact]
    public void Given_elements_inside_each_other_without_end_when_they_are_decoded_then_it_stops()
    {
        byte[] deep = [.. WbxmlDecoder.Header, .. Enumerable.Repeat((byte)0x45, 1_000_000)];

        Assert.Throws<WbxmlFormatException>(() => WbxmlDecoder.Decode(deep));
    }

    // [MS-ASHTTP] 4, the two examples of base64 queries.
    [Theory]
    [InlineData(140, 0, "v140Device", "SmartPhone", "jAAJBAp2MTQwRGV2aWNlAApTbWFydFBob25l")]
    [InlineData(141, 9, "TestSuite", "SP", "jQkJBAlUZXN0U3VpdGUAAlNQ")]
    public void Given_the_specification_s_queries_when_they_are_encoded_then_the_text_is_the_specification_s(
        byte version, byte command, string deviceId, string deviceType, string text)
    {
        Assert.Equal(text, new Base64Query(version, command, deviceId, null, deviceType).Encode());
    }

    private static byte[] Bytes(string hex) =>
        Convert.FromHexString(string.Concat(hex.Where(Uri.IsHexDigit)));
}
