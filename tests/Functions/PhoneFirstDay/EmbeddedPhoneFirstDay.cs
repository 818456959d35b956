using System.Net;
using System.Text.Json;
using Carbonio.Cloud.EasClient;
using Xunit;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>A phone's first day, the data in the embedded store.</summary>
public sealed class EmbeddedPhoneFirstDay(EmbeddedServer server) : PhoneFirstDay(server), IClassFixture<EmbeddedServer>
{
    private readonly EmbeddedServer server = server;

    [Fact]
    public async Task Given_a_mail_whose_file_is_gone_when_the_phone_syncs_then_a_note_comes_in_its_place_and_the_admin_finds_it_listed()
    {
        var token = TestContext.Current.CancellationToken;
        var account = await server.NewAccountAsync(token);
        var before = Blobs();
        await server.Admin.DeliverAsync(account, Letters.Plain("Lost", string.Concat(Enumerable.Repeat("A line of a long letter.\n", 1000))), token);
        File.Delete(Assert.Single(Blobs().Except(before)));
        await server.Admin.DeliverAsync(account, Letters.Plain("Whole"), token);
        var phone = await server.NewPhoneAsync(account, token);
        var inbox = phone.IdOf(EasFolderType.Inbox);

        await phone.SyncAllAsync(inbox, token, collection => collection with { Options = new SyncOptions { BodyPreferences = [new(1)] } });

        var mails = phone.Held(inbox).Items.Values.ToDictionary(mail => mail.Subject!);
        Assert.Equal("Hello from the test.", mails["Whole"].Body.Data!.Trim());
        Assert.Contains("could not be shown", mails["Lost"].Body.Data, StringComparison.Ordinal);
        using var answer = await server.Admin.GetAsync($"api/admin/v1/mailboxes/{Uri.EscapeDataString(account.Address)}/badItems", token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var list = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(token));
        Assert.Equal("Lost", Assert.Single(list.RootElement.GetProperty("items").EnumerateArray()).GetProperty("subject").GetString());
    }

    private string[] Blobs() => System.IO.Directory.GetFiles(Path.Combine(server.Server.DataFolder, "blobs"), "*", SearchOption.AllDirectories);
}
