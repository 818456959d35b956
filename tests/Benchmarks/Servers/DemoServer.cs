using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Carbonio.Cloud.Benchmarks.Load;
using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Benchmarks.Servers;

/// <summary>The server with its demo, and what a benchmark needs around it.</summary>
internal sealed class DemoServer : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("carbonio-benchmark-").FullName;
    private readonly HttpClient http = new();
    private ChildServer process;
    private DemoFile demo = null!;

    private DemoServer() => process = ChildServer.StartServer(folder);

    public ChildServer Process => process;

    /// <summary>Has a mobile password.</summary>
    public Login Alice => new(demo.Accounts[0].Address, demo.Accounts[0].MobilePassword!);

    /// <summary>Has none.</summary>
    public Login Bob => new(demo.Accounts[1].Address, demo.Accounts[1].Password);

    /// <summary>The admin API's token.</summary>
    public string Token => demo.AdminToken;

    /// <summary>The data folder.</summary>
    public string Folder => folder;

    public static async Task<DemoServer> StartAsync()
    {
        var server = new DemoServer();
        await server.process.FirstAnswerAsync(RawRequest.Get("/readyz"));
        server.demo = JsonSerializer.Deserialize<DemoFile>(
            await File.ReadAllBytesAsync(Path.Combine(server.folder, "demo.json")),
            JsonSerializerOptions.Web)!;
        server.http.BaseAddress = server.process.Url;
        server.http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.demo.AdminToken);
        return server;
    }

    /// <summary>Ends the process and leaves its data.</summary>
    public void Stop() => process.Dispose();

    /// <summary>Makes accounts whose own password opens ActiveSync.</summary>
    public async Task<Login[]> NewAccountsAsync(int count)
    {
        var logins = new Login[count];
        for (var i = 0; i < count; i++)
        {
            logins[i] = new($"user{i}@{demo.Domain}", $"{Guid.NewGuid():N}");
            using var response = await http.PostAsJsonAsync("api/admin/v1/accounts", new { address = logins[i].User, password = logins[i].Password });
            response.EnsureSuccessStatusCode();
        }

        return logins;
    }

    /// <summary>A phone that has accepted its policy and has its folders.</summary>
    public async Task<EasDevice> NewPhoneAsync(Login login, string deviceId)
    {
        var phone = new EasDevice(new()
        {
            Server = process.Url,
            User = login.User,
            Password = login.Password,
            DeviceId = deviceId,
        });
        await phone.ProvisionAsync(CancellationToken.None);
        await phone.FolderSyncAsync("0", CancellationToken.None);
        return phone;
    }

    /// <summary>The bytes that hand in a message.</summary>
    public byte[] Inbound(string recipient, ReadOnlySpan<byte> message) =>
        RawRequest.Post($"/api/inbound?recipient={recipient}", [("Authorization", $"Bearer {Token}"), ("Content-Type", "message/rfc822")], message);

    public void Dispose()
    {
        http.Dispose();
        try
        {
            process.Dispose();
        }
        catch (InvalidOperationException)
        {
            // It was stopped before.
        }

        Directory.Delete(folder, recursive: true);
    }

    private sealed record DemoFile(string AdminToken, string Domain, IReadOnlyList<DemoAccount> Accounts);

    private sealed record DemoAccount(string Address, string Password, string? MobilePassword);
}
