using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync;

/// <summary>Looks at the rest of a document that a command has read as far as it understood it.</summary>
internal static class WbxmlRest
{
    /// <summary>Reads to the end. True when the document cannot be decoded, wherever the fault stands.</summary>
    public static bool IsBroken(ref this WbxmlReader reader)
    {
        while (reader.Kind is not (WbxmlNodeKind.EndOfDocument or WbxmlNodeKind.Error))
        {
            reader.Read();
        }

        return reader.Error is not null;
    }
}
