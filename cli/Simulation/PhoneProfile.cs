namespace Carbonio.Cloud.Cli.Simulation;

/// <summary>What a simulated phone says of itself.</summary>
/// <param name="DeviceType">In the query.</param>
/// <param name="UserAgent">In the header.</param>
/// <param name="Model">In its description.</param>
/// <param name="Os">In its description.</param>
/// <param name="Versions">Protocol versions it speaks, the best first.</param>
internal sealed record PhoneProfile(string DeviceType, string UserAgent, string Model, string Os, IReadOnlyList<string> Versions)
{
    private static readonly string[] Both = ["16.1", "14.1"];

    /// <summary>An iPhone's own mail.</summary>
    public static PhoneProfile IPhone { get; } = new("iPhone", "Apple-iPhone15C2/2207.100", "iPhone15C2", "iOS 18.6 22G86", Both);

    /// <summary>An Android's.</summary>
    public static PhoneProfile Android { get; } = new("Android", "Android-Mail/2024.07.14", "Pixel 8", "Android 14", Both);

    /// <summary>The profile of that name, or null.</summary>
    public static PhoneProfile? Find(string name) => name.ToLowerInvariant() switch
    {
        "iphone" => IPhone,
        "android" => Android,
        _ => null,
    };
}
