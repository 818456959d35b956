using Carbonio.Cloud.Mailboxes.Storage;

namespace Carbonio.Cloud.ActiveSync.Ping;

/// <summary>What a Ping watches. A device may leave out what it sent before.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.13 Ping.</remarks>
/// <param name="HeartbeatSeconds">How long to hold; null when it was never sent.</param>
/// <param name="Folders">Which collections; null when they were never sent.</param>
public sealed record PingParameters(int? HeartbeatSeconds, IReadOnlyList<string>? Folders)
{
    /// <summary>These, with what is missing taken from those before.</summary>
    public PingParameters Over(PingParameters? before) => new(HeartbeatSeconds ?? before?.HeartbeatSeconds, Folders ?? before?.Folders);

    /// <summary>As they are remembered.</summary>
    public byte[] Pack()
    {
        var fields = new FieldWriter();
        fields.Integer(1, HeartbeatSeconds ?? 0);
        foreach (var folder in Folders ?? [])
        {
            fields.Text(2, folder);
        }

        return fields.ToArray();
    }

    /// <summary>Reads what <see cref="Pack"/> wrote; null for nothing.</summary>
    public static PingParameters? Unpack(byte[]? packed)
    {
        if (packed is null)
        {
            return null;
        }

        int? heartbeat = null;
        var folders = new List<string>();
        var fields = new FieldReader(packed);
        while (fields.Read())
        {
            switch (fields.Tag)
            {
                case 1:
                    heartbeat = (int)fields.Integer;
                    break;
                case 2:
                    folders.Add(fields.Text);
                    break;
            }
        }

        return new(heartbeat, folders.Count == 0 ? null : folders);
    }
}
