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

    [Fact]
    public async Task Given_a_name_that_the_host_passes_on_when_a_client_asks_then_it_is_told_that_name_over_https()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Url, "autodiscover/autodiscover.json?Email=a@example.test&Protocol=ActiveSync"));
        request.Headers.Add("X-Forwarded-Host", "mail.example.test");
        request.Headers.Add("X-Forwarded-Proto", "http");

        using var answer = await http.SendAsync(request, Token);

        Assert.Equal(
            """{"Protocol":"ActiveSync","Url":"https://mail.example.test/Microsoft-Server-ActiveSync"}""",
            await answer.Content.ReadAsStringAsync(Token));
    }
}
