namespace Carbonio.Cloud.ActiveSync.Settings;

/// <summary>Outcome of Settings, as a whole or for one part.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.177.15 Status (Settings).</remarks>
public enum SettingsStatus
{
    /// <summary>Done.</summary>
    Success = 1,

    /// <summary>The request, or the part, is not as the schema has it, or asks for what this server does not have.</summary>
    ProtocolError = 2,

    /// <summary>It cannot be done just now: try again.</summary>
    Unavailable = 4,

    /// <summary>A value is none of those there are.</summary>
    InvalidArguments = 5,

    /// <summary>Two values exclude each other.</summary>
    ConflictingArguments = 6,

    /// <summary>A policy forbids it.</summary>
    DeniedByPolicy = 7,
}
