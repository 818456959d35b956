using System.Globalization;
using System.Text.Json.Nodes;

namespace Carbonio.Cloud.Cli.Mobile.Devices;

/// <summary>Devices in Carbonio's shape: its names, moments in epoch milliseconds.</summary>
internal static class DeviceShape
{
    private static readonly string[] Moments = ["firstSeen", "lastSeen"];

    /// <summary>A device of a list.</summary>
    /// <param name="device">As the server has it.</param>
    /// <param name="server">Whose it is, for <c>accountServer</c>.</param>
    public static JsonObject Of(JsonObject device, string server)
    {
        var shape = new JsonObject();
        foreach (var (name, value) in device)
        {
            shape[name] = Moments.Contains(name) ? Milliseconds(value) : value?.DeepClone();
        }

        shape["accountServer"] = server;
        return shape;
    }

    /// <summary>A device with its details: what is told of it beside the list, in the same object.</summary>
    public static JsonObject OfDetail(JsonObject detail, string server)
    {
        var shape = Of(detail["device"] as JsonObject ?? [], server);
        foreach (var name in new[] { "friendlyName", "imei", "model", "os", "osLanguage", "phoneNumber", "mobileOperator" })
        {
            shape[name] = detail[name]?.DeepClone() ?? "";
        }

        shape["lastPingTimeout"] = shape["lastPingTimeoutSecs"]?.DeepClone();
        foreach (var (name, value) in detail["counts"] as JsonObject ?? [])
        {
            shape[name] = value?.DeepClone();
        }

        if (detail["suspended"] is JsonObject suspended)
        {
            shape["suspendedBy"] = suspended["by"]?.DeepClone();
            shape["suspendedAt"] = Milliseconds(suspended["at"]);
        }

        if (detail["wipe"] is JsonObject wipe)
        {
            shape["wipe"] = new JsonObject
            {
                ["status"] = wipe["status"]?.DeepClone(),
                ["account_only"] = wipe["accountOnly"]?.DeepClone(),
                ["by"] = wipe["by"]?.DeepClone(),
                ["orderedAt"] = Milliseconds(wipe["orderedAt"]),
                ["sentAt"] = Milliseconds(wipe["sentAt"]),
                ["answeredAt"] = Milliseconds(wipe["answeredAt"]),
            };
        }

        return shape;
    }

    /// <summary>Pairs for people: moments as text, objects within as pairs of their own.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Pairs(JsonObject shape, string prefix = "")
    {
        foreach (var (name, value) in shape)
        {
            if (value is JsonObject inner)
            {
                foreach (var pair in Pairs(inner, prefix + name + "."))
                {
                    yield return pair;
                }
            }
            else
            {
                yield return new(prefix + name, Cell(name, value));
            }
        }
    }

    /// <summary>A value for people.</summary>
    public static string Cell(string name, JsonNode? value) => value switch
    {
        null => "-",
        JsonValue moment when (name.EndsWith("Seen", StringComparison.Ordinal) || name.EndsWith("At", StringComparison.Ordinal)) && moment.TryGetValue<long>(out var milliseconds) =>
            DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        _ => value.ToString().ReplaceLineEndings(" "),
    };

    private static JsonValue? Milliseconds(JsonNode? moment) => moment is null
        ? null
        : JsonValue.Create(DateTimeOffset.Parse(moment.ToString(), CultureInfo.InvariantCulture).ToUnixTimeMilliseconds());
}
