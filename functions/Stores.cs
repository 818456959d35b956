using Azure.Identity;
using Carbonio.Cloud.Functions.Settings;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Storage.Azure;
using Carbonio.Cloud.Storage.Embedded;

namespace Carbonio.Cloud.Functions;

/// <summary>The stores that the settings name.</summary>
internal sealed class Stores : IAsyncDisposable
{
    private readonly AzureStorage? azure;
    private readonly SqliteEntityStore? rows;
    private readonly FileBlobStore? files;

    private Stores(AzureStorage azure)
    {
        this.azure = azure;
        Entities = new(azure.Entities);
    }

    private Stores(SqliteEntityStore rows, FileBlobStore? files)
    {
        this.rows = rows;
        this.files = files;
        Entities = new(rows);
    }

    public CountingEntityStore Entities { get; }

    public IBlobStore Blobs => azure?.Blobs ?? (IBlobStore?)files ?? throw new InvalidOperationException("Opened without blobs.");

    /// <summary>Both stores, for the server.</summary>
    public static Stores Open(ServerSettings settings, ILoggerFactory loggers) =>
        OpenAzure(settings.Carbonio) is { } azure
            ? new(azure)
            : new(new SqliteEntityStore(settings.DataFolder, options: null, loggers.CreateLogger<SqliteEntityStore>()), new FileBlobStore(Path.Combine(settings.DataFolder, "blobs")));

    /// <summary>The rows alone, for a command of a few writes that may run beside the server.</summary>
    public static Stores OpenEntities(ServerSettings settings) =>
        OpenAzure(settings.Carbonio) is { } azure
            ? new(azure)
            : new(new SqliteEntityStore(settings.DataFolder, new SqliteOptions { Shared = true }), null);

    /// <summary>Makes tables and containers that are missing.</summary>
    public Task EnsureCreatedAsync(CancellationToken cancellationToken) => azure?.EnsureCreatedAsync(cancellationToken) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (files is not null)
        {
            await files.DisposeAsync();
        }

        if (rows is not null)
        {
            await rows.DisposeAsync();
        }
    }

    private static AzureStorage? OpenAzure(CarbonioOptions options) =>
        options.Store != CarbonioOptions.Azure ? null
        : options.Storage.ConnectionString is { Length: > 0 } text ? AzureStorage.FromConnectionString(text)
        : AzureStorage.FromCredential(new(options.Storage.TableServiceUri!), new(options.Storage.BlobServiceUri!), new DefaultAzureCredential());
}
