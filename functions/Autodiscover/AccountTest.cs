using System.Buffers;
using System.Text;
using Carbonio.Cloud.ActiveSync;
using Carbonio.Cloud.ActiveSync.Autodiscover;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Autodiscover;

/// <summary>Finds out what a client with an account's address and the right password would meet.</summary>
internal sealed class AccountTest(AutodiscoverServer server, CertificateCheck certificate)
{
    private const int HttpsPort = 443;

    private static readonly string[] Order = [TestFinding.Problem, TestFinding.Warning, TestFinding.Ok];

    /// <param name="account">Whose client.</param>
    /// <param name="asked">One of its addresses.</param>
    /// <param name="address">Where clients reach this server.</param>
    /// <param name="isSet">The address comes from the settings.</param>
    public TestReport Run(AccountView account, string asked, ServerAddress address, bool isSet)
    {
        var domain = AddressText.DomainOf(asked).ToString();
        TestFinding[] findings =
        [
            .. OfAccount(account), OfLogin(account), .. OfUrl(address, isSet),
            .. certificate.Look([.. new[] { address.Host, DnsRecords.NameFor(domain) }.Distinct()]),
        ];
        return new(
            asked,
            account.Address,
            account.DisplayName,
            address.ActiveSyncUrl,
            isSet,
            findings.All(finding => finding.Level != TestFinding.Problem),
            Login(account),
            [.. findings.OrderBy(finding => Array.IndexOf(Order, finding.Level))],
            [
                Answer("For phones (mobilesync)", "POST /autodiscover/autodiscover.xml", server.AnswerOwner(account, AutodiscoverSchema.MobileSync, address)),
                Answer("For Outlook (outlook 2006a)", "POST /autodiscover/autodiscover.xml", server.AnswerOwner(account, AutodiscoverSchema.Outlook, address)),
                Answer("Without a password (v2)", $"GET /autodiscover/autodiscover.json/v1.0/{asked}?Protocol=ActiveSync", AutodiscoverServer.AnswerAnybody(asked, address)),
            ],
            DnsRecords.For(domain, address));
    }

    private static IEnumerable<TestFinding> OfAccount(AccountView account)
    {
        if (account.Status != AccountStatus.Active)
        {
            yield return new(TestFinding.Problem, $"The account is {account.Status.ToString().ToLowerInvariant()}: no password opens it (zimbraAccountStatus).");
        }

        yield return account.MobileSyncEnabled
            ? new(TestFinding.Ok, "The account may sync with mobile devices.")
            : new(TestFinding.Problem, $"The account may not sync with mobile devices: zimbraFeatureMobileSyncEnabled is FALSE on it or in its class of service '{account.Cos.Name}'.");
    }

    private static TestFinding OfLogin(AccountView account)
    {
        var mobile = MobilePasswords(account);
        if (mobile > 0)
        {
            var number = mobile == 1 ? "its mobile password" : $"one of its {mobile} mobile passwords";
            return new(TestFinding.Ok, $"A client logs in with {number}. The account's own password does not open mobile sync.");
        }

        if (account.MobilePasswordRequired)
        {
            return new(TestFinding.Problem, $"Only a mobile password opens mobile sync and the account has none: carbonio auth credential add {account.Address}");
        }

        return account.Account.HasPassword
            ? new(TestFinding.Ok, "A client logs in with the account's own password; there is no mobile password.")
            : new(TestFinding.Problem, $"The account has no password at all: carbonio auth credential add {account.Address}");
    }

    private static string Login(AccountView account) =>
        MobilePasswords(account) > 0 ? "mobile password"
        : account.AccountPasswordOpensEas && account.Account.HasPassword ? "account password"
        : "none";

    private static int MobilePasswords(AccountView account) => account.Credentials.Count(credential => credential.Opens(CredentialServices.Eas));

    private static IEnumerable<TestFinding> OfUrl(ServerAddress address, bool isSet)
    {
        if (!address.IsHttps)
        {
            yield return new(TestFinding.Problem, $"Clients are sent to {address.Origin}, which is not https: phones refuse it. Set Carbonio__PublicUrl.");
        }

        if (address is { IsHttps: true, Port: not HttpsPort })
        {
            yield return new(TestFinding.Warning, $"Clients look for autodiscover.DOMAIN on port {HttpsPort} only; this server is on port {address.Port}.");
        }

        if (!address.HasName)
        {
            yield return new(
                address.IsLoopback ? TestFinding.Problem : TestFinding.Warning,
                address.IsLoopback
                    ? $"Only this machine itself reaches {address.Host}. Set Carbonio__PublicUrl to the name that phones use."
                    : $"Clients are sent to {address.Host}, an address and not a name: few certificates cover that.");
        }

        yield return isSet
            ? new(TestFinding.Ok, $"Every client is sent to {address.Origin} (Carbonio__PublicUrl).")
            : new(TestFinding.Warning, "Carbonio__PublicUrl is not set: each client is sent to the name by which it asked, here the one by which you opened this page.");
    }

    private static TestAnswer Answer(string name, string request, EasAnswer made)
    {
        using var answer = made;
        return new(name, request, answer.HttpStatus, answer.ContentType ?? "", Encoding.UTF8.GetString(answer.Body.ToArray()));
    }
}
