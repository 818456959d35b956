using System.Text.Json.Serialization;

namespace Carbonio.Cloud.Devices.EasFilters;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<EasFilterEntry>))]
internal sealed partial class EasFilterJson : JsonSerializerContext;
