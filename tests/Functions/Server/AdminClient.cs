using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>The administration of the server under test. Only this file knows the admin API's routes.</summary>
public sealed class AdminClient : IDisposable
{
    private readonly HttpClient http;

    /// <param name="server">The server.</param>
    /// <param name="token">An admin token; null sends none.</param>
    public AdminClient(Uri server, string? token)
    {
        http = new HttpClient { BaseAddress = server };
        if (token is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    /// <summary>Makes an account of a random name. It has no mobile password, so that its own opens ActiveSync.</summary>
    public async Task<DemoAccount> NewAccountAsync(string domain, CancellationToken cancellationToken)
    {
        var account = new DemoAccount($"user-{Guid.NewGuid():N}@{domain}", $"{Guid.NewGuid():N}", null);
        using var response = await http.PostAsJsonAsync(
            "api/admin/v1/accounts", new { address = account.Address, password = account.Password }, cancellationToken);
        response.EnsureSuccessStatusCode();
        return account;
    }

    /// <summary>Makes a domain with a tenant of its own.</summary>
    public async Task NewDomainAsync(string domain, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync("api/admin/v1/domains", new { name = domain }, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Makes a token and gives its text.</summary>
    public async Task<string> NewTokenAsync(string role, IReadOnlyList<string> domains, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync("api/admin/v1/tokens", new { role, domains, label = "test" }, cancellationToken);
        response.EnsureSuccessStatusCode();
        using var made = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
        return made.RootElement.GetProperty("token").GetString()!;
    }

    /// <summary>Sets an attribute of an account.</summary>
    public async Task SetAttributeAsync(DemoAccount account, string attribute, string value, CancellationToken cancellationToken)
    {
        using var response = await http.PatchAsJsonAsync(
            $"api/admin/v1/accounts/{Uri.EscapeDataString(account.Address)}",
            new { attributes = new Dictionary<string, string> { [attribute] = value } },
            cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Makes an account of an address.</summary>
    public async Task<DemoAccount> NewAccountOfAsync(string address, CancellationToken cancellationToken)
    {
        var account = new DemoAccount(address, $"{Guid.NewGuid():N}", null);
        using var response = await http.PostAsJsonAsync("api/admin/v1/accounts", new { address, password = account.Password }, cancellationToken);
        response.EnsureSuccessStatusCode();
        return account;
    }

    /// <summary>Gives an account another address.</summary>
    public async Task AddAliasAsync(DemoAccount account, string alias, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync($"api/admin/v1/accounts/{Uri.EscapeDataString(account.Address)}/aliases", new { alias }, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Deletes an account; its mailbox follows by the timer.</summary>
    public async Task DeleteAccountAsync(DemoAccount account, CancellationToken cancellationToken)
    {
        using var response = await http.DeleteAsync($"api/admin/v1/accounts/{Uri.EscapeDataString(account.Address)}", cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Gives an account another password.</summary>
    public async Task SetPasswordAsync(DemoAccount account, string password, CancellationToken cancellationToken)
    {
        using var response = await http.PutAsJsonAsync($"api/admin/v1/accounts/{Uri.EscapeDataString(account.Address)}/password", new { password }, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Hands in a message and demands that it is taken.</summary>
    public async Task DeliverAsync(DemoAccount recipient, string message, CancellationToken cancellationToken)
    {
        using var response = await PostInboundAsync($"recipient={recipient.Address}", message, cancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    /// <summary>Puts a message into a folder named by its path, as <c>carbonio mailbox addMessage</c> does.</summary>
    public async Task AddMessageAsync(DemoAccount account, string folder, string message, CancellationToken cancellationToken)
    {
        using var content = new StringContent(message, MediaTypeHeaderValue.Parse("message/rfc822"));
        var path = $"api/admin/v1/mailboxes/{Uri.EscapeDataString(account.Address)}/messages?folder={Uri.EscapeDataString(folder)}";
        using var response = await http.PostAsync(path, content, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Hands in a message.</summary>
    /// <param name="query">Such as <c>recipient=a@example.test</c>.</param>
    /// <param name="message">The message in UTF-8.</param>
    /// <param name="cancellationToken">Hangs up.</param>
    public async Task<HttpResponseMessage> PostInboundAsync(string query, string message, CancellationToken cancellationToken)
    {
        using var content = new StringContent(message, MediaTypeHeaderValue.Parse("message/rfc822"));
        return await http.PostAsync($"api/inbound?{query}", content, cancellationToken);
    }

    /// <summary>Sends JSON, or nothing, to any address.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        return await http.SendAsync(request, cancellationToken);
    }

    /// <summary>Posts nothing to any address and demands success.</summary>
    public async Task PostAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsync(path, null, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Posts something to any address.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, HttpContent content, CancellationToken cancellationToken) =>
        http.PostAsync(path, content, cancellationToken);

    /// <summary>Puts something to any address and demands success.</summary>
    public async Task PutAsync(string path, HttpContent content, CancellationToken cancellationToken)
    {
        using var response = await http.PutAsync(path, content, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Reads any address.</summary>
    public Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellationToken) =>
        http.GetAsync(path, cancellationToken);

    public void Dispose() => http.Dispose();
}
