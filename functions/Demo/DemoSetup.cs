using System.Globalization;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Delivery;
using Carbonio.Cloud.Mailboxes.Folders;

namespace Carbonio.Cloud.Functions.Demo;

/// <summary>Makes the demo: a domain, two people and their mail. Once: a server that has its demo.json makes nothing again.</summary>
internal sealed class DemoSetup(DirectoryWriter directory, MailDelivery delivery, DemoMails mails, IRandomSource random, TimeProvider time, string dataFolder)
{
    private const string Domain = "example.test";
    private const int PasswordCharacters = 12;
    private const string PasswordAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Makes what is missing, and writes the file.</summary>
    public async Task<DemoFile> EnsureAsync(string url, CancellationToken cancellationToken)
    {
        if (DemoFile.Find(dataFolder) is { } known)
        {
            if (known.Url == url)
            {
                return known;
            }

            var moved = known with { Url = url };
            moved.Write(dataFolder);
            return moved;
        }

        Check(await directory.CreateDomainAsync(AdminActor.Server, Domain, null, null, cancellationToken));
        var alice = await MakeAccountAsync("alice", "Alice Example", hasMobilePassword: true, cancellationToken);
        var bob = await MakeAccountAsync("bob", "Bob Example", hasMobilePassword: false, cancellationToken);
        var token = Check(await directory.CreateTokenAsync(AdminActor.Server, AdminRole.Global, [], "demo", null, cancellationToken));
        var demo = new DemoFile(url, token.Text, Domain, [alice, bob]);
        demo.Write(dataFolder);
        return demo;
    }

    private async Task<DemoAccount> MakeAccountAsync(string user, string name, bool hasMobilePassword, CancellationToken cancellationToken)
    {
        var address = $"{user}@{Domain}";
        var password = NextPassword();
        var attributes = new Dictionary<string, string> { [ConfigurationAttributes.DisplayName.Name] = name };
        var made = await directory.CreateAccountAsync(AdminActor.Server, address, password, attributes, cancellationToken);
        var account = Check(made);
        if (made.Status == DirectoryStatus.Exists)
        {
            // A start that was interrupted made it, and nobody was told its password.
            Check(await directory.SetPasswordAsync(AdminActor.Server, account.Key, password, cancellationToken));
        }

        string? mobilePassword = null;
        if (hasMobilePassword)
        {
            mobilePassword = Check(await directory.AddCredentialAsync(AdminActor.Server, account.Key, null, "demo phone", CredentialServices.Eas, cancellationToken)).Password;
        }

        await DeliverAsync(account, cancellationToken);
        return new(address, password, mobilePassword);
    }

    private async Task DeliverAsync(Account account, CancellationToken cancellationToken)
    {
        var mailbox = MailboxId.FromPartition(account.Key.ToPartition())!;
        await Task.WhenAll(mails.For(account.Address, time.GetUtcNow()).Select((mail, number) => delivery.DeliverAsync(
            mailbox,
            quotaBytes: 0,
            FolderIds.Inbox,
            mail.Message,
            DeliveryOptions.Default with
            {
                Received = mail.Received,
                IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"demo {number}"),
            },
            cancellationToken)));
    }

    private string NextPassword()
    {
        Span<byte> bytes = stackalloc byte[PasswordCharacters];
        random.Fill(bytes);
        var text = new char[PasswordCharacters];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = PasswordAlphabet[bytes[i] % PasswordAlphabet.Length];
        }

        return new(text);
    }

    private static T Check<T>(DirectoryOutcome<T> outcome)
        where T : class =>
        outcome.Value ?? throw new InvalidOperationException($"The demo could not be made: {outcome.Message}");
}
