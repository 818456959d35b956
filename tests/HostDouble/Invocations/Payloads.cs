using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Carbonio.Cloud.HostDouble;

/// <summary>The bodies of the calls: <c>Data</c> and <c>Metadata</c>, encoded as the host encodes them.</summary>
internal static class Payloads
{
    private static readonly TimeSpan LockTime = TimeSpan.FromMinutes(2);

    public static string Timer(FunctionJson function, DateTimeOffset now, DateTimeOffset? last, bool isPastDue) => Body(
        new JsonObject
        {
            [function.Binding] = new JsonObject
            {
                ["Schedule"] = new JsonObject { ["AdjustForDST"] = true },
                ["ScheduleStatus"] = new JsonObject
                {
                    ["Last"] = Seconds(last ?? now),
                    ["LastUpdated"] = Seconds(last ?? now),
                    ["Next"] = Seconds(now.AddMinutes(1)),
                },
                ["IsPastDue"] = isPastDue,
            },
        },
        Metadata(function, now));

    public static string ServiceBus(FunctionJson function, ServiceBusMessage message, int deliveryCount, long sequence, DateTimeOffset now)
    {
        var metadata = Metadata(function, now);
        metadata["DeliveryCount"] = deliveryCount.ToString(CultureInfo.InvariantCulture);
        metadata["SequenceNumber"] = sequence.ToString(CultureInfo.InvariantCulture);
        metadata["LockToken"] = Text(Guid.NewGuid().ToString());
        metadata["MessageId"] = Text(message.MessageId);
        metadata["ContentType"] = Text(message.ContentType);
        metadata["EnqueuedTimeUtc"] = Text(now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        metadata["LockedUntilUtc"] = Text((now + LockTime).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        metadata["ApplicationProperties"] = new JsonObject(message.ApplicationProperties.Select(property => KeyValuePair.Create<string, JsonNode?>(property.Key, property.Value)));
        metadata["MessageReceiver"] = new JsonObject();
        metadata["Client"] = new JsonObject();
        metadata["MessageActions"] = new JsonObject();
        if (function.IsBinary)
        {
            return Body(new JsonObject { [function.Binding] = Convert.ToBase64String(message.Body.Span) }, metadata);
        }

        var text = System.Text.Encoding.UTF8.GetString(message.Body.Span);
        Merge(text, metadata);
        return Body(new JsonObject { [function.Binding] = Text(text) }, metadata);
    }

    // The members of a JSON object become metadata, and may overwrite the host's own.
    private static void Merge(string text, JsonObject metadata)
    {
        try
        {
            if (JsonNode.Parse(text) is JsonObject members)
            {
                foreach (var (name, value) in members)
                {
                    metadata[name] = value is JsonValue scalar && scalar.GetValueKind() == JsonValueKind.String ? Text(scalar.GetValue<string>()) : value?.ToJsonString();
                }
            }
        }
        catch (JsonException)
        {
            // Text that is no JSON is only text.
        }
    }

    private static JsonObject Metadata(FunctionJson function, DateTimeOffset now) => new()
    {
        ["sys"] = new JsonObject
        {
            ["MethodName"] = function.Name,
            ["UtcNow"] = now.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
            ["RandGuid"] = Guid.NewGuid().ToString(),
        },
    };

    private static string Body(JsonObject data, JsonObject metadata) => new JsonObject { ["Data"] = data, ["Metadata"] = metadata }.ToJsonString();

    // Text travels as a string that holds a JSON string literal.
    private static string Text(string value) => JsonSerializer.Serialize(value);

    private static string Seconds(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
