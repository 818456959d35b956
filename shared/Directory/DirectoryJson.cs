using System.Text.Json.Serialization;

namespace Carbonio.Cloud.Directory;

[JsonSerializable(typeof(SortedList<string, string>))]
internal sealed partial class DirectoryJson : JsonSerializerContext;
