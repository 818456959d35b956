using System.Text.Json.Serialization;

namespace Carbonio.Cloud.Directory;

[JsonSerializable(typeof(SortedList<string, string>))]
[JsonSerializable(typeof(ServerAlert))]
internal sealed partial class DirectoryJson : JsonSerializerContext;
