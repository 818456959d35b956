namespace Carbonio.Cloud.Mailboxes.OutOfOffice;

/// <summary>Whether somebody is away. Numbers are stored, and those of the protocol.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.124 OofState.</remarks>
public enum OutOfOfficeState : byte
{
    /// <summary>Not away.</summary>
    Disabled = 0,

    /// <summary>Away until further notice.</summary>
    Global = 1,

    /// <summary>Away from one moment to another.</summary>
    TimeBased = 2,
}
