using System.Text.Json.Serialization;

namespace Carbonio.Cloud.Functions.Admin.Devices;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DeviceListBody))]
[JsonSerializable(typeof(DeviceDetailBody))]
[JsonSerializable(typeof(WipeOrderBody))]
[JsonSerializable(typeof(WipeAnswerBody))]
[JsonSerializable(typeof(ChangedDevicesBody))]
[JsonSerializable(typeof(PolicyBody))]
[JsonSerializable(typeof(PurgeRequestBody))]
[JsonSerializable(typeof(PurgeBody))]
[JsonSerializable(typeof(FolderSyncBody))]
[JsonSerializable(typeof(SharedFolderSyncBody))]
[JsonSerializable(typeof(SimulationBody))]
internal sealed partial class DeviceJson : JsonSerializerContext;
