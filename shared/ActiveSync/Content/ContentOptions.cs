namespace Carbonio.Cloud.ActiveSync.Content;

/// <summary>How a device takes items: the Options of a Sync collection, an ItemOperations Fetch or a Search.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.125 Options.</remarks>
public sealed record ContentOptions
{
    /// <summary>Nothing said.</summary>
    public static ContentOptions Default { get; } = new();

    /// <summary>0 never MIME, 1 MIME for S/MIME mail only, 2 MIME for all.</summary>
    public byte MimeSupport { get; init; }

    /// <summary>0 to 8, see [MS-ASCMD] 2.2.3.116 MIMETruncation; null when not sent.</summary>
    public byte? MimeTruncation { get; init; }

    /// <summary>At most one of each type, in the order sent.</summary>
    public IReadOnlyList<BodyPreference> BodyPreferences { get; init; } = [];

    /// <summary>The one body part preference, of type 2; null when none was sent.</summary>
    public BodyPreference? BodyPartPreference { get; init; }
}
