using Xunit;

namespace Carbonio.Cloud.Wbxml.Tests;

/// <summary>Damaged documents end in a document or an error, in steps and memory bounded by their size.</summary>
public sealed class MutationTests
{
    private const int MutantsPerSeed = 100;
    private const int BytesOfAMessage = 2048;

    private static readonly byte[] InterestingBytes = [0x00, 0x01, 0x02, 0x03, 0x05, 0x1A, 0x43, 0x45, 0x7F, 0x80, 0x83, 0x84, 0xC3, 0xC4, 0xFE, 0xFF];

    public static TheoryData<int> AllSeeds => Seeds.Of(100);

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public void Given_a_damaged_document_when_it_is_read_node_by_node_then_it_ends_in_bounded_steps_and_memory(int seed)
    {
        foreach (var document in Mutants(seed))
        {
            foreach (var unknownTags in (UnknownTags[])[UnknownTags.Refuse, UnknownTags.Report])
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var reader = new WbxmlReader(document, null, unknownTags);
                var steps = 0;
                while (reader.Read() is not (WbxmlNodeKind.EndOfDocument or WbxmlNodeKind.Error))
                {
                    steps++;
                }

                // An entity is two bytes and may cost an array of 32.
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (16L * document.Length) + BytesOfAMessage);
                Assert.InRange(steps, 0, 2 * document.Length);
                Assert.InRange(reader.BytesRead, 0, document.Length);
                Assert.True(reader.Error is null || reader.Error.Value.Offset <= document.Length);
            }
        }
    }

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public void Given_a_damaged_document_when_a_command_reads_it_then_it_ends_in_bounded_memory(int seed)
    {
        foreach (var document in Mutants(seed))
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var reader = new WbxmlReader(document);
            if (reader.Read() == WbxmlNodeKind.StartElement)
            {
                ReadAsCommand(ref reader);
            }

            // Joined runs and the strings of them: a byte of the document is in one of each at most.
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (64L * document.Length) + BytesOfAMessage);
            Assert.True(reader.Kind is WbxmlNodeKind.EndElement or WbxmlNodeKind.Error);
        }
    }

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public void Given_a_damaged_document_when_it_is_shown_as_XML_then_what_is_whole_is_shown_and_can_be_read_back(int seed)
    {
        foreach (var document in Mutants(seed))
        {
            using var xml = new StringWriter();
            var error = WbxmlXml.ToXml(document, xml);
            using var back = new StringReader(xml.ToString());
            var wrong = WbxmlXml.FromXml(back, new System.Buffers.ArrayBufferWriter<byte>());

            Assert.True(wrong is null || (error is not null && xml.ToString().Length == 0), $"{error}: {wrong}");
        }
    }

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public void Given_damaged_XML_when_it_is_encoded_then_it_is_a_document_or_an_error(int seed)
    {
        var random = new Random(seed);
        using var whole = new StringWriter();
        WbxmlXml.ToXml(Node.WriteAll(RandomDocument.Nodes(random)), whole);
        for (var i = 0; i < MutantsPerSeed; i++)
        {
            var characters = whole.ToString().ToCharArray();
            characters[random.Next(characters.Length)] = "<>/&\"'=: a\u0000\uFFFF\uD800w"[random.Next(14)];
            var output = new System.Buffers.ArrayBufferWriter<byte>();
            using var xml = new StringReader(new string(characters, 0, random.Next(10) == 0 ? random.Next(characters.Length) : characters.Length));

            if (WbxmlXml.FromXml(xml, output) is null)
            {
                Assert.Equal(WbxmlNodeKind.EndOfDocument, Node.ReadAll(output.WrittenSpan, UnknownTags.Report)[^1].Kind);
            }
        }
    }

    private static IEnumerable<byte[]> Mutants(int seed)
    {
        var random = new Random(seed);
        var whole = Node.WriteAll(RandomDocument.Nodes(random));
        for (var i = 0; i < MutantsPerSeed; i++)
        {
            var bytes = new List<byte>(whole);
            for (var damages = random.Next(1, 4); damages > 0; damages--)
            {
                Damage(bytes, random);
            }

            yield return [.. bytes];
        }
    }

    private static void Damage(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var value = random.Next(2) == 0 ? (byte)random.Next(256) : InterestingBytes[random.Next(InterestingBytes.Length)];
        switch (random.Next(5))
        {
            case 0 when at < bytes.Count:
                bytes[at] = value;
                break;
            case 1 when at < bytes.Count:
                bytes.RemoveRange(at, random.Next(1, Math.Min(8, bytes.Count - at) + 1));
                break;
            case 2 when at < bytes.Count:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(0, random.Next(Math.Min(64, bytes.Count) + 1)));
                break;
            default:
                bytes.Insert(at, value);
                break;
        }
    }

    /// <summary>Reads children where there are some, text where not, like a command that expects just that.</summary>
    private static void ReadAsCommand(ref WbxmlReader reader)
    {
        var ahead = reader;
        if (ahead.Read() != WbxmlNodeKind.StartElement)
        {
            reader.ReadText();
            return;
        }

        var depth = reader.Depth;
        while (reader.ReadChild(depth))
        {
            ReadAsCommand(ref reader);
        }
    }
}
