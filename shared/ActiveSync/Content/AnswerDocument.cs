using Carbonio.Cloud.Mailboxes.BadItems;
using Carbonio.Cloud.Wbxml;
using Microsoft.IO;

namespace Carbonio.Cloud.ActiveSync.Content;

/// <summary>An answer's document while it is written, with the way back: half an item can be taken out again.</summary>
/// <param name="parts">Takes bodies beside the document; null when they stand in it. Disposed of with the document.</param>
public sealed class AnswerDocument(AnswerParts? parts = null) : IDisposable
{
    private readonly List<BadItemSighting> badItems = [];
    private RecyclableMemoryStream? body;
    private WbxmlWriter? writer;

    /// <summary>Writes the document.</summary>
    public WbxmlWriter Writer => writer ??= new(Body);

    /// <summary>Takes bodies beside the document, or null.</summary>
    public AnswerParts? Parts => parts;

    /// <summary>Bytes so far, parts included.</summary>
    public long Length => Body.Length + (parts?.Bytes ?? 0);

    /// <summary>The items in whose place the document holds a note.</summary>
    public IReadOnlyList<BadItemSighting> BadItems => badItems;

    private RecyclableMemoryStream Body => body ??= EasAnswer.NewBody();

    /// <summary>Marks the place reached.</summary>
    public AnswerMark Mark() => new(Writer.Mark(), Body.Length, parts?.Count ?? 0, badItems.Count);

    /// <summary>Takes back what was written since a mark: the document is byte for byte what it was then.</summary>
    public void Rewind(AnswerMark mark)
    {
        Writer.Rewind(mark.Wbxml);
        Body.SetLength(mark.Length);
        parts?.CutTo(mark.Parts);
        badItems.RemoveRange(mark.BadItems, badItems.Count - mark.BadItems);
    }

    /// <summary>Remembers that a note stands in an item's place.</summary>
    public void Add(BadItemSighting sighting) => badItems.Add(sighting);

    /// <summary>The answer. It owns the document from here on.</summary>
    public EasAnswer Complete()
    {
        Writer.Complete();
        if (parts is not null)
        {
            return EasAnswer.Multipart(parts.Assemble(Body));
        }

        var answer = EasAnswer.Wbxml(Body);
        body = null;
        return answer;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        body?.Dispose();
        parts?.Dispose();
    }
}
