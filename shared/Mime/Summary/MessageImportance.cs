namespace Carbonio.Cloud.Mime;

/// <summary>Importance, with EAS' numbers.</summary>
/// <remarks>[MS-ASEMAIL] 2.2.2.38 Importance.</remarks>
public enum MessageImportance : byte
{
    /// <summary>Low.</summary>
    Low = 0,

    /// <summary>Normal.</summary>
    Normal = 1,

    /// <summary>High.</summary>
    High = 2,
}
