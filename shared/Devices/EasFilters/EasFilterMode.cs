namespace Carbonio.Cloud.Devices.EasFilters;

/// <summary>What a filter does with the versions that a device would be offered. Carbonio explains fixed alone; the others are read as their names say.</summary>
public enum EasFilterMode
{
    /// <summary>Puts its versions in.</summary>
    Add,

    /// <summary>Takes its versions out.</summary>
    Subtract,

    /// <summary>Offers its versions and no others.</summary>
    Fixed,

    /// <summary>Takes out what is newer than its one version.</summary>
    Limit,
}
