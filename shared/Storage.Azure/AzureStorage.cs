using Azure.Core;
using Azure.Core.Pipeline;

namespace Carbonio.Cloud.Storage.Azure;

/// <summary>The stores of one Azure Storage account, or of Azurite.</summary>
public sealed class AzureStorage
{
    private const string TableVersion = "2020-12-06"; // the first with Entra ID for tables
    private const string BlobVersion = "2024-11-04";
    private const string Scope = "https://storage.azure.com/.default";

    private AzureStorage(StoragePipeline tables, StoragePipeline blobs, AzureStorageOptions options)
    {
        Entities = new(tables, options);
        Blobs = new(blobs, options);
    }

    /// <summary>Rows, in Table Storage.</summary>
    public TableEntityStore Entities { get; }

    /// <summary>Blobs, in one container of Blob Storage.</summary>
    public AzureBlobStore Blobs { get; }

    /// <summary>An account by connection string, with its key or a shared access signature; <c>UseDevelopmentStorage=true</c> is Azurite at its usual ports.</summary>
    /// <exception cref="FormatException">Something is missing or malformed; the message names it.</exception>
    public static AzureStorage FromConnectionString(string connectionString, AzureStorageOptions? options = null) =>
        FromConnectionString(connectionString, options ?? new(), TimeProvider.System);

    /// <summary>An account by its URLs and an Entra ID credential, which needs the roles Storage Table Data Contributor and Storage Blob Data Contributor.</summary>
    public static AzureStorage FromCredential(Uri tableServiceUri, Uri blobServiceUri, TokenCredential credential, AzureStorageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(tableServiceUri);
        ArgumentNullException.ThrowIfNull(blobServiceUri);
        ArgumentNullException.ThrowIfNull(credential);
        options ??= new();
        var bearer = new BearerTokenAuthenticationPolicy(credential, Scope);
        return new(
            StoragePipeline.Build(tableServiceUri, TableVersion, options, null, TimeProvider.System, bearer),
            StoragePipeline.Build(blobServiceUri, BlobVersion, options, null, TimeProvider.System, bearer),
            options);
    }

    /// <summary>Makes the tables and the container that are missing.</summary>
    /// <exception cref="StoreUnavailableException">The account did not answer within its retries, or refused.</exception>
    public async Task EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(
            Entities.EnsureCreatedAsync(cancellationToken),
            Blobs.EnsureCreatedAsync(cancellationToken));
    }

    internal static AzureStorage FromConnectionString(string connectionString, AzureStorageOptions options, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var parsed = StorageConnectionString.Parse(connectionString);
        var tableKey = parsed.AccountKey is null ? null : new TableSharedKeyPolicy(parsed.AccountName!, parsed.AccountKey);
        var blobKey = parsed.AccountKey is null ? null : new BlobSharedKeyPolicy(parsed.AccountName!, parsed.AccountKey);
        return new(
            StoragePipeline.Build(parsed.TableEndpoint, TableVersion, options, parsed.SharedAccessSignature, time, tableKey),
            StoragePipeline.Build(parsed.BlobEndpoint, BlobVersion, options, parsed.SharedAccessSignature, time, blobKey),
            options);
    }
}
