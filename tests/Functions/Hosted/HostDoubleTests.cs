using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Carbonio.Cloud.HostDouble;
using Carbonio.Cloud.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>The host double itself, before a handler of its own that says what it was sent.</summary>
public sealed class HostDoubleTests : IDisposable
{
    private readonly AppFolder folder = new();
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        http.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Given_a_base64_query_when_it_is_proxied_then_not_a_byte_of_it_changes()
    {
        const string Query = "?jAkJ+/p2Gu3/abc+==&flag&a=1&a=2&x=%2B%2f";
        string? target = null;
        await using var host = await StartAsync(context =>
        {
            target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
            return Task.CompletedTask;
        });

        using var answer = await http.PostAsync(host.Url.GetLeftPart(UriPartial.Authority) + "/Microsoft-Server-ActiveSync" + Query, null, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("/Microsoft-Server-ActiveSync" + Query, target);
    }

    [Fact]
    public async Task Given_headers_of_a_client_when_they_are_proxied_then_only_the_hosts_own_are_changed()
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        await using var host = await StartAsync(
            context =>
            {
                foreach (var (name, value) in context.Request.Headers)
                {
                    seen[name] = value.ToString();
                }

                context.Response.Headers["X-Answer"] = "yes";
                context.Response.Headers.Append("Set-Cookie", "a=1");
                context.Response.Headers.Append("Set-Cookie", "b=2");
                context.Response.Headers["Keep-Alive"] = "timeout=5";
                context.Response.StatusCode = StatusCodes.Status302Found;
                return Task.CompletedTask;
            },
            settings => settings with { FrontEnd = new("203.0.113.9", "https") });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Url, "x")) { Content = new StringContent("body") };
        request.Headers.Host = "mail.example.test";
        request.Headers.UserAgent.ParseAdd("Apple-iPhone/1.0");
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)
        [
            ("Connection", "X-Own"), ("TE", "trailers"), ("Keep-Alive", "timeout=9"), ("Proxy-Authorization", "Basic eA=="), ("X-Own", "stays"),
            ("X-Forwarded-For", "198.51.100.1"), ("X-Forwarded-Proto", "http"), ("X-Forwarded-Host", "evil.example"), ("x-ms-invocation-id", "mine"),
        ])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await http.SendAsync(request, Token);

        Assert.StartsWith("127.0.0.1:", seen["Host"], StringComparison.Ordinal);
        Assert.Equal("mail.example.test", seen["X-Forwarded-Host"]);
        Assert.Equal("203.0.113.9", seen["X-Forwarded-For"]);
        Assert.Equal("https", seen["X-Forwarded-Proto"]);
        Assert.Equal(seen["x-ms-invocation-id"], seen["X-Azure-Functions-InvocationId"]);
        Assert.NotEqual("mine", seen["x-ms-invocation-id"]);
        Assert.Equal("Apple-iPhone/1.0", seen["User-Agent"]);
        Assert.Equal("stays", seen["X-Own"]);
        Assert.False(seen.ContainsKey("TE") || seen.ContainsKey("Keep-Alive") || seen.ContainsKey("Proxy-Authorization"));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(["a=1", "b=2"], answer.Headers.GetValues("Set-Cookie"));
        Assert.Equal(["yes"], answer.Headers.GetValues("X-Answer"));
        Assert.False(answer.Headers.Contains("Keep-Alive"));
    }

    [Fact]
    public async Task Given_an_answer_in_pieces_when_it_is_proxied_then_the_first_arrives_before_the_last_is_written()
    {
        var arrived = new TaskCompletionSource();
        await using var host = await StartAsync(async context =>
        {
            await context.Response.WriteAsync("first ", Token);
            await context.Response.Body.FlushAsync(Token);
            await arrived.Task.WaitAsync(Token);
            await context.Response.WriteAsync("last", Token);
        });

        using var answer = await http.GetAsync(new Uri(host.Url, "x"), HttpCompletionOption.ResponseHeadersRead, Token);
        await using var body = await answer.Content.ReadAsStreamAsync(Token);
        var first = new byte[6];
        await body.ReadExactlyAsync(first, Token);
        arrived.SetResult();
        using var reader = new StreamReader(body);

        Assert.Equal("first ", Encoding.ASCII.GetString(first));
        Assert.Equal("last", await reader.ReadToEndAsync(Token));
    }

    [Fact]
    public async Task Given_a_body_in_pieces_when_it_is_proxied_then_the_first_arrives_before_the_last_is_sent()
    {
        var arrived = new TaskCompletionSource();
        await using var host = await StartAsync(async context =>
        {
            var first = new byte[6];
            await context.Request.Body.ReadExactlyAsync(first, Token);
            arrived.SetResult();
            using var reader = new StreamReader(context.Request.Body);
            await context.Response.WriteAsync(Encoding.ASCII.GetString(first) + await reader.ReadToEndAsync(Token), Token);
        });
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Url.Port, Token);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream);

        await stream.WriteAsync("POST /x HTTP/1.1\r\nHost: mail.example.test\r\nConnection: close\r\nContent-Length: 10\r\n\r\nfirst "u8.ToArray(), Token);
        await arrived.Task.WaitAsync(Token);
        await stream.WriteAsync("last"u8.ToArray(), Token);

        Assert.Contains("first last", await reader.ReadToEndAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(229, HttpStatusCode.OK)]
    [InlineData(230, HttpStatusCode.GatewayTimeout)]
    public async Task Given_a_request_that_is_held_when_time_passes_then_it_is_cut_off_at_the_front_ends_limit(int seconds, HttpStatusCode expected)
    {
        var time = new FakeTimeProvider();
        var came = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var host = await StartAsync(
            async context =>
            {
                came.SetResult();
                await release.Task.WaitAsync(Token);
                await context.Response.WriteAsync("done", context.RequestAborted);
            },
            settings => settings with { Time = time });

        var answering = http.GetAsync(new Uri(host.Url, "x"), Token);
        await came.Task.WaitAsync(Token);
        time.Advance(TimeSpan.FromSeconds(seconds));
        if (expected == HttpStatusCode.OK)
        {
            release.SetResult();
        }

        using var answer = await answering;
        release.TrySetResult();

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData(999, HttpStatusCode.OK)]
    [InlineData(1000, HttpStatusCode.OK)]
    [InlineData(1001, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Given_a_body_of_some_length_when_it_comes_then_the_hosts_limit_holds(int bytes, HttpStatusCode expected)
    {
        await using var host = await StartAsync(
            context => context.Request.Body.CopyToAsync(Stream.Null, Token),
            settings => settings with { MaximumBodyBytes = 1000 });
        using var content = new ByteArrayContent(new byte[bytes]);

        using var answer = await http.PostAsync(new Uri(host.Url, "x"), content, Token);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Given_an_OPTIONS_when_it_comes_then_only_a_browsers_preflight_is_kept_by_the_host()
    {
        await using var host = await StartAsync(context => context.Response.WriteAsync("handler", Token));
        using var phones = new HttpRequestMessage(HttpMethod.Options, new Uri(host.Url, "x"));
        using var browsers = new HttpRequestMessage(HttpMethod.Options, new Uri(host.Url, "x")) { Headers = { { "Origin", "https://a.test" }, { "Access-Control-Request-Method", "POST" } } };

        using var passed = await http.SendAsync(phones, Token);
        using var kept = await http.SendAsync(browsers, Token);

        Assert.Equal("handler", await passed.Content.ReadAsStringAsync(Token));
        Assert.Equal(HttpStatusCode.NoContent, kept.StatusCode);
    }

    [Theory]
    [InlineData("GET", "admin/x", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "runtime/x", HttpStatusCode.Unauthorized)]
    [InlineData("PUT", "x", HttpStatusCode.NotFound)]
    [InlineData("GET", "administrators", HttpStatusCode.OK)]
    public async Task Given_paths_and_methods_when_they_are_not_a_functions_then_the_handler_never_sees_them(string method, string path, HttpStatusCode expected)
    {
        await using var host = await StartAsync(_ => Task.CompletedTask);
        using var request = new HttpRequestMessage(new(method), new Uri(host.Url, path));

        using var answer = await http.SendAsync(request, Token);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData(200, "application/json", "{}", InvocationResult.Succeeded)]
    [InlineData(200, "application/json; charset=utf-8", """{"Outputs":{},"Logs":["a"],"ReturnValue":null}""", InvocationResult.Succeeded)]
    [InlineData(200, "application/json", "", InvocationResult.NeverCompletes)]
    [InlineData(204, null, "", InvocationResult.NeverCompletes)]
    [InlineData(200, "text/plain", "done", InvocationResult.Failed)]
    [InlineData(200, "application/problem+json", "{}", InvocationResult.Failed)]
    [InlineData(200, "application/json", "[]", InvocationResult.Failed)]
    [InlineData(200, "application/json", "{", InvocationResult.Failed)]
    [InlineData(404, null, "", InvocationResult.Failed)]
    [InlineData(503, "application/json", "{}", InvocationResult.Failed)]
    public async Task Given_an_answer_to_a_timer_when_the_host_judges_it_then_it_does_as_the_real_one(int status, string? type, string body, InvocationResult expected)
    {
        await using var host = await StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            return context.Response.WriteAsync(body, Token);
        });

        var invocation = await host.InvokeTimerAsync("tick", Token);

        Assert.Equal(expected, invocation.Result);
        Assert.True(host.Log.Has($"invoked tick"));
    }

    [Fact]
    public async Task Given_a_timer_when_it_fires_then_the_call_has_the_documented_shape()
    {
        var calls = new List<Call>();
        await using var host = await StartAsync(context => KeepAsync(context, calls));

        await host.InvokeTimerAsync("tick", Token, isPastDue: true);

        var call = Assert.Single(calls);
        var timer = call.Body.GetProperty("Data").GetProperty("timer");
        Assert.Equal(("POST", "/tick", "application/json; charset=utf-8"), (call.Method, call.Path, call.ContentType));
        Assert.Contains("X-Azure-Functions-InvocationId", call.Headers);
        Assert.DoesNotContain("X-Forwarded-Host", call.Headers);
        Assert.True(timer.GetProperty("IsPastDue").GetBoolean());
        Assert.Equal(JsonValueKind.String, timer.GetProperty("ScheduleStatus").GetProperty("Next").ValueKind);
        Assert.Equal("tick", call.Body.GetProperty("Metadata").GetProperty("sys").GetProperty("MethodName").GetString());
    }

    [Fact]
    public async Task Given_a_binary_message_when_it_is_delivered_then_it_is_plain_base64_and_metadata_is_encoded_twice()
    {
        var calls = new List<Call>();
        await using var host = await StartAsync(context => KeepAsync(context, calls));
        var message = new ServiceBusMessage(new byte[] { 0, 1, 255 }) { MessageId = "m1", ApplicationProperties = new Dictionary<string, string> { ["kind"] = "wake" } };

        var delivery = await host.DeliverAsync("binary", message, Token);

        var body = Assert.Single(calls).Body;
        var metadata = body.GetProperty("Metadata");
        Assert.True(delivery.Completed);
        Assert.Equal("AAH/", body.GetProperty("Data").GetProperty("msg").GetString());
        Assert.Equal("1", metadata.GetProperty("DeliveryCount").GetString());
        Assert.Equal("\"m1\"", metadata.GetProperty("MessageId").GetString());
        Assert.Equal("wake", metadata.GetProperty("ApplicationProperties").GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Given_a_message_of_text_when_it_is_delivered_then_it_is_a_string_in_a_string_and_its_members_are_metadata()
    {
        var calls = new List<Call>();
        await using var host = await StartAsync(context => KeepAsync(context, calls));

        await host.DeliverAsync("text", new ServiceBusMessage("""{"hello":"world","MessageId":"theirs"}"""u8.ToArray()), Token);

        var body = Assert.Single(calls).Body;
        Assert.Equal("""{"hello":"world","MessageId":"theirs"}""", JsonSerializer.Deserialize<string>(body.GetProperty("Data").GetProperty("msg").GetString()!));
        Assert.Equal("\"world\"", body.GetProperty("Metadata").GetProperty("hello").GetString());
        Assert.Equal("\"theirs\"", body.GetProperty("Metadata").GetProperty("MessageId").GetString());
    }

    [Theory]
    [InlineData(2, true, 3)]
    [InlineData(9, true, 10)]
    [InlineData(10, false, 10)]
    public async Task Given_a_function_that_fails_when_a_message_comes_again_then_it_is_done_or_dead_lettered(int failures, bool completed, int attempts)
    {
        var counts = new List<string?>();
        await using var host = await StartAsync(async context =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, default, Token);
            counts.Add(body.RootElement.GetProperty("Metadata").GetProperty("DeliveryCount").GetString());
            context.Response.StatusCode = counts.Count <= failures ? 500 : 200;
            await context.Response.WriteAsJsonAsync(new { Outputs = new { } }, Token);
        });

        var delivery = await host.DeliverAsync("binary", new ServiceBusMessage("x"u8.ToArray()), Token);

        Assert.Equal((completed, attempts), (delivery.Completed, delivery.Attempts.Count));
        Assert.Equal(Enumerable.Range(1, attempts).Select(count => $"{count}"), counts);
        Assert.Equal(!completed, host.Log.Has("is dead-lettered"));
    }

    [Fact]
    public async Task Given_a_function_that_answers_nothing_when_a_message_comes_then_it_is_neither_done_nor_tried_again()
    {
        await using var host = await StartAsync(_ => Task.CompletedTask);

        var delivery = await host.DeliverAsync("binary", new ServiceBusMessage("x"u8.ToArray()), Token);

        Assert.False(delivery.Completed);
        Assert.Equal(InvocationResult.NeverCompletes, Assert.Single(delivery.Attempts).Result);
    }

    [Fact]
    public async Task Given_two_ticks_when_the_first_is_not_done_then_the_second_waits()
    {
        var running = 0;
        var most = 0;
        var release = new TaskCompletionSource();
        await using var host = await StartAsync(async context =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await release.Task.WaitAsync(Token);
            Interlocked.Decrement(ref running);
            await context.Response.WriteAsJsonAsync(new { }, Token);
        });

        var first = host.InvokeTimerAsync("tick", Token);
        var second = host.InvokeTimerAsync("tick", Token);
        release.SetResult();
        var results = await Task.WhenAll(first, second);

        Assert.All(results, invocation => Assert.Equal(InvocationResult.Succeeded, invocation.Result));
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Given_a_handler_that_breaks_the_connection_when_a_request_has_no_body_then_it_is_sent_ten_times_and_one_with_a_body_once()
    {
        var got = 0;
        var posted = 0;
        await using var host = await StartAsync(context =>
        {
            _ = HttpMethods.IsGet(context.Request.Method) ? Interlocked.Increment(ref got) : Interlocked.Increment(ref posted);
            context.Abort();
            return Task.CompletedTask;
        });
        using var content = new StringContent("once");

        using var get = await http.GetAsync(new Uri(host.Url, "x"), Token);
        using var post = await http.PostAsync(new Uri(host.Url, "x"), content, Token);

        Assert.Equal((HttpStatusCode.BadGateway, HttpStatusCode.BadGateway), (get.StatusCode, post.StatusCode));
        Assert.Equal((10, 1), (got, posted));
    }

    [Fact]
    public async Task Given_a_handler_that_crashes_when_it_does_so_a_third_time_then_the_host_stops()
    {
        await using var host = await StartAsync(context => context.Response.WriteAsync("here", Token));

        await host.CrashHandlerAsync(Token);
        await host.CrashHandlerAsync(Token);
        var served = await http.GetStringAsync(new Uri(host.Url, "x"), Token);
        await Assert.ThrowsAsync<FunctionsHostException>(() => host.CrashHandlerAsync(Token));
        using var refused = await http.GetAsync(new Uri(host.Url, "x"), Token);

        Assert.Equal("here", served);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
    }

    [Fact]
    public async Task Given_a_handler_that_does_not_end_when_the_grace_is_over_then_it_is_killed()
    {
        var time = new FakeTimeProvider();
        await using var host = await StartAsync(_ => Task.CompletedTask, settings => settings with { Time = time }, obeys: false);

        var stopping = host.StopAsync();
        while (time.PendingTimers == 0)
        {
            await Task.Yield();
        }

        time.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        Assert.False(stopping.IsCompleted);
        time.Advance(TimeSpan.FromTicks(1));
        var end = await stopping;

        Assert.True(end.Killed);
        Assert.Equal(137, end.ExitCode);
    }

    [Theory]
    [InlineData("host.json", """{ "version": "2.0" }""", "defaultExecutablePath is required")]
    [InlineData("host.json", """{ "version": "2.0", "customHandler": { "description": { "defaultExecutablePath": "h" }, "enableForwardingHttpRequest": true } }""", "corrupts base64")]
    [InlineData("host.json", """{ "version": "2.0", "customHandler": { "description": { "defaultExecutablePath": "%NONE%" }, "enableProxyingHttpRequest": true } }""", "%NONE% is missing")]
    [InlineData("tick/function.json", """{ "bindings": [ { "type": "timerTrigger", "direction": "in", "name": "t", "schedule": "* * * * *" } ] }""", "has not 6 fields")]
    [InlineData("tick/function.json", """{ "bindings": [ { "type": "timerTrigger", "direction": "in", "name": "t", "schedule": "%NONE%" } ] }""", "%NONE% is missing")]
    [InlineData("tick/function.json", """{ "bindings": [] }""", "exactly one trigger")]
    [InlineData("http/function.json", """{ "bindings": [ { "type": "httpTrigger", "direction": "in", "name": "r", "authLevel": "anonymous" } ] }""", "would not be proxied")]
    [InlineData("http/function.json", """{ "bindings": [ { "type": "httpTrigger", "direction": "in", "name": "r", "authLevel": "function" }, { "type": "http", "direction": "out", "name": "o" } ] }""", "authLevel")]
    [InlineData("text/function.json", """{ "bindings": [ { "type": "serviceBusTrigger", "direction": "in", "name": "m" } ] }""", "neither a queue")]
    [InlineData("text/function.json", """{ "bindings": [ { "type": "blobTrigger", "direction": "in", "name": "m" } ] }""", "blobTrigger is not doubled")]
    public async Task Given_a_folder_that_the_host_would_not_run_when_it_starts_then_it_says_why(string file, string text, string reason)
    {
        folder.Write(file, text);

        var refused = await Assert.ThrowsAsync<FunctionsHostException>(() => StartAsync(_ => Task.CompletedTask));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    private Task<FunctionsHost> StartAsync(RequestDelegate answer, Func<FunctionsHostSettings, FunctionsHostSettings>? change = null, bool obeys = true)
    {
        var settings = new FunctionsHostSettings
        {
            AppSettings = new Dictionary<string, string> { ["MODE"] = "test" },
            Launch = ScriptedHandler.Launch(answer, obeys),
        };
        return FunctionsHost.StartAsync(folder.Path, change is null ? settings : change(settings), Token);
    }

    private static async Task KeepAsync(HttpContext context, List<Call> calls)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, default, Token);
        calls.Add(new(context.Request.Method, context.Request.Path, context.Request.ContentType, [.. context.Request.Headers.Keys], body.RootElement.Clone()));
        await context.Response.WriteAsJsonAsync(new { Outputs = new { } }, Token);
    }

    private sealed record Call(string Method, string? Path, string? ContentType, IReadOnlyList<string> Headers, JsonElement Body);
}
