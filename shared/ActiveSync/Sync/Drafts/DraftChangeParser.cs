using System.Buffers.Text;
using System.Text;
using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.Mailboxes.Drafts;
using Carbonio.Cloud.Mime;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Sync.Drafts;

/// <summary>Reads those children of a mail's ApplicationData that only a draft may change. One parser for one ApplicationData.</summary>
/// <remarks>[MS-ASEMAIL] 2.2.2, 16.0 and later; [MS-ASAIRS] 2.2.2.9 Body, 2.2.2.8 Attachments.</remarks>
internal sealed class DraftChangeParser
{
    private readonly List<DraftAttachment> added = [];
    private readonly List<string> removed = [];
    private DraftChange? change;

    /// <summary>What was sent; null when nothing was. Nothing in it points into the request.</summary>
    public DraftChange? Change => change is null ? null : change with { Added = added, Removed = removed };

    /// <summary>True when a value was none: the item is refused.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Reads the element that the reader has come to, if it is one of a draft.</summary>
    /// <returns>False, with the reader where it was, for an element of somebody else.</returns>
    public bool TryRead(ref WbxmlReader reader)
    {
        var before = change ?? DraftChange.None;
        switch (reader.Tag)
        {
            case EmailPage.To:
                change = before with { To = reader.ReadText() };
                return true;
            case EmailPage.Cc:
                change = before with { Cc = reader.ReadText() };
                return true;
            case Email2Page.Bcc:
                change = before with { Bcc = reader.ReadText() };
                return true;
            case EmailPage.ReplyTo:
                change = before with { ReplyTo = reader.ReadText() };
                return true;
            case EmailPage.Subject:
                change = before with { Subject = reader.ReadText() };
                return true;
            case EmailPage.Importance:
                change = before with { Importance = ReadImportance(ref reader) };
                return true;
            case AirSyncBasePage.Body:
                change = before with { Body = ReadBody(ref reader) };
                return true;
            case AirSyncBasePage.Attachments:
                change = before;
                ReadAttachments(ref reader);
                return true;
            default:
                return false;
        }
    }

    private MessageImportance? ReadImportance(ref WbxmlReader reader)
    {
        switch (reader.ReadInt32())
        {
            case 0:
                return MessageImportance.Low;
            case 1:
                return MessageImportance.Normal;
            case 2:
                return MessageImportance.High;
            default:
                IsMalformed = true;
                return null;
        }
    }

    private DraftBody? ReadBody(ref WbxmlReader reader)
    {
        int? type = null;
        var text = "";
        var depth = reader.Depth;
        while (reader.ReadChild(depth))
        {
            switch (reader.Tag)
            {
                case AirSyncBasePage.Type:
                    type = reader.ReadInt32();
                    break;
                case AirSyncBasePage.Data:
                    text = reader.ReadText();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        IsMalformed |= type is not (BodySelection.Text or BodySelection.Html);
        return new(text, type == BodySelection.Html);
    }

    private void ReadAttachments(ref WbxmlReader reader)
    {
        var depth = reader.Depth;
        while (reader.ReadChild(depth))
        {
            switch (reader.Tag)
            {
                case AirSyncBasePage.Add:
                    ReadAdd(ref reader);
                    break;
                case AirSyncBasePage.Delete:
                    ReadDelete(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    /// <remarks>[MS-ASAIRS] 2.2.2.2 Add.</remarks>
    private void ReadAdd(ref WbxmlReader reader)
    {
        string? clientId = null;
        string? name = null;
        byte[]? content = null;
        var type = "";
        string? contentId = null;
        int? method = null;
        var depth = reader.Depth;
        while (reader.ReadChild(depth))
        {
            switch (reader.Tag)
            {
                case AirSyncBasePage.ClientId:
                    clientId = reader.ReadText();
                    break;
                case AirSyncBasePage.DisplayName:
                    name = reader.ReadText();
                    break;
                case AirSyncBasePage.Content:
                    content = ReadBytes(ref reader);
                    break;
                case AirSyncBasePage.ContentType:
                    type = reader.ReadText();
                    break;
                case AirSyncBasePage.ContentId:
                    contentId = reader.ReadText();
                    break;
                case AirSyncBasePage.Method:
                    method = reader.ReadInt32();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (clientId is not { Length: > 0 and <= ServerIds.MaximumCharacters } || name is not { Length: > 0 } || content is null || method is not (null or 1 or 5))
        {
            IsMalformed = true;
            return;
        }

        added.Add(new(clientId, name, method == 5 ? "message/rfc822" : type, content) { ContentId = contentId is { Length: > 0 } ? contentId : null });
    }

    private void ReadDelete(ref WbxmlReader reader)
    {
        var depth = reader.Depth;
        while (reader.ReadChild(depth))
        {
            if (reader.Tag != AirSyncBasePage.FileReference)
            {
                reader.Skip();
            }
            else if (FileReference.Parse(reader.ReadText()) is { } reference)
            {
                removed.Add(reference.Part);
            }
            else
            {
                IsMalformed = true;
            }
        }
    }

    /// <summary>Bytes as they are when they come as opaque data, decoded when they come as text.</summary>
    /// <remarks>[MS-ASDTYPE] 2.7.1 Byte Array.</remarks>
    private static byte[]? ReadBytes(ref WbxmlReader reader)
    {
        using var bytes = new MemoryStream();
        var text = new StringBuilder();
        var outside = reader.Depth - 1;
        while (reader.Depth > outside && reader.Read() is not (WbxmlNodeKind.Error or WbxmlNodeKind.StartElement))
        {
            if (reader.Kind == WbxmlNodeKind.Opaque)
            {
                bytes.Write(reader.Value);
            }
            else if (reader.Kind == WbxmlNodeKind.Text)
            {
                text.Append(reader.GetString());
            }
        }

        if (reader.Kind != WbxmlNodeKind.EndElement)
        {
            return null;
        }

        if (text.Length == 0)
        {
            return bytes.ToArray();
        }

        var decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return bytes.Length == 0 && Convert.TryFromBase64String(text.ToString(), decoded, out var length) ? decoded[..length] : null;
    }
}
