using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Azure.Core.Pipeline;
using Carbonio.Cloud.Storage.Azure;

namespace Carbonio.Cloud.Storage.Tests.Azure;

/// <summary>What a Table service answers, and clients that hear it.</summary>
internal static class Answers
{
    public const string ConnectionString = "AccountName=acct;AccountKey=a2V5;TableEndpoint=http://tables.test/acct;BlobEndpoint=http://blobs.test/acct";

    /// <summary>Options whose requests go to <paramref name="handler"/>, with retries that do not make a test wait.</summary>
    public static AzureStorageOptions Options(FaultyHandler handler)
    {
        var options = new AzureStorageOptions { Transport = new HttpClientTransport(handler) };
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.Retry.MaxDelay = TimeSpan.FromMilliseconds(2);
        return options;
    }

    public static AzureStorage Storage(FaultyHandler handler) => AzureStorage.FromConnectionString(ConnectionString, Options(handler));

    public static Task<HttpResponseMessage> Json(HttpStatusCode status, string body = "{}") =>
        Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") });

    public static Task<HttpResponseMessage> Error(HttpStatusCode status, string code) =>
        Json(status, $$$$"""{"odata.error":{"code":"{{{{code}}}}","message":{"lang":"en-US","value":"..."}}}""");

    public static Task<HttpResponseMessage> Row(string partition, string row) =>
        Json(HttpStatusCode.OK, $$"""{"odata.etag":"W/\"1\"","PartitionKey":"{{partition}}","RowKey":"{{row}}","Timestamp":"2026-01-01T00:00:00Z","n":1}""");

    public static async Task<HttpResponseMessage> Page(string rows, params (string Header, string Value)[] continuation)
    {
        var page = await Json(HttpStatusCode.OK, $$"""{"value":[{{rows}}]}""");
        foreach (var (header, value) in continuation)
        {
            page.Headers.TryAddWithoutValidation(header, value);
        }

        return page;
    }

    /// <summary>A batch's answer with one part for each status.</summary>
    public static Task<HttpResponseMessage> Batch(params (int Status, string Code)[] parts)
    {
        var body = new StringBuilder("--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_1\r\n\r\n");
        foreach (var (status, code) in parts)
        {
            body.Append("--changesetresponse_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
            body.Append(null, $"HTTP/1.1 {status} Reason\r\nDataServiceVersion: 3.0;\r\n\r\n");
            body.Append(code.Length == 0 ? "\r\n" : $$$$"""{"odata.error":{"code":"{{{{code}}}}","message":{"lang":"en-US","value":"0:see HTTP/1.1 200"}}}""" + "\r\n");
        }

        body.Append("--changesetresponse_1--\r\n--batchresponse_1--\r\n");
        var content = new StringContent(body.ToString());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/mixed; boundary=batchresponse_1");
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.Accepted) { Content = content });
    }
}
