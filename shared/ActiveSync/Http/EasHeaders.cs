using Carbonio.Cloud.ActiveSync.Versions;

namespace Carbonio.Cloud.ActiveSync.Http;

/// <summary>Headers of answers.</summary>
/// <remarks>[MS-ASHTTP] 2.2.2.1.1 Response Headers.</remarks>
public static class EasHeaders
{
    /// <summary>Seconds until another try, with 503.</summary>
    public const string RetryAfter = "Retry-After";

    private const string Server = "MS-Server-ActiveSync";

    // The version of the Exchange server whose protocol this is: clients look at its number before they trust 16.x.
    private const string ServerVersion = "15.2";

    private static readonly string Versions = string.Join(',', VersionRules.Offered.Select(rules => rules.Version.ToString()));

    private static readonly string Commands =
        string.Join(',', VersionRules.Offered.SelectMany(rules => rules.Commands).Distinct().Select(CommandNames.Name));

    /// <summary>Says which server this is: on every answer.</summary>
    public static EasAnswer WithServer(this EasAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.With(Server, ServerVersion);
    }

    /// <summary>Lists what the server can do: on OPTIONS, on a FolderSync with key 0, and when the device must start over.</summary>
    public static EasAnswer WithCapabilities(this EasAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.With("MS-ASProtocolVersions", Versions).With("MS-ASProtocolCommands", Commands);
    }
}
