using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Carbonio.Cloud.Directory;

[JsonSerializable(typeof(AuditText))]
internal sealed partial class AuditJson : JsonSerializerContext
{
    /// <summary>Without escapes that only HTML needs: a bounded text stays within a property of a row.</summary>
    public static AuditJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
