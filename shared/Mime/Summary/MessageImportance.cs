namespace Carbonio.Cloud.Mime;

/// <summary>Importance, with EAS' numbers.</summary>
/// <remarks>[MS-ASEMAIL] Importance.</remarks>
public enum MessageImportance : byte
{
    /// <summary>Low.</summary>
    Low = 0,

    /// <summary>Normal.</summary>
    Normal = 1,

    /// <summary>High.</summary>
    High = 2,
}
