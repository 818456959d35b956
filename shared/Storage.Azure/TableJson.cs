using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Carbonio.Cloud.Storage.Azure;

/// <summary>Rows as the Table service's JSON. Types that JSON has no word for carry an annotation beside them.</summary>
internal static class TableJson
{
    /// <summary>Property that names the batch that wrote the row last. Readers never see it.</summary>
    public const string BatchProperty = "__b";

    /// <summary>Property that names, joined by commas, the Doubles that JSON writes like whole numbers. Readers never see it.</summary>
    public const string DoublesProperty = "__d";

    private const string TypeSuffix = "@odata.type";

    // In a batch text goes as it is, in UTF-8: escapes would make umlauts three times as long, and a batch too long. A row by
    // itself has room for escapes, and needs them for Azurite, which garbles characters that lie across two of its reads.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private static readonly JsonWriterOptions Escaped = new() { Encoder = JavaScriptEncoder.Default, SkipValidation = true };

    public static ReadOnlyMemory<byte> Write(string partition, string row, EntityProperties properties, Guid batch, bool asciiOnly)
    {
        var buffer = new ArrayBufferWriter<byte>(256 + properties.EstimatedBytes);
        using var json = new Utf8JsonWriter(buffer, asciiOnly ? Escaped : Plain);
        json.WriteStartObject();
        json.WriteString("PartitionKey", partition);
        json.WriteString("RowKey", row);
        foreach (var (name, value) in properties)
        {
            Write(json, name, value);
        }

        if (IsStamped(properties))
        {
            Write(json, BatchProperty, batch);
        }

        if (WholeDoubles(properties) is { Length: > 0 } names && properties.Count < StorageLimits.MaximumProperties - 1)
        {
            Write(json, DoublesProperty, names);
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>False when the row has as many properties as the service takes, so that it cannot carry its batch's id.</summary>
    public static bool IsStamped(EntityProperties properties) => properties.Count < StorageLimits.MaximumProperties;

    /// <param name="table">The table, for the key.</param>
    /// <param name="row">One row of an answer.</param>
    /// <param name="etag">From the answer's header; null when it stands in the row.</param>
    public static Entity Read(string table, JsonElement row, string? etag)
    {
        var key = new EntityKey(table, row.GetProperty("PartitionKey").GetString()!, row.GetProperty("RowKey").GetString()!);
        var doubles = row.TryGetProperty(DoublesProperty, out var names) ? names.GetString()!.Split(',') : [];
        var properties = new EntityProperties();
        foreach (var property in row.EnumerateObject())
        {
            if (!IsOurs(property.Name) || property.Value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            var type = row.TryGetProperty(property.Name + TypeSuffix, out var annotation) ? annotation.GetString() : null;
            properties.Add(property.Name, Value(property.Value, doubles.Contains(property.Name) ? "Edm.Double" : type));
        }

        return new(key, etag ?? row.GetProperty("odata.etag").GetString()!, properties);
    }

    /// <summary>The id of the batch that wrote the row last, or null.</summary>
    public static Guid? FindBatch(JsonElement row) => row.TryGetProperty(BatchProperty, out var batch) && batch.TryGetGuid(out var id) ? id : null;

    private static bool IsOurs(string name) =>
        name is not ("PartitionKey" or "RowKey" or "Timestamp" or BatchProperty or DoublesProperty) && !name.Contains('.', StringComparison.Ordinal);

    private static string WholeDoubles(EntityProperties properties)
    {
        var names = "";
        foreach (var (name, value) in properties)
        {
            if (value.Kind == EntityValueKind.Double && !(double.IsFinite(value.AsDouble()) && value.AsDouble() % 1 != 0))
            {
                names = names.Length == 0 ? name : $"{names},{name}";
            }
        }

        // A list too long for a property is left out: such a row relies on the service's own ".0".
        return names.Length <= StorageLimits.MaximumStringCharacters ? names : "";
    }

    private static void Write(Utf8JsonWriter json, string name, EntityValue value)
    {
        if (Annotation(value.Kind) is { } type)
        {
            json.WriteString(name + TypeSuffix, type);
        }

        switch (value.Kind)
        {
            case EntityValueKind.Boolean:
                json.WriteBoolean(name, value.AsBoolean());
                break;
            case EntityValueKind.Int32:
                json.WriteNumber(name, value.AsInt32());
                break;
            case EntityValueKind.Int64:
                json.WriteString(name, value.AsInt64().ToString(CultureInfo.InvariantCulture));
                break;
            case EntityValueKind.Double:
                WriteDouble(json, name, value.AsDouble());
                break;
            case EntityValueKind.DateTime:
                json.WriteString(name, value.AsDateTime().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture));
                break;
            case EntityValueKind.Guid:
                json.WriteString(name, value.AsGuid());
                break;
            case EntityValueKind.Binary:
                json.WriteBase64String(name, value.AsBinary());
                break;
            default:
                json.WriteString(name, value.AsString());
                break;
        }
    }

    private static string? Annotation(EntityValueKind kind) => kind switch
    {
        EntityValueKind.Int64 => "Edm.Int64",
        EntityValueKind.Double => "Edm.Double",
        EntityValueKind.DateTime => "Edm.DateTime",
        EntityValueKind.Guid => "Edm.Guid",
        EntityValueKind.Binary => "Edm.Binary",
        _ => null,
    };

    private static void WriteDouble(Utf8JsonWriter json, string name, double value)
    {
        if (!double.IsFinite(value))
        {
            json.WriteString(name, double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
            return;
        }

        var text = value.ToString("R", CultureInfo.InvariantCulture);
        json.WritePropertyName(name);
        json.WriteRawValue(text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0", skipInputValidation: true);
    }

    private static EntityValue Value(JsonElement value, string? type) => type switch
    {
        "Edm.Int64" => value.ValueKind == JsonValueKind.Number ? value.GetInt64() : long.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        "Edm.Double" => Double(value),
        "Edm.DateTime" => DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        "Edm.Guid" => Guid.Parse(value.GetString()!),
        "Edm.Binary" => value.GetBytesFromBase64(),
        "Edm.Boolean" => value.GetBoolean(),
        "Edm.Int32" => value.GetInt32(),
        _ => value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number when value.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') => value.GetDouble(),
            JsonValueKind.Number => value.GetInt32(),
            _ => value.GetString()!,
        },
    };

    private static EntityValue Double(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? value.GetDouble()
        : value.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" or "INF" => double.PositiveInfinity,
            "-Infinity" or "-INF" => double.NegativeInfinity,
            var text => double.Parse(text!, CultureInfo.InvariantCulture),
        };
}
