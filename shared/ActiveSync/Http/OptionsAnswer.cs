using Carbonio.Cloud.ActiveSync.Versions;

namespace Carbonio.Cloud.ActiveSync.Http;

/// <summary>The answer to OPTIONS.</summary>
/// <remarks>[MS-ASHTTP] 2.2.3 HTTP OPTIONS Command.</remarks>
internal static class OptionsAnswer
{
    private const string Methods = "OPTIONS,POST";

    public static EasAnswer Make(VersionOffer offer) => EasAnswer.Empty().With("Allow", Methods).With("Public", Methods).WithCapabilities(offer);
}
