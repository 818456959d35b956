using System.Text;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Tests.Content;

/// <summary>Shows a document a line an element, for golden texts that a person can read: the page's name stands where it changes.</summary>
internal static class ShownWbxml
{
    public static string Of(ReadOnlySpan<byte> document)
    {
        var lines = new StringBuilder();
        var reader = new WbxmlReader(document);
        var page = -1;
        while (reader.Read() is not (WbxmlNodeKind.EndOfDocument or WbxmlNodeKind.Error))
        {
            switch (reader.Kind)
            {
                case WbxmlNodeKind.StartElement:
                    lines.Append('\n').Append(' ', 2 * (reader.Depth - 1));
                    if (reader.Tag.PageNumber() != page)
                    {
                        page = reader.Tag.PageNumber();
                        lines.Append(CodePages.Find(page)!.Namespace).Append(':');
                    }

                    lines.Append(CodePages.FindName(reader.Tag)).Append(reader.IsEmpty ? " (empty)" : "");
                    break;
                case WbxmlNodeKind.Text:
                    lines.Append(" = ").Append(reader.GetString().ReplaceLineEndings("|"));
                    break;
                case WbxmlNodeKind.Opaque:
                    lines.Append(" = opaque ").Append(Convert.ToHexString(reader.Value));
                    break;
            }
        }

        return reader.Error is { } error ? error.ToString() : lines.ToString()[1..];
    }
}
