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

    /// <summary>Says which server this is: on every answer.</summary>
    public static EasAnswer WithServer(this EasAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.With(Server, ServerVersion);
    }

    /// <summary>Lists what the device may use: on OPTIONS, on a FolderSync with key 0, and when its version is not on offer. Nothing where no version is.</summary>
    public static EasAnswer WithCapabilities(this EasAnswer answer, VersionOffer offer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(offer);
        return offer.Versions.Length == 0 ? answer : answer.With("MS-ASProtocolVersions", offer.Versions).With("MS-ASProtocolCommands", offer.Commands);
    }
}
