using System.Text.Json;
using System.Text.Json.Serialization;

namespace Carbonio.Cloud.Functions.Inbound;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(InboundAnswer))]
[JsonSerializable(typeof(InboundError))]
internal sealed partial class InboundJson : JsonSerializerContext;
