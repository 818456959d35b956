using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.ActiveSync.Versions;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>Reads the Options of a collection.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.125.6 Options (Sync).</remarks>
internal static class SyncOptionsParser
{
    /// <summary>Reads the element that the reader has come to.</summary>
    /// <param name="reader">At the start of the element; afterwards at its end.</param>
    /// <param name="rules">What the version means.</param>
    /// <param name="options">The options; null for those of SMS, which is no class of ours.</param>
    /// <returns>Null, or what to answer instead.</returns>
    public static SyncParse? Read(ref WbxmlReader reader, VersionRules rules, out CollectionOptions? options)
    {
        options = null;
        var filter = FilterType.All;
        var serverWins = true;
        var sms = false;
        var content = new ContentOptionsParser(rules);
        var depth = reader.Depth;
        while (reader.ReadChild(depth))
        {
            switch (reader.Tag)
            {
                case AirSyncPage.FilterType:
                    if (reader.ReadInt32() is not (>= 0 and <= byte.MaxValue and var number) || (FilterType)number > FilterType.IncompleteTasks)
                    {
                        return SyncParse.Refused(CommonStatus.InvalidXML);
                    }

                    filter = (FilterType)number;
                    break;
                case AirSyncPage.Conflict:
                    serverWins = reader.ReadInt32() != 0;
                    break;
                case AirSyncPage.Class:
                    sms = reader.ReadText() == "SMS";
                    break;
                default:
                    if (!content.TryRead(ref reader))
                    {
                        reader.Skip();
                    }

                    break;
            }
        }

        if (content.Violation != ContentViolation.None)
        {
            return content.Violation == ContentViolation.BodyPartPreferenceType
                ? SyncParse.Refused(CommonStatus.BodyPartPreferenceTypeNotSupported)
                : SyncParse.Refused(SyncStatus.ProtocolError);
        }

        options = sms ? null : new(filter, serverWins, content.Options);
        return null;
    }
}
