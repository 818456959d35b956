using System.Text.Json;
using System.Text.Json.Serialization;

namespace Carbonio.Cloud.Functions.Demo;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(DemoFile))]
internal sealed partial class DemoJson : JsonSerializerContext;
