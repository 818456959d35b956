using System.Buffers;
using System.Globalization;
using System.Text;
using Azure.Core;

namespace Carbonio.Cloud.Storage.Azure;

/// <summary>The Table service's requests.</summary>
internal sealed class TableRequests(StoragePipeline pipeline, string prefix)
{
    private const string RowsAndTypes = "application/json;odata=minimalmetadata"; // without the types an Int64 reads as text
    private const string NoMetadata = "application/json;odata=nometadata";

    public HttpMessage CreateTable(string table)
    {
        var message = Message(RequestMethod.Post, "/Tables", NoMetadata);
        return WithBody(message, Encoding.UTF8.GetBytes($$"""{"TableName":"{{prefix}}{{table}}"}"""));
    }

    public HttpMessage Find(EntityKey key) => Message(RequestMethod.Get, Path(key.Table, key.Partition, key.Row), RowsAndTypes);

    /// <param name="query">What is asked.</param>
    /// <param name="rows">Rows of the page.</param>
    public HttpMessage Page(EntityQuery query, int rows)
    {
        var filter = $"PartitionKey eq {Literal(query.Partition)}";
        filter += query.From.Length > 0 ? $" and RowKey ge {Literal(query.From)}" : "";
        filter += $" and RowKey lt {Literal(query.Before)}";
        var path = string.Create(CultureInfo.InvariantCulture, $"/{prefix}{query.Table}()?$filter={Uri.EscapeDataString(filter)}&$top={rows}{Continuation(query.Continuation)}");
        return Message(RequestMethod.Get, path, RowsAndTypes);
    }

    /// <summary>The one write of a batch.</summary>
    public HttpMessage Single(EntityBatch batch, Guid id)
    {
        var write = batch.Writes[0];
        var message = Message(Method(write), Target(batch, write), NoMetadata);
        if (IfMatch(write) is { } etag)
        {
            message.Request.Headers.SetValue("If-Match", etag);
        }

        return write.Properties is null ? message : WithBody(message, TableJson.Write(batch.Partition, write.Row, write.Properties, id, asciiOnly: true));
    }

    /// <summary>An entity-group transaction.</summary>
    public HttpMessage Several(EntityBatch batch, Guid id)
    {
        var message = Message(RequestMethod.Post, "/$batch", NoMetadata);
        message.Request.Headers.SetValue("Content-Type", $"multipart/mixed; boundary=batch_{id:N}");
        message.Request.Content = RequestContent.Create(SeveralBody(batch, id));
        return message;
    }

    /// <summary>The body of <see cref="Several"/>: one change set of one part for each write.</summary>
    public ReadOnlyMemory<byte> SeveralBody(EntityBatch batch, Guid id)
    {
        var body = new ArrayBufferWriter<byte>(4096 + (batch.EstimatedBytes * 2));
        Text(body, $"--batch_{id:N}\r\nContent-Type: multipart/mixed; boundary=changeset_{id:N}\r\n\r\n");
        foreach (var write in batch.Writes)
        {
            Text(body, $"--changeset_{id:N}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
            Text(body, $"{Method(write).Method} {pipeline.Endpoint}{Target(batch, write)} HTTP/1.1\r\nAccept: {NoMetadata}\r\nDataServiceVersion: 3.0;\r\n");
            if (IfMatch(write) is { } etag)
            {
                Text(body, $"If-Match: {etag}\r\n");
            }

            if (write.Properties is null)
            {
                Text(body, "\r\n\r\n");
                continue;
            }

            Text(body, "Content-Type: application/json\r\nPrefer: return-no-content\r\n\r\n");
            body.Write(TableJson.Write(batch.Partition, write.Row, write.Properties, id, asciiOnly: false).Span);
            Text(body, "\r\n");
        }

        Text(body, $"--changeset_{id:N}--\r\n--batch_{id:N}--\r\n");
        return body.WrittenMemory;
    }

    private static RequestMethod Method(EntityWrite write) => write.Kind switch
    {
        EntityWriteKind.Insert => RequestMethod.Post,
        EntityWriteKind.Delete => RequestMethod.Delete,
        _ => RequestMethod.Put,
    };

    private static string? IfMatch(EntityWrite write) => write.Kind switch
    {
        EntityWriteKind.Replace => write.ETag,
        EntityWriteKind.Delete => write.ETag ?? "*",
        _ => null,
    };

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Continuation(string? continuation)
    {
        var parts = continuation?.Split('\n') ?? [];
        var query = "";
        foreach (var part in parts)
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            query += $"&{part[..equals]}={Uri.EscapeDataString(part[(equals + 1)..])}";
        }

        return query;
    }

    private static void Text(ArrayBufferWriter<byte> body, string text) => Encoding.UTF8.GetBytes(text, body);

    private static HttpMessage WithBody(HttpMessage message, ReadOnlyMemory<byte> body)
    {
        message.Request.Headers.SetValue("Content-Type", "application/json");
        message.Request.Headers.SetValue("Prefer", "return-no-content");
        message.Request.Content = RequestContent.Create(body);
        return message;
    }

    private string Target(EntityBatch batch, EntityWrite write) =>
        write.Kind == EntityWriteKind.Insert ? $"/{prefix}{batch.Table}" : Path(batch.Table, batch.Partition, write.Row);

    private string Path(string table, string partition, string row) =>
        $"/{prefix}{table}(PartitionKey={Escaped(partition)},RowKey={Escaped(row)})";

    private static string Escaped(string key) => $"'{Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal))}'";

    private HttpMessage Message(RequestMethod method, string pathAndQuery, string accept)
    {
        var message = pipeline.Message(method, pathAndQuery);
        var headers = message.Request.Headers;
        headers.SetValue("Accept", accept);
        headers.SetValue("DataServiceVersion", "3.0");
        headers.SetValue("MaxDataServiceVersion", "3.0;NetFx");
        return message;
    }
}
