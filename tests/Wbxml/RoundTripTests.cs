using System.Buffers;
using System.Text;
using Xunit;

namespace Carbonio.Cloud.Wbxml.Tests;

public sealed class RoundTripTests
{
    public static TheoryData<int> AllSeeds => Seeds.Of(300);

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public void Given_any_document_when_it_is_encoded_and_decoded_then_it_is_the_same(int seed)
    {
        var nodes = RandomDocument.Nodes(new Random(seed));

        Assert.Equal(nodes, Node.ReadAll(Node.WriteAll(nodes)));
    }

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public void Given_any_document_when_it_goes_through_XML_then_its_bytes_are_the_same(int seed)
    {
        var document = Node.WriteAll(RandomDocument.Nodes(new Random(seed)));
        using var xml = new StringWriter();
        var output = new ArrayBufferWriter<byte>();

        Assert.Null(WbxmlXml.ToXml(document, xml));
        using var back = new StringReader(xml.ToString());
        Assert.Null(WbxmlXml.FromXml(back, output));

        Assert.Equal(document, output.WrittenSpan.ToArray());
    }

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public void Given_any_text_when_it_is_written_in_random_pieces_then_it_comes_back_whole(int seed)
    {
        var random = new Random(seed);
        var text = string.Concat(Enumerable.Range(0, 20).Select(_ => RandomDocument.Text(random)));
        var output = new ArrayBufferWriter<byte>();
        var writer = new WbxmlWriter(output);
        writer.Start(AirSyncBasePage.Data);
        writer.BeginText();
        for (var at = 0; at < text.Length;)
        {
            var length = random.Next(1, text.Length - at + 1);
            writer.AppendText(text.AsSpan(at, length));
            at += length;
        }

        writer.EndText();
        writer.BeginText();
        var utf8 = Encoding.UTF8.GetBytes(text);
        for (var at = 0; at < utf8.Length;)
        {
            var length = random.Next(1, utf8.Length - at + 1);
            writer.AppendText(utf8.AsSpan(at, length));
            at += length;
        }

        writer.EndText();
        writer.End();
        writer.Complete();

        var reader = new WbxmlReader(output.WrittenSpan);
        reader.Read();
        Assert.Equal(text + text, reader.ReadText());
    }
}
