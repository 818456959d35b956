namespace Carbonio.Cloud.ActiveSync.Provision;

/// <summary>What a device did with its policy.</summary>
/// <remarks>[MS-ASPROV] 2.2.2.54.1 Status (Policy), in requests.</remarks>
public enum PolicyAcknowledgement
{
    /// <summary>Enforces all of it.</summary>
    Applied = 1,

    /// <summary>Enforces part of it.</summary>
    PartlyApplied = 2,

    /// <summary>Enforces nothing of it.</summary>
    Refused = 3,

    /// <summary>Is managed by somebody else.</summary>
    ManagedByOthers = 4,
}
