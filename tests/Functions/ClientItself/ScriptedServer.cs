using System.Net;
using System.Net.Http.Headers;
using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>Answers each request with the next of its answers, right or wrong, without a network.</summary>
public sealed class ScriptedServer(params HttpResponseMessage[] answers) : HttpMessageHandler
{
    private int next;

    /// <summary>An answer as it should be; a test spoils it.</summary>
    public static HttpResponseMessage Answer(WbxmlNode document)
    {
        var bytes = WbxmlEncoder.Encode(document);
        var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(bytes) };
        answer.Headers.Add("MS-Server-ActiveSync", "16.1");
        answer.Content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.ms-sync.wbxml");
        answer.Content.Headers.ContentLength = bytes.Length;
        return answer;
    }

    /// <summary>An empty answer as it should be.</summary>
    public static HttpResponseMessage Empty()
    {
        var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([]) };
        answer.Headers.Add("MS-Server-ActiveSync", "16.1");
        answer.Content.Headers.ContentLength = 0;
        return answer;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(answers[next++]);
}
