using System.Net;

namespace Carbonio.Cloud.Functions.Settings;

/// <summary>Everything that is set from outside, checked.</summary>
/// <param name="Carbonio">The settings below Carbonio.</param>
/// <param name="DataFolder">Where this machine keeps what is its own.</param>
/// <param name="CustomHandlerPort">The port on which the Functions host expects us; null when no host started us.</param>
/// <param name="Urls">Where to listen.</param>
/// <param name="Lan">Serve phones of the local network too.</param>
public sealed record ServerSettings(CarbonioOptions Carbonio, string DataFolder, int? CustomHandlerPort, IReadOnlyList<string> Urls, bool Lan)
{
    internal const string CustomHandlerPortName = "FUNCTIONS_CUSTOMHANDLER_PORT";

    private const string DefaultUrl = "http://127.0.0.1:7071";
    private const string LanUrl = "https://0.0.0.0:7443";

    /// <summary>True when the Functions host is in front.</summary>
    public bool IsCustomHandler => CustomHandlerPort is not null;

    /// <summary>The settings of a configuration.</summary>
    /// <returns>Null when something is wrong; then <paramref name="faults"/> says all of it.</returns>
    public static ServerSettings? TryRead(IConfiguration configuration, bool lan, out IReadOnlyList<string> faults)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var found = new List<string>();
        var options = new CarbonioOptions();
        configuration.GetSection("Carbonio").Bind(options);
        if (new CarbonioOptionsValidator().Validate(null, options) is { Failed: true } result)
        {
            found.AddRange(result.Failures);
        }

        var portText = configuration[CustomHandlerPortName];
        int? port = null;
        if (!string.IsNullOrEmpty(portText))
        {
            if (int.TryParse(portText, out var number) && number is > 0 and <= IPEndPoint.MaxPort)
            {
                port = number;
            }
            else
            {
                found.Add($"{CustomHandlerPortName} is a port number.");
            }
        }

        if (port is not null && !string.IsNullOrEmpty(options.Lmtp.Port))
        {
            found.Add("Carbonio__Lmtp__Port: behind a Functions host nothing but HTTP is served; leave it empty.");
        }

        var urls = Addresses(configuration["urls"], port, lan);
        found.AddRange(urls.Where(url => !IsUrl(url)).Select(url => $"--urls: '{url}' is no address such as {DefaultUrl}."));
        if (!lan && string.IsNullOrEmpty(options.Https.CertificatePath) && urls.Any(IsHttps))
        {
            found.Add("An https address needs Carbonio__Https__CertificatePath, or --lan for a certificate of our own.");
        }

        faults = found;
        return found.Count == 0 ? new(options, DataFolderOf(configuration), port, urls, lan) : null;
    }

    /// <summary>CARBONIO_DATA, or a folder below the current one.</summary>
    public static string DataFolderOf(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Path.GetFullPath(configuration["CARBONIO_DATA"] is { Length: > 0 } folder ? folder : ".carbonio");
    }

    internal static bool IsHttps(string url) => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    private static string[] Addresses(string? set, int? port, bool lan) =>
        !string.IsNullOrEmpty(set) ? set.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : port is not null ? [$"http://127.0.0.1:{port}"]
        : lan ? [DefaultUrl, LanUrl]
        : [DefaultUrl];

    // Kestrel also takes hosts such as * and +, which are none for Uri.
    private static bool IsUrl(string url) =>
        Uri.TryCreate(url.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.Host.Length > 0;
}
