namespace Carbonio.Cloud.Devices.EasFilters;

/// <summary>Bounds of the EAS filters: what a request may cost, and what fits into their row.</summary>
public static class EasFilterLimits
{
    /// <summary>Filters of the service.</summary>
    public const int MaximumFilters = 100;

    /// <summary>Characters of a filter's parameter.</summary>
    public const int MaximumParameterCharacters = 1024;

    /// <summary>Rules in one filter: itself and, for and and or, its parts.</summary>
    public const int MaximumRules = 32;

    /// <summary>Ands and ors inside each other.</summary>
    public const int MaximumDepth = 4;

    /// <summary>Characters of a user agent that are looked at.</summary>
    public const int MaximumUserAgentCharacters = 1024;

    /// <summary>Answers remembered for (account, user agent) pairs; then they are found out anew.</summary>
    public const int MaximumRemembered = 4096;
}
