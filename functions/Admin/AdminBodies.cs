namespace Carbonio.Cloud.Functions.Admin;

// The bodies of the admin API. What a request may leave out has a default.
internal sealed record ProblemBody(string Type, string Title, int Status, string Detail, string Code);

internal sealed record WhoAmIBody(string Id, string Role, IReadOnlyList<string> Domains, string Label, DateTimeOffset? Expires);

internal sealed record AttributesBody(Dictionary<string, string> Attributes);

internal sealed record NewDomainBody(string Name, string? Tenant = null, Dictionary<string, string>? Attributes = null);

internal sealed record DomainBody(string Name, string Tenant, string TenantId, SortedDictionary<string, string> Attributes);

internal sealed record DomainListBody(IReadOnlyList<string> Domains, string? Continuation);

internal sealed record NewAccountBody(string Address, string? Password = null, Dictionary<string, string>? Attributes = null);

internal sealed record AccountBody(
    string Id,
    string Address,
    IReadOnlyList<string> Aliases,
    string Status,
    string Cos,
    DateTimeOffset Created,
    SortedDictionary<string, string> Attributes,
    SortedDictionary<string, string> Effective);

internal sealed record AccountSummaryBody(string Id, string Address, IReadOnlyList<string> Aliases, SortedDictionary<string, string> Attributes);

internal sealed record AccountListBody(IReadOnlyList<AccountSummaryBody> Accounts, string? Continuation);

internal sealed record PasswordBody(string Password);

internal sealed record AliasBody(string Alias);

internal sealed record NewCosBody(string Name, Dictionary<string, string>? Attributes = null);

internal sealed record CosBody(string Id, string Name, SortedDictionary<string, string> Attributes);

internal sealed record CosListBody(IReadOnlyList<CosBody> Cos, string? Continuation);

internal sealed record NewTokenBody(string Role, IReadOnlyList<string>? Domains = null, string? Label = null, DateTimeOffset? Expires = null);

internal sealed record TokenBody(string Id, string Role, IReadOnlyList<string> Domains, string Label, DateTimeOffset Created, DateTimeOffset? Expires);

internal sealed record CreatedTokenBody(TokenBody Details, string Token);

internal sealed record TokenListBody(IReadOnlyList<TokenBody> Tokens, string? Continuation);

internal sealed record NewCredentialBody(string? Password = null, string? Label = null, IReadOnlyList<string>? Services = null, bool Profile = false);

internal sealed record CredentialChangeBody(string? Label = null, IReadOnlyList<string>? Services = null, bool? Enabled = null);

internal sealed record CredentialBody(string Id, string Label, IReadOnlyList<string> Services, bool Enabled, bool Generated, DateTimeOffset Created);

// The profile is a signed .mobileconfig; JSON has it in base64.
internal sealed record CreatedCredentialBody(CredentialBody Credential, string User, string Password, string? Server, byte[]? Profile);

internal sealed record CredentialListBody(IReadOnlyList<CredentialBody> Credentials);

internal sealed record ConfigValueBody(string Name, string Value, string InheritedValue, string Source);

internal sealed record ConfigValuesBody(string Level, string Target, IReadOnlyList<ConfigValueBody> Values);

internal sealed record ConfigValueChangeBody(string Value);

internal sealed record ConfigStatusBody(int Attributes, int SetGlobally, int SetForServer, long Version, double FreshWithinSeconds);

internal sealed record CleanedAttributeBody(string Level, string Target, string Attribute);

internal sealed record CleanedBody(IReadOnlyList<CleanedAttributeBody> Removed, string? Continuation);

internal sealed record AttributeBody(
    string Name,
    IReadOnlyList<string> Aliases,
    string Type,
    string? Unit,
    string Default,
    string AllowedValues,
    IReadOnlyList<string> Levels,
    string Help);

internal sealed record AttributeListBody(IReadOnlyList<AttributeBody> Attributes, string? Continuation);

internal sealed record ServiceBody(string Name, bool Running, bool CouldStart, bool CouldStop, string? CouldNotStartBecause);

internal sealed record ServiceListBody(IReadOnlyList<ServiceBody> Services);

internal sealed record AuditBody(
    string Id,
    DateTimeOffset At,
    string Actor,
    string Label,
    string Role,
    string Action,
    string Kind,
    string Target,
    string? Domain,
    string? Account,
    SortedDictionary<string, string>? Before,
    SortedDictionary<string, string>? After);

internal sealed record AuditListBody(IReadOnlyList<AuditBody> Entries, string? Continuation);

internal sealed record ImportedBody(string? Id, bool Repeated);

internal sealed record BadItemBody(
    long Item,
    int Folder,
    string FolderName,
    string Class,
    string? Subject,
    string Reason,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen,
    string? Device,
    int Count);

internal sealed record BadItemListBody(IReadOnlyList<BadItemBody> Items);

internal sealed record BadItemRetryBody(long Item, bool Replaced, long? NewItem, string? Reason);

internal sealed record NewEasFilterBody(string Type, string Parameter, string Mode, string Easversions, bool Blocking = false);

internal sealed record EasFilterBody(int Id, string Key, string Rule, string Mode, string Easversions, bool Blocking, bool BuiltIn, string? Warning);

internal sealed record EasFilterListBody(IReadOnlyList<EasFilterBody> Filters);

internal sealed record PositionBody(int Position);

internal sealed record AlertBody(DateTimeOffset At, string Kind, string Account, string Device, string Text);

internal sealed record AlertListBody(IReadOnlyList<AlertBody> Alerts, string? Continuation);

internal sealed record NewAccountLoggerBody(string LogLevel, string LogFile, int? WindowSize = null);

internal sealed record AccountLoggerBody(
    int Id,
    string Account,
    string Level,
    string LogFile,
    int? WindowSize,
    DateTimeOffset Created,
    DateTimeOffset Expires,
    bool Running);

internal sealed record AccountLoggerListBody(IReadOnlyList<AccountLoggerBody> Loggers);

internal sealed record LogRecordBody(DateTimeOffset At, string Level, string Text);

internal sealed record LogPageBody(IReadOnlyList<LogRecordBody> Records, bool More);
