using System.Buffers;

namespace Carbonio.Cloud.Wbxml.Tests;

/// <summary>One node of a document as a value, so that documents can be compared.</summary>
internal sealed record Node(WbxmlNodeKind Kind, WbxmlTag Tag = WbxmlTag.None, bool IsEmpty = false, string Hex = "")
{
    /// <summary>All nodes up to the end or the error, the last one included.</summary>
    public static List<Node> ReadAll(ReadOnlySpan<byte> document, UnknownTags unknownTags = UnknownTags.Refuse)
    {
        var nodes = new List<Node>();
        var reader = new WbxmlReader(document, null, unknownTags);
        do
        {
            reader.Read();
            var isStart = reader.Kind == WbxmlNodeKind.StartElement;
            nodes.Add(new Node(reader.Kind, isStart ? reader.Tag : WbxmlTag.None, isStart && reader.IsEmpty, Convert.ToHexString(reader.Value)));
        }
        while (reader.Kind is not (WbxmlNodeKind.EndOfDocument or WbxmlNodeKind.Error));

        return nodes;
    }

    public static byte[] WriteAll(IReadOnlyList<Node> nodes)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new WbxmlWriter(output);
        for (var i = 0; i < nodes.Count; i++)
        {
            var node = nodes[i];
            switch (node.Kind)
            {
                case WbxmlNodeKind.StartElement when node.IsEmpty:
                    writer.Empty(node.Tag);
                    i++; // its EndElement
                    break;
                case WbxmlNodeKind.StartElement:
                    writer.Start(node.Tag);
                    break;
                case WbxmlNodeKind.Text:
                    writer.Text(Convert.FromHexString(node.Hex));
                    break;
                case WbxmlNodeKind.Opaque:
                    writer.Opaque(Convert.FromHexString(node.Hex));
                    break;
                case WbxmlNodeKind.EndElement:
                    writer.End();
                    break;
            }
        }

        writer.Complete();
        return output.WrittenSpan.ToArray();
    }
}
