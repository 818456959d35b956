using System.Buffers;
using System.Buffers.Binary;
using Carbonio.Cloud.Wbxml;
using Microsoft.IO;

namespace Carbonio.Cloud.ActiveSync.Content;

/// <summary>The parts of a multipart answer beside its document: raw bytes, to which the document's Part elements point.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.10.1 MultiPartResponse: a count, an offset and a length for each part, then the parts; the document is part 0.</remarks>
public sealed class AnswerParts : IDisposable
{
    private const int IntegerBytes = 4;

    private readonly List<RecyclableMemoryStream> parts = [];

    /// <summary>Bytes of all parts so far.</summary>
    public long Bytes => parts.Sum(part => part.Length);

    /// <summary>Parts so far.</summary>
    public int Count => parts.Count;

    /// <summary>Throws away the parts after the first so many.</summary>
    public void CutTo(int count)
    {
        for (var i = parts.Count - 1; i >= count; i--)
        {
            parts[i].Dispose();
            parts.RemoveAt(i);
        }
    }

    /// <summary>Begins a part, and writes the Part element that points to it.</summary>
    /// <returns>Where its bytes go. It stays this object's.</returns>
    public IBufferWriter<byte> Add(WbxmlWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var part = EasAnswer.NewBody();
        parts.Add(part);
        writer.Element(ItemOperationsPage.Part, parts.Count);
        return part;
    }

    /// <summary>Puts document and parts together.</summary>
    /// <param name="document">The document. Not disposed of.</param>
    public RecyclableMemoryStream Assemble(RecyclableMemoryStream document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var body = EasAnswer.NewBody();
        List<RecyclableMemoryStream> all = [document, .. parts];
        WriteInteger(body, all.Count);
        var offset = (long)IntegerBytes * (1 + (2 * all.Count));
        foreach (var part in all)
        {
            WriteInteger(body, checked((int)offset));
            WriteInteger(body, checked((int)part.Length));
            offset += part.Length;
        }

        foreach (var part in all)
        {
            foreach (var piece in part.GetReadOnlySequence())
            {
                body.Write(piece.Span);
            }
        }

        return body;
    }

    /// <inheritdoc/>
    public void Dispose() => parts.ForEach(part => part.Dispose());

    private static void WriteInteger(RecyclableMemoryStream body, int value)
    {
        Span<byte> bytes = stackalloc byte[IntegerBytes];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        body.Write(bytes);
    }
}
