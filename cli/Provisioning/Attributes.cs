using System.Text.Json.Nodes;

namespace Carbonio.Cloud.Cli.Provisioning;

/// <summary>Attributes on their way to and from the server.</summary>
internal static class Attributes
{
    public static JsonObject ToJson(IReadOnlyDictionary<string, string> attributes)
    {
        var json = new JsonObject();
        foreach (var (name, value) in attributes)
        {
            json[name] = value;
        }

        return json;
    }

    /// <summary>The strings of a JSON object, as pairs.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Pairs(JsonNode? json) =>
        (json as JsonObject ?? []).Select(pair => KeyValuePair.Create(pair.Key, pair.Value is JsonArray list ? Join(list) : pair.Value?.ToString() ?? ""));

    /// <summary>Texts of a JSON array, comma separated.</summary>
    public static string Join(JsonNode? json) => string.Join(',', (json as JsonArray ?? []).Select(item => item?.ToString()));
}
