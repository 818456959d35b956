using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Azure.Core;

namespace Carbonio.Cloud.Storage.Azure;

/// <summary>Blobs in one container of Azure Blob Storage, as block blobs written in one request each.</summary>
public sealed partial class AzureBlobStore : IBlobStore
{
    private readonly StoragePipeline pipeline;
    private readonly string container;

    internal AzureBlobStore(StoragePipeline pipeline, AzureStorageOptions options)
    {
        if (!ContainerName().IsMatch(options.BlobContainer))
        {
            throw new ArgumentException("The name of a container has 3 to 63 lower-case letters, digits and single hyphens.", nameof(options));
        }

        this.pipeline = pipeline;
        container = "/" + options.BlobContainer;
    }

    /// <summary>Makes the container if it is missing.</summary>
    /// <exception cref="StoreUnavailableException">The account did not answer within its retries, or refused.</exception>
    public async Task EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        using var message = pipeline.Message(RequestMethod.Put, container + "?restype=container");
        var response = await pipeline.SendAsync(message, cancellationToken);
        if (response.Status != 201 && StorageErrors.Code(response) != "ContainerAlreadyExists")
        {
            throw StorageErrors.Unexpected("Making the blob container", response);
        }
    }

    /// <inheritdoc/>
    public async Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        StorageGuards.BlobName(name);
        using var message = pipeline.Message(RequestMethod.Put, $"{container}/{name}");
        var headers = message.Request.Headers;
        headers.SetValue("x-ms-blob-type", "BlockBlob");
        headers.SetValue("Content-Type", "application/octet-stream");
        headers.SetValue("If-None-Match", "*");
        headers.SetValue("Content-Length", content.Length.ToString(CultureInfo.InvariantCulture));
        message.Request.Content = RequestContent.Create(content);
        var response = await pipeline.SendAsync(message, cancellationToken);

        // There already: an earlier try of ours, or another writer of the same name. The first content stays.
        if (response.Status is not (201 or 412) && StorageErrors.Code(response) != "BlobAlreadyExists")
        {
            throw StorageErrors.Unexpected("Writing a blob", response);
        }
    }

    /// <inheritdoc/>
    public async Task<int?> ReadAsync(string name, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        StorageGuards.BlobName(name);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        using var message = pipeline.Message(destination.Length == 0 ? RequestMethod.Head : RequestMethod.Get, $"{container}/{name}");
        if (destination.Length > 0)
        {
            message.Request.Headers.SetValue("x-ms-range", string.Create(CultureInfo.InvariantCulture, $"bytes={offset}-{offset + destination.Length - 1}"));
        }

        var response = await pipeline.SendAsync(message, cancellationToken);
        switch (response.Status)
        {
            case 200 or 206 when destination.Length > 0:
                var content = response.Content.ToMemory();
                content.CopyTo(destination);
                return content.Length;
            case 200 or 416: // 416: the range begins at or after the end
                return 0;
            case 404 when StorageErrors.Code(response) != "ContainerNotFound":
                return null;
            default:
                throw StorageErrors.Unexpected("Reading a blob", response);
        }
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        StorageGuards.BlobName(name);
        using var message = pipeline.Message(RequestMethod.Delete, $"{container}/{name}");
        var response = await pipeline.SendAsync(message, cancellationToken);
        if (response.Status != 202 && !(response.Status == 404 && StorageErrors.Code(response) != "ContainerNotFound"))
        {
            throw StorageErrors.Unexpected("Deleting a blob", response);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<BlobEntry> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StorageGuards.BlobPrefix(prefix);
        string? marker = null;
        do
        {
            var page = await PageAsync(prefix, marker, cancellationToken);
            foreach (var blob in page.Descendants("Blob"))
            {
                var properties = blob.Element("Properties")!;
                yield return new(
                    blob.Element("Name")!.Value,
                    (long)properties.Element("Content-Length")!,
                    DateTimeOffset.ParseExact(properties.Element("Last-Modified")!.Value, "R", CultureInfo.InvariantCulture));
            }

            marker = page.Element("NextMarker")?.Value;
        }
        while (!string.IsNullOrEmpty(marker));
    }

    private async Task<XElement> PageAsync(string prefix, string? marker, CancellationToken cancellationToken)
    {
        var query = $"?restype=container&comp=list&prefix={Uri.EscapeDataString(prefix)}";
        query += marker is null ? "" : $"&marker={Uri.EscapeDataString(marker)}";
        using var message = pipeline.Message(RequestMethod.Get, container + query);
        var response = await pipeline.SendAsync(message, cancellationToken);
        if (response.Status != 200)
        {
            throw StorageErrors.Unexpected("Listing blobs", response);
        }

        using var body = response.Content.ToStream();
        return await XElement.LoadAsync(body, LoadOptions.None, cancellationToken);
    }

    [GeneratedRegex("^[a-z0-9](?:-?[a-z0-9]){2,62}$")]
    private static partial Regex ContainerName();
}
