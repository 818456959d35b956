namespace Carbonio.Cloud.Devices.Registry;

/// <summary>What a device told of itself; null where it said nothing. Each at most <see cref="MaximumCharacters"/> characters.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.45 DeviceInformation.</remarks>
public sealed record DeviceInformation
{
    /// <summary>Longest value that is kept; more is cut off.</summary>
    public const int MaximumCharacters = 1024;

    /// <summary>Nothing told.</summary>
    public static DeviceInformation None { get; } = new();

    /// <summary>Model.</summary>
    public string? Model { get; init; }

    /// <summary>IMEI.</summary>
    public string? Imei { get; init; }

    /// <summary>Name given by its user.</summary>
    public string? FriendlyName { get; init; }

    /// <summary>Operating system.</summary>
    public string? Os { get; init; }

    /// <summary>Language of the operating system.</summary>
    public string? OsLanguage { get; init; }

    /// <summary>Telephone number.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Mobile operator.</summary>
    public string? MobileOperator { get; init; }

    /// <summary>User agent, as the device itself gives it here.</summary>
    public string? UserAgent { get; init; }
}
