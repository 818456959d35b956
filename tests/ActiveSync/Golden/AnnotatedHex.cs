using System.Buffers;
using System.Text;
using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.ActiveSync.Tests.Golden;

/// <summary>Writes a WBXML document as hex with a reason for each byte, and reads the bytes back: what follows # in a line is dropped.</summary>
/// <remarks>[MS-ASWBXML] 2.1: the names come from the test client's own tables.</remarks>
internal sealed class AnnotatedHex
{
    private const int Column = 34;
    private const int BytesInLine = 16;

    private static readonly SearchValues<byte> Printed = SearchValues.Create([.. "\r\n"u8, .. Enumerable.Range(0x20, 0x5F).Select(value => (byte)value)]);

    private readonly byte[] document;
    private readonly StringBuilder text = new();
    private readonly Stack<string> open = new();
    private int at;
    private byte page;

    private AnnotatedHex(byte[] document) => this.document = document;

    public static string Write(byte[] document) => document.Length == 0 ? "# empty body\n" : new AnnotatedHex(document).Write();

    public static byte[] Read(string hex) => Convert.FromHexString(string.Concat(
        hex.Split('\n').SelectMany(line => line.Split('#')[0]).Where(c => !char.IsWhiteSpace(c))));

    private string Write()
    {
        Line(4, "WBXML 1.3, public id 1, UTF-8, empty string table");
        while (at < document.Length)
        {
            switch (document[at])
            {
                case 0x00:
                    page = document[at + 1];
                    Line(2, $"SWITCH_PAGE {page} {PageName}");
                    break;
                case 0x01:
                    var ended = open.Pop();
                    Line(1, $"</{ended}>");
                    break;
                case 0x03:
                    var length = Array.IndexOf(document, (byte)0, at + 1) - at - 1;
                    Line(length + 2, $"STR_I \"{Encoding.UTF8.GetString(document, at + 1, length).ReplaceLineEndings("\\n")}\"");
                    break;
                case 0xC3:
                    WriteOpaque();
                    break;
                default:
                    WriteTag();
                    break;
            }
        }

        return text.ToString();
    }

    private string PageName => Enumerable.Range(5, 0x3B).Select(token => WbxmlTokens.Find(page, (byte)token)).First(tag => tag is not null)!.PageName;

    private void WriteTag()
    {
        var token = (byte)(document[at] & 0x3F);
        var name = Tag(token).Name;
        if ((document[at] & 0x40) == 0)
        {
            Line(1, $"<{name}/>");
            return;
        }

        Line(1, $"<{name}>");
        open.Push(name);
    }

    /// <remarks>WBXML 1.3, 5.1 mb_u_int32: seven bits a byte, the highest first, all but the last with the eighth bit set.</remarks>
    private void WriteOpaque()
    {
        var head = 1;
        var length = 0;
        do
        {
            length = (length << 7) | (document[at + head] & 0x7F);
        }
        while ((document[at + head++] & 0x80) != 0);

        var content = document.AsSpan(at + head, length);
        if (content.ContainsAnyExcept(Printed))
        {
            Line(head + length, $"OPAQUE of {length} bytes");
            return;
        }

        Line(head, $"OPAQUE of {length} bytes");
        for (var end = at + length; at < end;)
        {
            // A message: line by line, so that it can be read beside its bytes.
            var rest = document.AsSpan(at, Math.Min(BytesInLine, end - at));
            var count = rest.IndexOf((byte)'\n') is >= 0 and var lineEnd ? lineEnd + 1 : rest.Length;
            Line(count, Encoding.ASCII.GetString(rest[..count]).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal));
        }
    }

    private WbxmlTag Tag(byte token) => WbxmlTokens.Find(page, token) ?? throw new EasViolationException($"Page {page} has no token {token:X2}.");

    private void Line(int count, string reason)
    {
        var depth = new string(' ', 2 * open.Count);
        for (var from = at; from < at + count; from += BytesInLine)
        {
            var bytes = document.AsSpan(from, Math.Min(BytesInLine, at + count - from)).ToArray();
            var hex = depth + string.Join(' ', bytes.Select(b => b.ToString("X2", provider: null)));
            text.Append(from == at ? $"{hex.PadRight(Column)} # {depth}{reason}".TrimEnd() : hex).Append('\n');
        }

        at += count;
    }
}
