namespace Carbonio.Cloud.Devices.DosFilter;

/// <summary>Bounds of the DoS filter's memory.</summary>
public static class DosFilterLimits
{
    /// <summary>Devices whose requests are counted, or that are known to be jailed; the one seen longest ago is forgotten first.</summary>
    public const int MaximumRings = 50_000;

    /// <summary>Moments of requests kept for all devices together, 8 bytes each; beyond them, too, who was seen longest ago is forgotten.</summary>
    public const int MaximumMoments = 4_000_000;
}
