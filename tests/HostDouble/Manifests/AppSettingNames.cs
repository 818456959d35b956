using System.Text.RegularExpressions;

namespace Carbonio.Cloud.HostDouble;

/// <summary>Puts app settings in the place of <c>%NAME%</c>.</summary>
internal sealed partial class AppSettingNames(IReadOnlyDictionary<string, string> settings)
{
    /// <exception cref="FunctionsHostException">A setting is missing: the real host does not index the function.</exception>
    public string Expand(string text) => Name().Replace(text, match =>
        settings.TryGetValue(match.Groups[1].Value, out var value) ? value : throw new FunctionsHostException($"The app setting {match.Value} is missing."));

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Name();
}
