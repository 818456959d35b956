using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Carbonio.Cloud.Cli.Tests;

/// <summary>Answers requests as a test says, and remembers them.</summary>
internal sealed class ScriptedServer : HttpMessageHandler
{
    private readonly Lock gate = new();

    /// <summary>Requests as <c>METHOD path body</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The Authorization header of the last request.</summary>
    public string? Authorization { get; private set; }

    public ConcurrentQueue<string> Keys { get; } = new();

    public Func<string, HttpResponseMessage> Answer { get; set; } = _ => Json("{}");

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Problem(HttpStatusCode status, string code, string detail) => new(status)
    {
        Content = new StringContent($$"""{"type":"urn:x","title":"t","status":{{(int)status}},"detail":"{{detail}}","code":"{{code}}"}""", Encoding.UTF8, "application/problem+json"),
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : " " + await request.Content.ReadAsStringAsync(cancellationToken);
        var line = $"{request.Method} {request.RequestUri!.PathAndQuery}{body}";
        Requests.Enqueue(line);
        Authorization = request.Headers.Authorization?.ToString();
        if (request.Headers.TryGetValues("Idempotency-Key", out var keys))
        {
            Keys.Enqueue(keys.Single());
        }

        lock (gate)
        {
            return Answer(line);
        }
    }
}
