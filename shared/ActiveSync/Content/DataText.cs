using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Content;

/// <summary>An element whose text comes in pieces. Disposing ends it.</summary>
internal sealed class DataText : IDisposable
{
    private WbxmlWriter? writer;

    public DataText(WbxmlWriter writer, WbxmlTag tag)
    {
        this.writer = writer;
        writer.Start(tag);
        writer.BeginText();
    }

    public void Append(ReadOnlySpan<byte> utf8) => writer!.AppendText(utf8);

    public void Dispose()
    {
        writer?.EndText();
        writer?.End();
        writer = null;
    }
}
