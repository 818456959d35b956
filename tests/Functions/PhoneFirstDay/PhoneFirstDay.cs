using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>What a phone goes through on its first day, against the real server over real HTTP, once for each store.</summary>
/// <remarks>
/// Each test has its own device, and its own account where it changes anything. Waiting ends with what it waits
/// for; the only time limits are those after which a test fails.
/// </remarks>
public abstract partial class PhoneFirstDay(ServerFixture server)
{
    private const int DemoMails = 60;

    private static readonly BodyPreference PlainText = new(1);

    private static readonly BodyPreference Html = new(2);

    private static readonly BodyPreference Mime = new(4);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A set-up phone of a new account, and that account.</summary>
    private async Task<(PhoneModel Phone, DemoAccount Account, string Inbox)> NewOwnerAsync()
    {
        var account = await server.NewAccountAsync(Token);
        var phone = await server.NewPhoneAsync(account, Token);
        return (phone, account, phone.IdOf(EasFolderType.Inbox));
    }

    /// <summary>A set-up phone of a new account with these mails delivered, none of them synced yet.</summary>
    private async Task<(PhoneModel Phone, DemoAccount Account, string Inbox)> NewOwnerWithMailAsync(params string[] messages)
    {
        var owner = await NewOwnerAsync();
        foreach (var message in messages)
        {
            await server.Admin.DeliverAsync(owner.Account, message, Token);
        }

        return owner;
    }

    private static async Task<MailItem> FirstMailAsync(PhoneModel phone, string folder, SyncOptions options)
    {
        await phone.SyncAllAsync(folder, Token, collection => collection with { Options = options });
        return Assert.Single(phone.Held(folder).Items).Value;
    }

    private static string[] SubjectsIn(PhoneModel phone, string folder) =>
        [.. phone.Held(folder).Items.Values.Select(mail => mail.Subject!).Order(StringComparer.Ordinal)];
}
