using System.Text.Json.Serialization;

namespace Carbonio.Cloud.Cli;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(CliSettings))]
internal sealed partial class CliJson : JsonSerializerContext;
