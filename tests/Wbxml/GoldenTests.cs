using System.Buffers;
using Xunit;

namespace Carbonio.Cloud.Wbxml.Tests;

public sealed class GoldenTests
{
    public static TheoryData<string> Files =>
        ["folder-sync-request", "sync-answer", "send-mail-request", "body-in-several-runs", "private-page"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Given_a_wire_file_when_it_is_decoded_then_the_XML_beside_it_comes_out(string name)
    {
        using var xml = new StringWriter();

        Assert.Null(WbxmlXml.ToXml(Hex.File(name + ".hex"), xml));

        Assert.Equal(GoldenXml(name), xml.ToString());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Given_the_XML_of_a_wire_file_when_it_is_encoded_then_the_same_bytes_come_out(string name)
    {
        var output = new ArrayBufferWriter<byte>();
        using var xml = new StringReader(GoldenXml(name));

        Assert.Null(WbxmlXml.FromXml(xml, output));

        Assert.Equal(Hex.File(name + ".hex"), output.WrittenSpan.ToArray());
    }

    [Fact]
    public void Given_a_directory_of_wire_files_when_it_is_listed_then_every_file_is_tested()
    {
        var names = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Golden"), "*.hex").Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(Files.Select(row => row.Data).Order(), names.Order());
    }

    private static string GoldenXml(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name + ".xml")).TrimEnd('\n');
}
