using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Carbonio.Cloud.Cli.CommandLine;

namespace Carbonio.Cloud.Cli;

/// <summary>Talks to the admin API. Retries what is safe to repeat while the server is busy or out of reach.</summary>
internal sealed class AdminClient
{
    private const int Tries = 4;

    private readonly CliEnvironment environment;
    private readonly CancellationToken cancellation;
    private readonly HttpClient? http;
    private readonly CommandError? unusable;

    public AdminClient(CliEnvironment environment, GlobalOptions options, CancellationToken cancellation)
    {
        this.environment = environment;
        this.cancellation = cancellation;
        var saved = SettingsFile.Read(environment.SettingsPath);
        var url = options.Url ?? environment.Variable("CARBONIO_URL") ?? saved.Url;
        var token = options.Token ?? environment.Variable("CARBONIO_TOKEN") ?? saved.Token;
        (http, unusable) = Connect(environment, url, token);
    }

    public AdminClient(CliEnvironment environment, string url, string token, CancellationToken cancellation)
    {
        this.environment = environment;
        this.cancellation = cancellation;
        (http, unusable) = Connect(environment, url, token);
    }

    /// <summary>The server's address; null while none is known.</summary>
    public Uri? ServerUrl => http?.BaseAddress is { } address ? new Uri(address, "../../../") : null;

    /// <summary>The server's name.</summary>
    public string ServerName => http?.BaseAddress?.Host ?? "";

    /// <summary>A part of a path.</summary>
    public static string Escape(string text) => Uri.EscapeDataString(text);

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<ApiAnswer> PostAsync(string path, JsonObject body) => SendAsync(HttpMethod.Post, path, Json(body));

    public Task<ApiAnswer> PutAsync(string path, JsonObject body) => SendAsync(HttpMethod.Put, path, Json(body));

    public Task<ApiAnswer> PatchAsync(string path, JsonObject body) => SendAsync(HttpMethod.Patch, path, Json(body));

    public Task<ApiAnswer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    /// <summary>Sends a message under a key that makes repeating it safe.</summary>
    public Task<ApiAnswer> PostMessageAsync(string path, ReadOnlyMemory<byte> message, string key, CancellationToken stop) =>
        SendAsync(
            HttpMethod.Post,
            path,
            () =>
            {
                var content = new ReadOnlyMemoryContent(message);
                content.Headers.ContentType = new MediaTypeHeaderValue("message/rfc822");
                return content;
            },
            key,
            stop);

    private static (HttpClient? Http, CommandError? Unusable) Connect(CliEnvironment environment, string? url, string? token)
    {
        if (string.IsNullOrEmpty(url) || string.IsNullOrEmpty(token))
        {
            return (null, new("not_logged_in", "No server or token is known: run 'carbonio login URL', or set CARBONIO_URL and CARBONIO_TOKEN."));
        }

        if (!Uri.TryCreate(url.TrimEnd('/') + "/api/admin/v1/", UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            return (null, new("bad_url", $"'{url}' is not the address of a server: it begins with https:// or http://."));
        }

        if (token.Any(c => c is <= ' ' or > '~'))
        {
            return (null, new("bad_token", "The token has characters that no token has: copy it again, without blanks."));
        }

        var http = new HttpClient(environment.Handler()) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return (http, null);
    }

    private static Func<HttpContent> Json(JsonObject body)
    {
        var text = body.ToJsonString();
        return () => new StringContent(text, Encoding.UTF8, "application/json");
    }

    private async Task<ApiAnswer> SendAsync(HttpMethod method, string path, Func<HttpContent>? content, string? key = null, CancellationToken stop = default)
    {
        if (http is null)
        {
            return new(null, unusable, null);
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stop);
        for (var attempt = 1; ; attempt++)
        {
            var answer = await SendOnceAsync(http, method, path, content, key, either.Token);
            if (answer.RetryAfter is not { } wait || attempt == Tries || !MayRepeat(method, key, answer))
            {
                return answer;
            }

            // Twice as long each time, unless the server said how long.
            var pause = wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(250 << attempt);
            await Task.Delay(pause, environment.Time, either.Token);
        }
    }

    // A POST without a key may have been carried out before its answer was lost; one refused as busy was not.
    private static bool MayRepeat(HttpMethod method, string? key, ApiAnswer answer) =>
        method != HttpMethod.Post || key is not null || answer.Error!.Code == "busy";

    private static async Task<ApiAnswer> SendOnceAsync(
        HttpClient http,
        HttpMethod method,
        string path,
        Func<HttpContent>? content,
        string? key,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content?.Invoke() };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await ReadAsync(response, cancellationToken);
            return response.IsSuccessStatusCode ? new(body, null, null) : new(null, Problem(http, response, body), Pause(response));
        }
        catch (HttpRequestException error)
        {
            return new(null, new("unreachable", $"{http.BaseAddress!.GetLeftPart(UriPartial.Authority)} does not answer ({error.Message}): is the server running, is the URL right?"), TimeSpan.Zero);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(null, new("timeout", $"{http.BaseAddress!.GetLeftPart(UriPartial.Authority)} did not answer within {http.Timeout.TotalMinutes:0} minutes."), TimeSpan.Zero);
        }
    }

    private static async Task<JsonObject?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType is not ("application/json" or "application/problem+json"))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken)) as JsonObject;
        }
        catch (JsonException)
        {
            return null; // the caller sees that there is nothing
        }
    }

    private static CommandError Problem(HttpClient http, HttpResponseMessage response, JsonObject? body)
    {
        var status = (int)response.StatusCode;
        if (body?["detail"] is JsonValue detail && body["code"] is JsonValue code)
        {
            var next = response.StatusCode == HttpStatusCode.Unauthorized ? " Run 'carbonio login' with a valid token." : "";
            return new(code.ToString(), detail.ToString() + next);
        }

        return status == 503
            ? new("unavailable", "The server is not ready: try again in a few seconds.")
            : new("http_" + status.ToString(provider: null), $"{http.BaseAddress!.GetLeftPart(UriPartial.Authority)} answered {status}: is it a Carbonio Cloud server?");
    }

    private static TimeSpan? Pause(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests => response.Headers.RetryAfter?.Delta ?? TimeSpan.Zero,
        HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => TimeSpan.Zero,
        _ => null,
    };
}
