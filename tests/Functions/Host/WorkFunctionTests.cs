using System.Net;
using System.Text;
using System.Text.Json;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>The server as a Functions host sees it.</summary>
public sealed class WorkFunctionTests : IAsyncLifetime
{
    private readonly CustomHandlerProcess server = new();
    private readonly HttpClient http = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await server.StartAsync(Token);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Given_the_host_when_it_calls_the_timer_then_the_answer_is_JSON_that_is_not_empty()
    {
        using var answer = await PostAsync("work");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token));
        Assert.Equal(JsonValueKind.Object, json.RootElement.GetProperty("Outputs").ValueKind);
    }

    [Theory]
    [InlineData("work")]
    [InlineData("WORK")]
    [InlineData("http")]
    public async Task Given_a_client_behind_the_host_when_it_calls_a_function_then_there_is_none(string function)
    {
        using var answer = await PostAsync(function, ("X-Forwarded-Host", "mail.example.test"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Given_the_hosts_probe_when_it_comes_then_it_is_answered()
    {
        using var answer = await http.GetAsync(server.Url, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Server"));
    }

    private async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, path))
        {
            Content = new StringContent("""{"Data":{"timer":{}},"Metadata":{}}""", Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await http.SendAsync(request, Token);
    }
}
