using System.Globalization;

namespace Carbonio.Cloud.Storage.Azure;

/// <summary>What an Azure Storage connection string says.</summary>
/// <param name="TableEndpoint">Base URL of the Table service, without a slash at its end.</param>
/// <param name="BlobEndpoint">Base URL of the Blob service, without a slash at its end.</param>
/// <param name="AccountName">Name of the account; null when only a shared access signature is given.</param>
/// <param name="AccountKey">The account's key; null when a shared access signature is given.</param>
/// <param name="SharedAccessSignature">The signature, as the query of a URL without its question mark; or null.</param>
internal sealed record StorageConnectionString(
    Uri TableEndpoint, Uri BlobEndpoint, string? AccountName, byte[]? AccountKey, string? SharedAccessSignature)
{
    // Public: every emulator has this account, and no other service does.
    private const string EmulatorAccount = "devstoreaccount1";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <exception cref="FormatException">Something is missing or malformed. The message names it, and never holds a secret.</exception>
    public static StorageConnectionString Parse(string text)
    {
        var parts = Split(text);
        if (parts.TryGetValue("UseDevelopmentStorage", out var emulator) && bool.TryParse(emulator, out var isEmulator) && isEmulator)
        {
            return new(
                new($"http://127.0.0.1:10002/{EmulatorAccount}"), new($"http://127.0.0.1:10000/{EmulatorAccount}"),
                EmulatorAccount, Convert.FromBase64String(EmulatorKey), null);
        }

        var account = parts.GetValueOrDefault("AccountName");
        var signature = parts.GetValueOrDefault("SharedAccessSignature")?.TrimStart('?');
        var key = signature is null ? Key(parts) : null;
        if (key is not null && account is null)
        {
            throw new FormatException("The storage connection string has no AccountName.");
        }

        return new(Endpoint(parts, "Table", account), Endpoint(parts, "Blob", account), account, key, signature);
    }

    private static Dictionary<string, string> Split(string text)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new FormatException("The storage connection string has a part that is not NAME=VALUE.");
            }

            parts[part[..equals]] = part[(equals + 1)..];
        }

        return parts;
    }

    private static byte[] Key(Dictionary<string, string> parts)
    {
        if (!parts.TryGetValue("AccountKey", out var key))
        {
            throw new FormatException("The storage connection string has neither AccountKey nor SharedAccessSignature.");
        }

        try
        {
            return Convert.FromBase64String(key);
        }
        catch (FormatException)
        {
            throw new FormatException("The AccountKey of the storage connection string is not base64.");
        }
    }

    private static Uri Endpoint(Dictionary<string, string> parts, string service, string? account)
    {
        if (parts.TryGetValue(service + "Endpoint", out var given))
        {
            return Uri.TryCreate(given.TrimEnd('/'), UriKind.Absolute, out var endpoint)
                ? endpoint
                : throw new FormatException($"The {service}Endpoint of the storage connection string is no URL.");
        }

        if (account is null)
        {
            throw new FormatException($"The storage connection string has neither {service}Endpoint nor AccountName.");
        }

        var scheme = parts.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        var suffix = parts.GetValueOrDefault("EndpointSuffix", "core.windows.net");
        var url = string.Create(CultureInfo.InvariantCulture, $"{scheme}://{account}.{service.ToLowerInvariant()}.{suffix}");
        return Uri.TryCreate(url, UriKind.Absolute, out var built)
            ? built
            : throw new FormatException($"The storage connection string gives no URL for the {service} service.");
    }
}
