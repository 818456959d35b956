using System.Buffers;
using Xunit;

namespace Carbonio.Cloud.Wbxml.Tests;

public sealed class RewindTests
{
    public static TheoryData<int> AllSeeds => Seeds.Of(300);

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public void Given_any_document_when_half_written_parts_are_taken_back_on_the_way_then_its_bytes_are_what_they_would_have_been(int seed)
    {
        var random = new Random(seed);
        var nodes = RandomDocument.Nodes(random);
        using var output = new MemoryStream();
        var buffer = new StreamBuffer(output);
        var writer = new WbxmlWriter(buffer);
        for (var i = 0; i < nodes.Count; i++)
        {
            if (random.Next(3) == 0 && nodes[i].Kind != WbxmlNodeKind.EndOfDocument)
            {
                var mark = writer.Mark();
                var length = output.Length;
                Scribble(writer, random);
                writer.Rewind(mark);
                output.SetLength(length);
            }

            switch (nodes[i].Kind)
            {
                case WbxmlNodeKind.StartElement when nodes[i].IsEmpty:
                    writer.Empty(nodes[i].Tag);
                    i++; // its EndElement
                    break;
                case WbxmlNodeKind.StartElement:
                    writer.Start(nodes[i].Tag);
                    break;
                case WbxmlNodeKind.Text:
                    writer.Text(Convert.FromHexString(nodes[i].Hex));
                    break;
                case WbxmlNodeKind.Opaque:
                    writer.Opaque(Convert.FromHexString(nodes[i].Hex));
                    break;
                case WbxmlNodeKind.EndElement:
                    writer.End();
                    break;
            }
        }

        writer.Complete();

        Assert.Equal(Node.WriteAll(nodes), output.ToArray());
    }

    [Fact]
    public void Given_a_mark_whose_element_has_ended_when_rewound_then_it_is_refused()
    {
        var writer = new WbxmlWriter(new ArrayBufferWriter<byte>());
        writer.Start(AirSyncPage.Sync);
        writer.Start(AirSyncPage.Collections);
        var mark = writer.Mark();
        writer.End();

        Assert.Throws<InvalidOperationException>(() => writer.Rewind(mark));
    }

    [Fact]
    public void Given_a_text_that_is_not_finished_when_a_mark_is_asked_for_then_it_is_refused()
    {
        var writer = new WbxmlWriter(new ArrayBufferWriter<byte>());
        writer.Start(AirSyncPage.Sync);
        writer.BeginText();

        Assert.Throws<InvalidOperationException>(() => writer.Mark());
    }

    [Fact]
    public void Given_a_document_that_is_complete_when_rewound_then_it_is_refused()
    {
        var writer = new WbxmlWriter(new ArrayBufferWriter<byte>());
        var mark = writer.Mark();
        writer.Empty(AirSyncPage.Sync);
        writer.Complete();

        Assert.Throws<InvalidOperationException>(() => writer.Rewind(mark));
    }

    // Elements of other pages, and an end inside an element, a text cut within a character, or opaque data that is still due.
    private static void Scribble(WbxmlWriter writer, Random random)
    {
        writer.Start(EmailPage.Flag);
        writer.Element(TasksPage.Subject, "half an item");
        switch (random.Next(4))
        {
            case 0:
                writer.Start(AirSyncBasePage.Body);
                break;
            case 1:
                writer.BeginText();
                writer.AppendText([0xF0, 0x9F]);
                break;
            case 2:
                writer.BeginText();
                writer.AppendText("\uD83D");
                break;
            default:
                writer.BeginOpaque(10);
                writer.AppendOpaque([1, 2, 3]);
                break;
        }
    }

    private sealed class StreamBuffer(MemoryStream stream) : IBufferWriter<byte>
    {
        private readonly byte[] memory = new byte[8192];

        public void Advance(int count) => stream.Write(memory, 0, count);

        public Memory<byte> GetMemory(int sizeHint = 0) => memory;

        public Span<byte> GetSpan(int sizeHint = 0) => memory;
    }
}
