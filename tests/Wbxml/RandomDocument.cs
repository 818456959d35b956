using System.Text;

namespace Carbonio.Cloud.Wbxml.Tests;

/// <summary>Documents of every page, nested, with mixed content, that a seed reproduces.</summary>
internal static class RandomDocument
{
    private const int DeepestElement = 12;

    private static readonly WbxmlTag[] Tags = [.. CodePages.All.SelectMany(page => page.Tags)];

    private static readonly string[] Words = ["a", "Grüße", "\r\n", "\t", " ", "&<>\"']]>", "日本", "😀", "\uFFFD", "\u00A0", "0", "plain words"];

    public static List<Node> Nodes(Random random)
    {
        var nodes = new List<Node>();
        AddElement(nodes, random, 1);
        nodes.Add(new Node(WbxmlNodeKind.EndOfDocument));
        return nodes;
    }

    public static string Text(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Words[random.Next(Words.Length)]));

    private static void AddElement(List<Node> nodes, Random random, int depth)
    {
        var isEmpty = depth > 1 && random.Next(5) == 0;
        nodes.Add(new Node(WbxmlNodeKind.StartElement, Tags[random.Next(Tags.Length)], isEmpty));
        for (var left = isEmpty ? 0 : random.Next(5); left > 0; left--)
        {
            switch (random.Next(4))
            {
                case 0:
                    nodes.Add(new Node(WbxmlNodeKind.Text, Hex: Convert.ToHexString(Encoding.UTF8.GetBytes(Text(random)))));
                    break;
                case 1:
                    var bytes = new byte[random.Next(200)];
                    random.NextBytes(bytes);
                    nodes.Add(new Node(WbxmlNodeKind.Opaque, Hex: Convert.ToHexString(bytes)));
                    break;
                default:
                    if (depth < DeepestElement)
                    {
                        AddElement(nodes, random, depth + 1);
                    }

                    break;
            }
        }

        nodes.Add(new Node(WbxmlNodeKind.EndElement));
    }
}
