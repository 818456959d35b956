using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.ActiveSync.Sync.Drafts;
using Carbonio.Cloud.ActiveSync.Versions;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>Reads what a device changes of a mail.</summary>
/// <remarks>[MS-ASEMAIL] 2.2.2: the elements that a client may change.</remarks>
internal static class EmailChangeParser
{
    /// <summary>Reads the ApplicationData that the reader has come to.</summary>
    /// <param name="reader">At the start of the element; afterwards at its end.</param>
    /// <param name="rules">What the version means.</param>
    /// <returns>Null when there is nothing of this class in it.</returns>
    public static EmailChange? Read(ref WbxmlReader reader, VersionRules rules)
    {
        EmailChange? change = null;
        var draft = rules.Drafts ? new DraftChangeParser() : null;
        var depth = reader.Depth;
        while (reader.ReadChild(depth))
        {
            switch (reader.Tag)
            {
                case EmailPage.Read:
                    change = (change ?? EmailChange.None) with { Read = SyncValues.Flag(ref reader) };
                    break;
                case EmailPage.Flag:
                    change ??= EmailChange.None;
                    change = EmailFlag.TryRead(ref reader, out var flag)
                        ? change with { Flag = flag?.Pack() ?? [] }
                        : change with { IsMalformed = true };
                    break;
                case EmailPage.Categories:
                    change = (change ?? EmailChange.None) with { Categories = Categories(ref reader) };
                    break;
                case Email2Page.ConversationId or Email2Page.ConversationIndex:
                    // [MS-ASEMAIL] 2.2.2.21 ConversationId: a client that changes it gets Status 6.
                    change = (change ?? EmailChange.None) with { IsMalformed = true };
                    reader.Skip();
                    break;
                default:
                    if (draft?.TryRead(ref reader) != true)
                    {
                        reader.Skip();
                    }

                    break;
            }
        }

        if (draft?.Change is { } content)
        {
            change ??= EmailChange.None;
            change = change with { Draft = content, IsMalformed = change.IsMalformed || draft.IsMalformed };
        }

        return change;
    }

    private static List<string> Categories(ref WbxmlReader reader)
    {
        var categories = new List<string>();
        var depth = reader.Depth;
        while (reader.ReadChild(depth))
        {
            if (reader.Tag == EmailPage.Category)
            {
                categories.Add(reader.ReadText());
            }
            else
            {
                reader.Skip();
            }
        }

        return categories;
    }
}
