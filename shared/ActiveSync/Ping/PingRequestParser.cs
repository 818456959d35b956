using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Ping;

/// <summary>Reads the body of a Ping.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.13.1 Request.</remarks>
public static class PingRequestParser
{
    /// <summary>Reads a request.</summary>
    /// <returns>The parameters that were sent; null with what to answer instead.</returns>
    public static PingParameters? Parse(ReadOnlySpan<byte> body, out CommonStatus? common)
    {
        common = null;
        if (body.IsEmpty)
        {
            return new(null, null);
        }

        var reader = new WbxmlReader(body);
        PingParameters? parameters = null;
        if (reader.Read() == WbxmlNodeKind.StartElement && reader.Tag == PingPage.Ping)
        {
            parameters = Root(ref reader);
        }

        common = reader.IsBroken() ? CommonStatus.InvalidWBXML : null;
        return common is null ? parameters : null;
    }

    private static PingParameters? Root(ref WbxmlReader reader)
    {
        int? heartbeat = null;
        List<string>? folders = null;
        var depth = reader.Depth;
        while (reader.ReadChild(depth))
        {
            switch (reader.Tag)
            {
                case PingPage.HeartbeatInterval:
                    if (reader.ReadInt32() is not { } seconds)
                    {
                        return null;
                    }

                    heartbeat = seconds;
                    break;
                case PingPage.Folders:
                    folders = Folders(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return folders is [] ? null : new(heartbeat, folders);
    }

    private static List<string> Folders(ref WbxmlReader reader)
    {
        var folders = new List<string>();
        var depth = reader.Depth;
        while (reader.ReadChild(depth))
        {
            if (reader.Tag != PingPage.Folder)
            {
                reader.Skip();
                continue;
            }

            var folder = reader.Depth;
            while (reader.ReadChild(folder))
            {
                if (reader.Tag == PingPage.Id)
                {
                    folders.Add(reader.ReadText());
                }
                else
                {
                    reader.Skip();
                }
            }
        }

        return folders;
    }
}
