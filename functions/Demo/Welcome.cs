using Carbonio.Cloud.Functions.Hosting;
using Carbonio.Cloud.Functions.Settings;

namespace Carbonio.Cloud.Functions.Demo;

/// <summary>What a person reads who starts the server in a terminal.</summary>
internal static class Welcome
{
    public static void Print(TextWriter output, ServerSettings settings, IReadOnlyList<string> urls, DemoFile demo)
    {
        output.WriteLine($"Carbonio Cloud serves Exchange ActiveSync at {string.Join(" and ", urls)}. Its data is in {settings.DataFolder}; Ctrl+C stops it.");
        output.WriteLine();
        output.WriteLine("Demo accounts, 60 mails each:");
        foreach (var account in demo.Accounts)
        {
            output.WriteLine($"  {account.Address,-20} ActiveSync password {account.MobilePassword ?? account.Password}");
        }

        output.WriteLine();
        output.WriteLine($"  The same, with an admin token: {DemoFile.PathIn(settings.DataFolder)}");
        output.WriteLine("  Commands:                      dotnet run --project cli -- --help");
        output.WriteLine($"  Hand in a mail:                curl --data-binary @mail.eml -H \"Authorization: Bearer TOKEN\" \"{demo.Url}/api/inbound?recipient={demo.Accounts[^1].Address}\"");
        if (settings.Lan)
        {
            PrintPhoneSteps(output, urls, demo);
        }
        else
        {
            output.WriteLine("  A phone of your own network:   start again with --lan");
        }
    }

    private static void PrintPhoneSteps(TextWriter output, IReadOnlyList<string> urls, DemoFile demo)
    {
        var port = urls.Where(ServerSettings.IsHttps).Select(url => new Uri(url.Replace("//*", "//localhost", StringComparison.Ordinal)).Port).FirstOrDefault();
        output.WriteLine();
        output.WriteLine("On the phone: Settings, add an account, Exchange or \"corporate\", then set it up by hand:");
        output.WriteLine($"  server    {string.Join(" or ", LanCertificate.LocalAddresses().Select(address => $"{address}:{port}"))}");
        output.WriteLine($"  user      {demo.Accounts[0].Address}, domain empty");
        output.WriteLine($"  password  {demo.Accounts[0].MobilePassword ?? demo.Accounts[0].Password}");
        output.WriteLine("  and trust the certificate when the phone asks: it is this server's own.");
    }
}
