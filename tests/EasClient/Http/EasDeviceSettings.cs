namespace Carbonio.Cloud.EasClient;

/// <summary>What a phone's owner typed in, and what the phone is.</summary>
public sealed record EasDeviceSettings
{
    /// <summary>The server, such as <c>http://127.0.0.1:7071</c>.</summary>
    public required Uri Server { get; init; }

    /// <summary>The login name, mostly the address.</summary>
    public required string User { get; init; }

    /// <summary>The password; null sends no Authorization header.</summary>
    public required string? Password { get; init; }

    /// <summary>1 to 32 letters and digits.</summary>
    public required string DeviceId { get; init; }

    /// <summary>What kind of device it says it is.</summary>
    public string DeviceType { get; init; } = "SmartPhone";

    /// <summary>Name and version of its mail program.</summary>
    public string UserAgent { get; init; } = "CarbonioTestPhone/1.0";

    /// <summary>The protocol version spoken.</summary>
    public EasVersion Version { get; init; } = EasVersion.V161;

    /// <summary>Sends the query in its base64 form.</summary>
    public bool Base64Query { get; init; }

    /// <summary>Asks for gzip, and then demands it for answers of a kilobyte and more.</summary>
    public bool AcceptGzip { get; init; }

    /// <summary>How long to wait for any answer, a held one too, before the test fails.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
}
