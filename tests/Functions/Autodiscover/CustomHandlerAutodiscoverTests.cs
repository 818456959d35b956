namespace Carbonio.Cloud.Functions.Tests;

/// <summary>Autodiscover behind a Functions host.</summary>
public sealed class CustomHandlerAutodiscoverTests : IAsyncLifetime
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

    [Theory]
    [InlineData("https", "203.0.113.9")]
    [InlineData("http", "127.0.0.1")] // a host on a developer's machine, which names it as it likes
    public async Task Given_a_name_that_the_host_passes_on_when_a_client_asks_then_it_is_told_that_name_over_https(string scheme, string client) =>
        Assert.Equal("""{"Protocol":"ActiveSync","Url":"https://mail.example.test/Microsoft-Server-ActiveSync"}""", await AskAsync(scheme, client));

    [Fact]
    public async Task Given_a_client_that_came_to_the_host_in_the_clear_when_it_asks_then_it_is_told_to_use_https() =>
        Assert.Contains("HttpsRequired", await AskAsync("http", "203.0.113.9"), StringComparison.Ordinal);

    private async Task<string> AskAsync(string scheme, string client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Url, "autodiscover/autodiscover.json?Email=a@example.test&Protocol=ActiveSync"));
        request.Headers.Add("X-Forwarded-Host", "mail.example.test");
        request.Headers.Add("X-Forwarded-Proto", scheme);
        request.Headers.Add("X-Forwarded-For", client);

        using var answer = await http.SendAsync(request, Token);

        return await answer.Content.ReadAsStringAsync(Token);
    }
}
