using System.Text.Json.Serialization;

namespace Carbonio.Cloud.Functions.Admin;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(WhoAmIBody))]
[JsonSerializable(typeof(AttributesBody))]
[JsonSerializable(typeof(NewDomainBody))]
[JsonSerializable(typeof(DomainBody))]
[JsonSerializable(typeof(DomainListBody))]
[JsonSerializable(typeof(NewAccountBody))]
[JsonSerializable(typeof(AccountBody))]
[JsonSerializable(typeof(AccountListBody))]
[JsonSerializable(typeof(PasswordBody))]
[JsonSerializable(typeof(AliasBody))]
[JsonSerializable(typeof(NewCosBody))]
[JsonSerializable(typeof(CosBody))]
[JsonSerializable(typeof(CosListBody))]
[JsonSerializable(typeof(NewTokenBody))]
[JsonSerializable(typeof(CreatedTokenBody))]
[JsonSerializable(typeof(TokenListBody))]
[JsonSerializable(typeof(NewCredentialBody))]
[JsonSerializable(typeof(CredentialChangeBody))]
[JsonSerializable(typeof(CredentialBody))]
[JsonSerializable(typeof(CreatedCredentialBody))]
[JsonSerializable(typeof(CredentialListBody))]
[JsonSerializable(typeof(ConfigValuesBody))]
[JsonSerializable(typeof(ConfigValueChangeBody))]
[JsonSerializable(typeof(ConfigStatusBody))]
[JsonSerializable(typeof(CleanedBody))]
[JsonSerializable(typeof(AttributeBody))]
[JsonSerializable(typeof(AttributeListBody))]
[JsonSerializable(typeof(ServiceBody))]
[JsonSerializable(typeof(ServiceListBody))]
[JsonSerializable(typeof(AuditListBody))]
[JsonSerializable(typeof(ImportedBody))]
[JsonSerializable(typeof(BadItemListBody))]
[JsonSerializable(typeof(BadItemRetryBody))]
[JsonSerializable(typeof(NewEasFilterBody))]
[JsonSerializable(typeof(EasFilterBody))]
[JsonSerializable(typeof(EasFilterListBody))]
[JsonSerializable(typeof(PositionBody))]
[JsonSerializable(typeof(AlertListBody))]
[JsonSerializable(typeof(NewAccountLoggerBody))]
[JsonSerializable(typeof(AccountLoggerBody))]
[JsonSerializable(typeof(AccountLoggerListBody))]
[JsonSerializable(typeof(LogPageBody))]
internal sealed partial class AdminJson : JsonSerializerContext;
