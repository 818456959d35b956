using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Carbonio.Cloud.Functions.Admin;

[JsonSerializable(typeof(JsonObject))]
internal sealed partial class AdminDocumentJson : JsonSerializerContext;
