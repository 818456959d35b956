using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Directory;

/// <summary>Rows of table <c>directory</c>: their keys and what they hold. Layout: docs/decisions/0002-storage-layout.md.</summary>
internal static class DirectoryRows
{
    public const int Schema = 1;
    public const string GlobalPartition = "global";
    public const string ConfigurationRow = "cfg";
    public const string ServerRow = "srv";
    public const string TenantPrefix = "t!";
    public const string DomainPrefix = "d!";
    public const string CosPrefix = "cos!";
    public const string CosNamePrefix = "cosn!";
    public const string TokenPrefix = "tok!";
    public const string AccountPrefix = "a!";
    public const string AddressPrefix = "n!";
    public const string AccountIdPrefix = "ai!";
    public const string RemovalPrefix = "x!";
    public const string DocumentPrefix = "doc!";
    public const string AlertPrefix = "al!";

    public static string Partition(Guid tenant) => tenant.ToString("N");

    public static string Tenant(Guid id) => $"{TenantPrefix}{id:N}";

    public static string TenantName(string name) => $"tn!{KeyText.Escape(name)}";

    public static string Domain(string name) => DomainPrefix + KeyText.Escape(name);

    public static string Cos(Guid id) => $"{CosPrefix}{id:N}";

    public static string CosName(string name) => CosNamePrefix + KeyText.Escape(name);

    public static string Token(string id) => TokenPrefix + id;

    public static string Account(Guid id) => $"{AccountPrefix}{id:N}";

    public static string Address(string address) => AddressPrefix + KeyText.Escape(address);

    public static string Credentials(Guid account) => $"cr!{account:N}!";

    public static string Credential(Guid account, string id) => Credentials(account) + id;

    public static string AccountId(Guid id) => $"{AccountIdPrefix}{id:N}";

    public static string Document(string name) => DocumentPrefix + name;

    public static string Removal(AccountKey key) => RemovalPrefix + key.ToPartition();

    /// <summary>Refuses a row that only a newer release can read.</summary>
    public static EntityProperties Properties(Entity row)
    {
        var schema = row.Properties["v"].AsInt64();
        return schema is >= Schema and <= Schema + 1
            ? row.Properties
            : throw new InvalidDataException($"Row {row.Key.Row} of {row.Key.Partition} has schema {schema}; this release reads {Schema} and {Schema + 1}.");
    }

    public static Tenant ReadTenant(Entity row)
    {
        var properties = Properties(row);
        return new(Guid.ParseExact(row.Key.Row.AsSpan(TenantPrefix.Length), "N"), properties["name"].AsString());
    }

    public static EntityProperties Write(Tenant tenant) => new() { { "v", Schema }, { "name", tenant.Name } };

    /// <summary>A row that only points somewhere: a name or domain claim to an id.</summary>
    public static EntityProperties WritePointer(Guid id) => new() { { "v", Schema }, { "id", id.ToString("N") } };

    public static Guid ReadPointer(Entity row) => Guid.ParseExact(Properties(row)["id"].AsString(), "N");

    public static MailDomain ReadDomain(Entity row, Guid tenant)
    {
        var properties = Properties(row);
        return new(tenant, properties["name"].AsString(), AttributeSet.FromJson(properties.FindString("attributes")));
    }

    public static EntityProperties Write(MailDomain domain) => new()
    {
        { "v", Schema },
        { "name", domain.Name },
        { "attributes", domain.Attributes.ToJson() },
    };

    public static ClassOfService ReadCos(Entity row)
    {
        var properties = Properties(row);
        return new(
            Guid.ParseExact(row.Key.Row.AsSpan(CosPrefix.Length), "N"),
            properties["name"].AsString(),
            AttributeSet.FromJson(properties.FindString("attributes")));
    }

    public static EntityProperties Write(ClassOfService cos) => new()
    {
        { "v", Schema },
        { "name", cos.Name },
        { "attributes", cos.Attributes.ToJson() },
    };

    public static AttributeSet ReadConfiguration(Entity? row) =>
        row is null ? AttributeSet.Empty : AttributeSet.FromJson(Properties(row).FindString("attributes"));

    public static EntityProperties WriteConfiguration(AttributeSet attributes) => new()
    {
        { "v", Schema },
        { "attributes", attributes.ToJson() },
    };

    public static DirectoryDocument ReadDocument(Entity row) => new(Properties(row)["text"].AsString());

    public static EntityProperties WriteDocument(string text) => new() { { "v", Schema }, { "text", text } };

    public static Account ReadAccount(Entity row, Guid tenant)
    {
        var properties = Properties(row);
        return new(
            new(tenant, Guid.ParseExact(row.Key.Row.AsSpan(AccountPrefix.Length), "N")),
            properties["address"].AsString(),
            properties.FindString("aliases") is { Length: > 0 } aliases ? aliases.Split('\n') : [],
            AttributeSet.FromJson(properties.FindString("attributes")),
            properties["created"].AsDateTime())
        {
            Password = PasswordVerifier.FromBytes(properties.FindBinary("password")),
            PasswordVersion = properties["passwordVersion"].AsInt64(),
            Salt = properties["salt"].AsBinary(),
        };
    }

    public static EntityProperties Write(Account account)
    {
        var properties = new EntityProperties(9)
        {
            { "v", Schema },
            { "address", account.Address },
            { "aliases", string.Join('\n', account.Aliases) },
            { "attributes", account.Attributes.ToJson() },
            { "created", account.Created },
            { "passwordVersion", account.PasswordVersion },
            { "salt", account.Salt },
        };
        if (account.Password is { } password)
        {
            properties.Add("password", password.ToBytes());
        }

        return properties;
    }

    public static EntityProperties WriteAddress(Guid account, bool primary) => new()
    {
        { "v", Schema },
        { "id", account.ToString("N") },
        { "primary", primary },
    };

    public static Credential ReadCredential(Entity row)
    {
        var properties = Properties(row);
        return new(
            row.Key.Row[(row.Key.Row.LastIndexOf('!') + 1)..],
            properties["label"].AsString(),
            (CredentialServices)properties["services"].AsInt64(),
            properties["enabled"].AsBoolean(),
            properties["generated"].AsBoolean(),
            properties["created"].AsDateTime())
        {
            Verifier = PasswordVerifier.FromBytes(properties["verifier"].AsBinary())
                ?? throw new InvalidDataException($"Row {row.Key.Row} has no verifier."),
        };
    }

    public static EntityProperties Write(Credential credential) => new()
    {
        { "v", Schema },
        { "label", credential.Label },
        { "services", (int)credential.Services },
        { "enabled", credential.Enabled },
        { "generated", credential.Generated },
        { "created", credential.Created },
        { "verifier", credential.Verifier.ToBytes() },
    };

    public static AdminToken ReadToken(Entity row)
    {
        var properties = Properties(row);
        return new(
            row.Key.Row[TokenPrefix.Length..],
            Enum.Parse<AdminRole>(properties["role"].AsString()),
            properties.FindString("domains") is { Length: > 0 } domains ? domains.Split('\n') : [],
            properties["label"].AsString(),
            properties["created"].AsDateTime(),
            properties.FindDateTime("expires"))
        {
            SecretHash = properties["secret"].AsBinary(),
        };
    }

    public static EntityProperties Write(AdminToken token)
    {
        var properties = new EntityProperties(9)
        {
            { "v", Schema },
            { "role", token.Role.ToString() },
            { "domains", string.Join('\n', token.Domains) },
            { "label", token.Label },
            { "created", token.Created },
            { "secret", token.SecretHash },
        };
        properties.SetOrRemove("expires", token.Expires is { } expires ? expires : (EntityValue?)null);
        return properties;
    }
}
