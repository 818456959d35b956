using System.Text.Json.Serialization;

namespace Carbonio.Cloud.Devices.AccountLoggers;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<AccountLoggerEntry>))]
[JsonSerializable(typeof(AccountLoggerIndex))]
internal sealed partial class AccountLoggerJson : JsonSerializerContext;
